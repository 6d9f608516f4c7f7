using System.Collections.Frozen;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Of which type (PS3.5 7.4) an attribute is in an object, for those attributes whose action in table E.1-1 depends on it:
/// 1 must have a value, 2 may be empty, 3 may be absent. Conditional types count as their unconditional ones.
/// </summary>
internal sealed class AttributeTypes
{
    private static readonly Lazy<AttributeTypes> Instance = new(Load);

    private readonly FrozenDictionary<(uint Tag, string Iod), int> _types;
    private readonly FrozenDictionary<string, string> _iods;

    private AttributeTypes(FrozenDictionary<(uint, string), int> types, FrozenDictionary<string, string> iods) =>
        (_types, _iods) = (types, iods);

    public static AttributeTypes Standard => Instance.Value;

    /// <summary>The information object of a SOP class, e.g. <c>CT Image</c>; null if the class is not known.</summary>
    public string? IodOf(string? sopClassUid) => sopClassUid is null ? null : _iods.GetValueOrDefault(sopClassUid);

    /// <summary>1, 2 or 3; null if the object or the attribute's place in it is not known.</summary>
    /// <param name="tag">The attribute, at the top level of the object.</param>
    /// <param name="iod">See <see cref="IodOf"/>.</param>
    public int? TypeOf(DicomTag tag, string? iod) =>
        iod is null ? null
        : _types.TryGetValue((tag.Value, iod), out var own) ? own
        : _types.TryGetValue((tag.Value, "*"), out var usual) ? usual
        : null;

    private static AttributeTypes Load()
    {
        var types = new Dictionary<(uint, string), int>();
        foreach (var cells in EmbeddedTable.Rows("attribute-types.csv"))
        {
            foreach (var iod in cells("iods").Split(';'))
            {
                types[(TagPattern.Parse(cells("tag"))!.Value.Value, iod)] = cells("type")[0] - '0';
            }
        }

        var iods = EmbeddedTable.Rows("sop-classes.csv").Select(cells => (Uid: cells("uid"), Iod: cells("iod")));
        return new AttributeTypes(types.ToFrozenDictionary(), iods.ToFrozenDictionary(c => c.Uid, c => c.Iod));
    }
}
