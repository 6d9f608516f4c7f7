using System.Collections.Frozen;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>The table of the Basic Application Level Confidentiality Profile and its options, PS3.15 table E.1-1.</summary>
internal sealed class ConfidentialityProfile
{
    private static readonly Lazy<ConfidentialityProfile> Instance = new(Load);

    private readonly FrozenDictionary<uint, ConfidentialityRow> _rows;

    private ConfidentialityProfile(FrozenDictionary<uint, ConfidentialityRow> rows) => _rows = rows;

    public static ConfidentialityProfile Standard => Instance.Value;

    /// <summary>All rows that name a single tag.</summary>
    public IEnumerable<KeyValuePair<uint, ConfidentialityRow>> Rows => _rows;

    /// <summary>
    /// The row of a tag; null for a tag that the table does not list. Its rows of repeating groups (curves, overlays) and of private
    /// elements are not asked for: <see cref="ConfidentialityRules"/> removes those groups whole.
    /// </summary>
    public ConfidentialityRow? Find(DicomTag tag) => _rows.GetValueOrDefault(tag.Value);

    private static ConfidentialityProfile Load()
    {
        var rows = new Dictionary<uint, ConfidentialityRow>();
        foreach (var cells in EmbeddedTable.Rows("confidentiality-profile.csv"))
        {
            if (TagPattern.Parse(cells("tag")) is { IsSingleTag: true } pattern)
            {
                rows[pattern.Value] = new ConfidentialityRow(
                    cells("basicProfile"),
                    cells("cleanDescOpt"),
                    cells("rtnDevIdOpt"),
                    cells("rtnLongModifDatesOpt"),
                    cells("rtnPatCharsOpt"),
                    cells("rtnUIDsOpt")
                );
            }
        }

        return new ConfidentialityProfile(rows.ToFrozenDictionary());
    }
}
