using System.Globalization;

namespace ReaderStudy.Dicom.Standard;

/// <summary>A tag as the standard's tables print it, which may have X for "any digit": <c>(60XX,3000)</c>.</summary>
internal readonly record struct TagPattern(uint Mask, uint Value)
{
    public bool IsSingleTag => Mask == uint.MaxValue;

    public bool Matches(DicomTag tag) => (tag.Value & Mask) == Value;

    /// <summary>The pattern of a table's cell; null for a cell that names no tag, such as "gggg is odd".</summary>
    public static TagPattern? Parse(string cell)
    {
        if (cell.Length != 11 || cell[0] != '(' || cell[5] != ',' || cell[10] != ')')
        {
            return null;
        }

        uint mask = 0;
        uint value = 0;
        foreach (var c in cell)
        {
            if (c is '(' or ',' or ')')
            {
                continue;
            }

            mask <<= 4;
            value <<= 4;
            if (c is 'X' or 'x')
            {
                continue;
            }

            if (!uint.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit))
            {
                return null;
            }

            mask |= 0xF;
            value |= digit;
        }

        return new TagPattern(mask, value);
    }
}
