using System.Collections.Frozen;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// The Basic Application Level Confidentiality Profile, PS3.15 table E.1-1, and this product's reading of it:
/// <list type="bullet">
/// <item>Where the table leaves a choice by object type, the one that no object type forbids is taken: X/Z is emptied, X/D, Z/D and
/// X/Z/D get a dummy, a sequence that would need a dummy is emptied, X/Z/U* (references to images) is kept with other UIDs.</item>
/// <item>The table lists what is known to identify. What it does not list stays only if its kind is harmless: private
/// and unknown elements, retired ones, names, dates, free text (LT, ST, UT, UC, UR), AE titles and bytes of unknown meaning go.</item>
/// <item>Codes of the procedure go: they are mostly the hospital's own, with its name as their scheme and free text as their meaning.</item>
/// <item>Patient characteristics that are kept are sex, age, size and weight, no others of the option's list.</item>
/// </list>
/// </summary>
internal sealed class ConfidentialityProfile
{
    private static readonly Lazy<ConfidentialityProfile> Instance = new(Load);

    // Procedure, requested procedure, scheduled protocol and performed protocol code sequences.
    private static readonly DicomTag[] HospitalCodes = [new(0x0008, 0x1032), new(0x0032, 0x1064), new(0x0040, 0x0008), new(0x0040, 0x0260)];

    private readonly FrozenDictionary<uint, Row> _rows;
    private readonly List<(TagPattern Pattern, Row Row)> _repeating;

    private ConfidentialityProfile(FrozenDictionary<uint, Row> rows, List<(TagPattern, Row)> repeating)
    {
        _rows = rows;
        _repeating = repeating;
    }

    public static ConfidentialityProfile Standard => Instance.Value;

    /// <summary>What to do with an element under the given options.</summary>
    public ConfidentialityAction ActionFor(DicomElement element, DeidentificationOptions options)
    {
        var tag = element.Tag;
        if (tag.IsPrivate || tag.Group < 0x0008 || (tag.Group & 0xFF00) is 0x5000 or 0x6000 || HospitalCodes.Contains(tag))
        {
            return ConfidentialityAction.Remove;
        }

        if (Find(tag) is not { } row)
        {
            return Unlisted(element, options);
        }

        if (options.RetainPatientCharacteristics && IsRetainedCharacteristic(tag))
        {
            return ConfidentialityAction.KeepAge;
        }

        if (options.ShiftDates && row.ModifiedDates == "C" && element.Vr is DicomVr.DA or DicomVr.DT or DicomVr.TM)
        {
            return ConfidentialityAction.ShiftDate;
        }

        return row.Basic switch
        {
            "X" => ConfidentialityAction.Remove,
            "Z" or "X/Z" => ConfidentialityAction.Empty,
            "D" or "Z/D" or "X/D" or "X/Z/D" => ConfidentialityAction.Dummy,
            "U" => ConfidentialityAction.MapUid,
            "K" or "X/Z/U*" => ConfidentialityAction.Keep,
            _ => ConfidentialityAction.Remove,
        };
    }

    private static bool IsRetainedCharacteristic(DicomTag tag) =>
        tag == DicomTags.PatientSex || tag == DicomTags.PatientAge || tag == DicomTags.PatientSize || tag == DicomTags.PatientWeight;

    private static ConfidentialityAction Unlisted(DicomElement element, DeidentificationOptions options)
    {
        if (DicomDictionary.Find(element.Tag) is not { IsRetired: false })
        {
            return ConfidentialityAction.Remove;
        }

        return element.Vr switch
        {
            DicomVr.UI => ConfidentialityAction.MapUid,
            DicomVr.TM when options.ShiftDates => ConfidentialityAction.Keep,
            DicomVr.PN
            or DicomVr.DA
            or DicomVr.DT
            or DicomVr.TM
            or DicomVr.LT
            or DicomVr.ST
            or DicomVr.UT
            or DicomVr.UC
            or DicomVr.UR
            or DicomVr.AE
            or DicomVr.UN => ConfidentialityAction.Remove,
            _ => ConfidentialityAction.Keep,
        };
    }

    private Row? Find(DicomTag tag)
    {
        if (_rows.TryGetValue(tag.Value, out var row))
        {
            return row;
        }

        var found = _repeating.FindIndex(r => r.Pattern.Matches(tag));
        return found >= 0 ? _repeating[found].Row : null;
    }

    private static ConfidentialityProfile Load()
    {
        var rows = new Dictionary<uint, Row>();
        var repeating = new List<(TagPattern, Row)>();
        foreach (var cells in EmbeddedTable.Rows("confidentiality-profile.csv"))
        {
            // The one row without a tag is "gggg is odd": every private element, removed before the table is asked.
            if (TagPattern.Parse(cells("tag")) is not { } pattern)
            {
                continue;
            }

            var row = new Row(cells("basicProfile"), cells("rtnLongModifDatesOpt"));
            if (pattern.IsSingleTag)
            {
                rows[pattern.Value] = row;
            }
            else
            {
                repeating.Add((pattern, row));
            }
        }

        return new ConfidentialityProfile(rows.ToFrozenDictionary(), repeating);
    }

    private sealed record Row(string Basic, string ModifiedDates);
}
