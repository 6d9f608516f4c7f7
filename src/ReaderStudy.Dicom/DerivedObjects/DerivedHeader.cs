namespace ReaderStudy.Dicom.DerivedObjects;

/// <summary>Begins a data set that was derived from images: the patient's and the exam's modules of the source, a series and an equipment of its own.</summary>
internal static class DerivedHeader
{
    /// <summary>What the Patient and General Study modules always have, though it may be empty (PS3.3 C.7.1.1, C.7.2.1).</summary>
    private static readonly DicomTag[] Always =
    [
        DicomTags.StudyDate,
        DicomTags.StudyTime,
        DicomTags.AccessionNumber,
        DicomTags.ReferringPhysicianName,
        DicomTags.PatientName,
        DicomTags.PatientId,
        DicomTags.PatientBirthDate,
        DicomTags.PatientSex,
        DicomTags.StudyId,
    ];

    /// <summary>What is taken over where the source has it.</summary>
    private static readonly DicomTag[] IfThere =
    [
        DicomTags.StudyDescription,
        DicomTags.PatientAge,
        DicomTags.PatientSize,
        DicomTags.PatientWeight,
        DicomTags.PatientIdentityRemoved,
        DicomTags.DeidentificationMethod,
        DicomTags.DeidentificationMethodCodeSequence,
        DicomTags.LongitudinalTemporalInformationModified,
    ];

    public static DicomDataset Begin(DicomDataset source, string sopClass, string modality, DerivedIdentity identity)
    {
        var dataset = new DicomDataset();
        dataset.Set(DicomTags.SpecificCharacterSet, "ISO_IR 192");
        dataset.Set(DicomTags.SopClassUid, sopClass);
        dataset.Set(DicomTags.SopInstanceUid, identity.SopInstanceUid);
        dataset.Set(DicomTags.StudyInstanceUid, source.RequireString(DicomTags.StudyInstanceUid));
        foreach (var tag in Always)
        {
            Copy(source, dataset, tag);
        }

        foreach (var tag in IfThere.Where(source.Contains))
        {
            Copy(source, dataset, tag);
        }

        dataset.Set(DicomTags.Modality, modality);
        dataset.Set(DicomTags.SeriesInstanceUid, identity.SeriesUid);
        dataset.Set(DicomTags.SeriesNumber, (double)identity.SeriesNumber);
        dataset.Set(DicomTags.InstanceNumber, (double)identity.InstanceNumber);
        if (identity.SeriesDescription.Length > 0)
        {
            dataset.Set(DicomTags.SeriesDescription, identity.SeriesDescription);
        }

        dataset.Set(DicomTags.ContentDate, DateOnly.FromDateTime(identity.MadeAt));
        dataset.Set(DicomTags.ContentTime, TimeOnly.FromDateTime(identity.MadeAt));
        dataset.Set(DicomTags.Manufacturer, identity.Manufacturer);
        dataset.Set(DicomTags.ManufacturerModelName, identity.ModelName);
        dataset.Set(new DicomTag(0x0018, 0x1000), identity.SerialNumber);
        dataset.Set(new DicomTag(0x0018, 0x1020), identity.SoftwareVersion);
        return dataset;
    }

    /// <summary>Copies a value; text is written anew, since the source may have another character set.</summary>
    private static void Copy(DicomDataset source, DicomDataset target, DicomTag tag)
    {
        var element = source.Find(tag);
        if (element is null or { IsEmpty: true })
        {
            target.SetEmpty(tag);
        }
        else if (element.Items is not null || !element.Vr.IsText())
        {
            target.Set(element);
        }
        else
        {
            target.Set(tag, [.. source.GetStrings(tag)]);
        }
    }
}
