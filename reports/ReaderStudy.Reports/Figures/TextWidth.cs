namespace ReaderStudy.Reports.Figures;

/// <summary>
/// Widths of words set in Inter, near enough to keep labels inside a figure: the advance widths of Inter Regular for ASCII, an average
/// for other alphabets, a full square for Chinese, Japanese and Korean.
/// </summary>
internal static class TextWidth
{
    // Advance widths from U+0020 to U+007E in thousandths of the font size, of Inter Regular 4.
    private static readonly short[] Ascii =
    [
        .. new short[] { 281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360 },
        .. new short[] { 631, 407, 610, 618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511 },
        .. new short[] { 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903, 753, 765 },
        .. new short[] { 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456 },
        .. new short[] { 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600 },
        .. new short[] { 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662 },
    ];

    /// <summary>In the unit of <paramref name="size"/>; semibold is about 4 % wider, which is allowed for.</summary>
    public static double Of(string text, double size)
    {
        var thousandths = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            thousandths += rune.Value switch
            {
                >= 0x20 and <= 0x7E => Ascii[rune.Value - 0x20],
                < 0x2E80 => 640,
                _ => 1000,
            };
        }

        return 1.04 * size * thousandths / 1000;
    }

    /// <summary>The text, or as much of it as fits with an ellipsis.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }

        var runes = text.EnumerateRunes().ToList();
        for (var length = runes.Count - 1; length > 0; length--)
        {
            var shorter = string.Concat(runes.Take(length)).TrimEnd() + "…";
            if (Of(shorter, size) <= width)
            {
                return shorter;
            }
        }

        return "…";
    }

    /// <summary>At most two lines, broken at a space where there is one in reach, the second one shortened if need be.</summary>
    public static IReadOnlyList<string> TwoLines(string text, double size, double width)
    {
        if (Of(text, size) <= width)
        {
            return [text];
        }

        var runes = text.EnumerateRunes().ToList();
        var cut = 1;
        while (cut < runes.Count && Of(string.Concat(runes.Take(cut + 1)), size) <= width)
        {
            cut++;
        }

        var first = string.Concat(runes.Take(cut));
        var space = first.LastIndexOf(' ');
        if (space > first.Length / 3)
        {
            first = first[..space];
        }

        return [first.TrimEnd(), Fit(text[first.Length..].TrimStart(), size, width)];
    }
}
