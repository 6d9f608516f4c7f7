namespace ReaderStudy.Dicom.Deidentification;

/// <summary>The codes of PS3.16 CID 7050, De-identification Method, that this product writes.</summary>
internal static class DeidentificationCodes
{
    public static readonly (string Value, string Meaning) BasicProfile = ("113100", "Basic Application Confidentiality Profile");
    public static readonly (string Value, string Meaning) CleanPixelData = ("113101", "Clean Pixel Data Option");
    public static readonly (string Value, string Meaning) CleanDescriptors = ("113105", "Clean Descriptors Option");
    public static readonly (string Value, string Meaning) ModifiedDates = (
        "113107",
        "Retain Longitudinal Temporal Information Modified Dates Option"
    );

    public static readonly (string Value, string Meaning) PatientCharacteristics = ("113108", "Retain Patient Characteristics Option");
    public static readonly (string Value, string Meaning) DeviceIdentity = ("113109", "Retain Device Identity Option");
    public static readonly (string Value, string Meaning) Uids = ("113110", "Retain UIDs Option");
    public static readonly (string Value, string Meaning) SafePrivate = ("113111", "Retain Safe Private Option");

    /// <summary>An item of the De-identification Method Code Sequence.</summary>
    public static DicomDataset Item((string Value, string Meaning) code)
    {
        var item = new DicomDataset();
        item.Set(DicomTags.CodeValue, code.Value);
        item.Set(DicomTags.CodingSchemeDesignator, "DCM");
        item.Set(DicomTags.CodeMeaning, code.Meaning);
        return item;
    }

    /// <summary>Adds a code to those that the image has, once.</summary>
    public static void Add(DicomDataset dataset, (string Value, string Meaning) code)
    {
        var items = dataset.GetItems(DicomTags.DeidentificationMethodCodeSequence);
        if (!items.Any(i => i.GetString(DicomTags.CodeValue) == code.Value))
        {
            dataset.SetItems(DicomTags.DeidentificationMethodCodeSequence, [.. items, Item(code)]);
        }
    }
}
