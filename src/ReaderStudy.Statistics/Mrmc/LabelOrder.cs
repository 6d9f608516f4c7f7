namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The order in which people list labels: runs of digits count as numbers (2 before 10), all else by code point. Labels that differ only
/// by leading zeros are ordered by code point, so that the order is total.
/// </summary>
internal sealed class LabelOrder : IComparer<string>
{
    public static readonly LabelOrder Natural = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        int i = 0,
            j = 0;
        while (i < a.Length && j < b.Length)
        {
            int difference;
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                difference = CompareNumbers(Digits(a, ref i), Digits(b, ref j));
            }
            else
            {
                difference = a[i++].CompareTo(b[j++]);
            }

            if (difference != 0)
            {
                return difference;
            }
        }

        var rest = (a.Length - i).CompareTo(b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    /// <summary>The run of digits from <paramref name="at"/> on, without leading zeros.</summary>
    private static ReadOnlySpan<char> Digits(string label, ref int at)
    {
        while (at < label.Length && label[at] == '0')
        {
            at++;
        }

        var start = at;
        while (at < label.Length && char.IsAsciiDigit(label[at]))
        {
            at++;
        }

        return label.AsSpan(start, at - start);
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
}
