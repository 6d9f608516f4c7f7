using System.Collections.Frozen;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Which action an element meets: the profile's table under the chosen options, and this product's reading of it:
/// <list type="bullet">
/// <item>Where the table leaves a choice, the attribute's type in the object decides (<see cref="AttributeTypes"/>); where that is not
/// known, and in nested items, the action that no object type forbids: a dummy before emptiness before removal. References to images
/// (X/Z/U*) are kept with other UIDs.</item>
/// <item>The table lists what is known to identify. What it does not list stays only if its kind is harmless: retired and unknown
/// elements, names, free text (LT, ST, UT, UC, UR), AE titles and bytes of unknown meaning go; the rest is looked at value by value
/// (<see cref="KeptValues"/>).</item>
/// <item>Codes of the procedure go: they are mostly the hospital's own, with its name as their scheme and free text as their meaning.</item>
/// <item>Curves and overlays go whole.</item>
/// </list>
/// </summary>
internal sealed class ConfidentialityRules(DeidentificationOptions options)
{
    // Procedure, requested procedure, scheduled protocol and performed protocol code sequences.
    private static readonly FrozenSet<uint> HospitalCodes = new uint[] { 0x0008_1032, 0x0032_1064, 0x0040_0008, 0x0040_0260 }.ToFrozenSet();

    private readonly ConfidentialityProfile _profile = ConfidentialityProfile.Standard;

    /// <summary>The action for a public element.</summary>
    /// <param name="element">Not a private one.</param>
    /// <param name="iod">The object's IOD; null if unknown, and in nested items.</param>
    /// <param name="row">What the table says of the element; null if it does not list it.</param>
    public ConfidentialityAction For(DicomElement element, string? iod, out ConfidentialityRow? row)
    {
        var tag = element.Tag;
        row = null;
        if (tag.Group < 0x0008 || tag.Element == 0 || (tag.Group & 0xFF00) is 0x5000 or 0x6000 || HospitalCodes.Contains(tag.Value))
        {
            return ConfidentialityAction.Remove;
        }

        row = _profile.Find(tag);
        return row is null ? Unlisted(element) : OfOptions(element, row) ?? Basic(element, row, iod);
    }

    /// <summary>The action of the basic profile alone, for what an option would keep but cannot.</summary>
    public static ConfidentialityAction Basic(DicomElement element, ConfidentialityRow row, string? iod)
    {
        if (element.Tag == DicomTags.ContrastBolusAgent && !element.IsEmpty)
        {
            // Z/D: that contrast was given must be seen, whatever it was called.
            return ConfidentialityAction.Dummy;
        }

        var basic = row.Basic;
        if (basic.Contains('/', StringComparison.Ordinal))
        {
            return basic == "X/Z/U*" ? ConfidentialityAction.Keep : Resolved(basic, AttributeTypes.Standard.TypeOf(element.Tag, iod));
        }

        return basic switch
        {
            "Z" => ConfidentialityAction.Empty,
            "D" => ConfidentialityAction.Dummy,
            "U" => ConfidentialityAction.MapUid,
            "K" => ConfidentialityAction.Keep,
            _ => ConfidentialityAction.Remove,
        };
    }

    private static ConfidentialityAction Resolved(string choice, int? type)
    {
        var (mayEmpty, mayDummy) = (choice.Contains('Z', StringComparison.Ordinal), choice.Contains('D', StringComparison.Ordinal));
        return type switch
        {
            3 when choice.Contains('X', StringComparison.Ordinal) => ConfidentialityAction.Remove,
            2 or 3 when mayEmpty => ConfidentialityAction.Empty,
            _ => mayDummy ? ConfidentialityAction.Dummy : ConfidentialityAction.Empty,
        };
    }

    private ConfidentialityAction? OfOptions(DicomElement element, ConfidentialityRow row)
    {
        var isTime = element.Vr is DicomVr.DA or DicomVr.DT or DicomVr.TM;
        if (options.ShiftDates && row.ModifiedDates == "C" && isTime)
        {
            return ConfidentialityAction.ShiftDate;
        }

        if ((options.RetainUids && row.Uids == "K") || (options.RetainDeviceIdentity && row.DeviceIdentity == "K" && !isTime))
        {
            return element.Items is null ? ConfidentialityAction.KeepAsIs : ConfidentialityAction.Keep;
        }

        if (options.RetainPatientCharacteristics && row.PatientCharacteristics.Length > 0)
        {
            return row.PatientCharacteristics == "K" ? ConfidentialityAction.Keep : ConfidentialityAction.CleanText;
        }

        return options.CleanDescriptors && row.CleanDescriptors == "C" && element.Vr.IsText() ? ConfidentialityAction.CleanText : null;
    }

    private ConfidentialityAction Unlisted(DicomElement element)
    {
        if (DicomDictionary.Find(element.Tag) is not { IsRetired: false })
        {
            return ConfidentialityAction.Remove;
        }

        return element.Vr switch
        {
            DicomVr.UI => ConfidentialityAction.MapUid,
            DicomVr.DA or DicomVr.DT or DicomVr.TM => options.ShiftDates ? ConfidentialityAction.ShiftDate : ConfidentialityAction.Remove,
            DicomVr.PN or DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UC or DicomVr.UR or DicomVr.AE or DicomVr.UN =>
                ConfidentialityAction.Remove,
            _ => ConfidentialityAction.Keep,
        };
    }
}
