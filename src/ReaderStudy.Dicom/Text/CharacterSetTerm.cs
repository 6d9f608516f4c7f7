using System.Text;

namespace ReaderStudy.Dicom.Text;

/// <summary>A defined term of Specific Character Set (PS3.3 C.12.1.1.2), understood also where its spelling is off.</summary>
/// <param name="Standard">The term as the standard spells it, without code extensions; null if it is unknown.</param>
/// <param name="IsOdd">True if the term is unknown or misspelled.</param>
internal readonly record struct CharacterSetTerm(string? Standard, bool IsOdd)
{
    /// <summary>Understands a term; an empty one is ASCII.</summary>
    public static CharacterSetTerm Of(string term)
    {
        var plain = new string([.. term.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        var standard = plain switch
        {
            "" => "ISO_IR 6",
            "GB18030" => "GB18030",
            "GBK" or "ISO2022GBK" => "GBK",
            "GB2312" => "ISO_IR 58",
            "UTF8" => "ISO_IR 192",
            "ASCII" => "ISO_IR 6",
            "LATIN1" or "ISO88591" => "ISO_IR 100",
            _ when plain.StartsWith("ISO2022IR", StringComparison.Ordinal) => "ISO_IR " + plain[9..],
            _ when plain.StartsWith("ISO2022", StringComparison.Ordinal) => "ISO_IR " + plain[7..],
            _ when plain.StartsWith("ISOIR", StringComparison.Ordinal) => "ISO_IR " + plain[5..],
            _ => null,
        };
        var isKnown =
            standard is "GB18030" or "GBK" or "ISO_IR 192" or "ISO_IR 6" || (standard is not null && SetsOf(standard) is not (null, null));
        var isSpelled =
            term.Length == 0 || term == standard || term == standard?.Replace("ISO_IR", "ISO 2022 IR", StringComparison.Ordinal);
        return new CharacterSetTerm(isKnown ? standard : null, !isKnown || !isSpelled);
    }

    /// <summary>The encoding of a term that tolerates no other beside it; null for terms that code extensions combine.</summary>
    public static Encoding? StandAlone(string standard) =>
        standard switch
        {
            "ISO_IR 192" => Encoding.UTF8,
            "GB18030" => GraphicSet.CodePage(54936),
            "GBK" => GraphicSet.CodePage(936),
            _ => null,
        };

    /// <summary>The sets that a term stands for; both null if it is unknown or stands alone.</summary>
    public static (GraphicSet? Lower, GraphicSet? Upper) SetsOf(string standard) =>
        standard switch
        {
            "ISO_IR 6" => (GraphicSet.Ascii, null),
            "ISO_IR 13" => (GraphicSet.Romaji, GraphicSet.Katakana),
            "ISO_IR 87" => (GraphicSet.Kanji, null),
            "ISO_IR 159" => (GraphicSet.SupplementaryKanji, null),
            "ISO_IR 149" => (null, GraphicSet.Hangul),
            "ISO_IR 58" => (null, GraphicSet.Hanzi),
            "ISO_IR 100" => (GraphicSet.Ascii, GraphicSet.Latin1),
            "ISO_IR 101" => (GraphicSet.Ascii, GraphicSet.Latin2),
            "ISO_IR 109" => (GraphicSet.Ascii, GraphicSet.Latin3),
            "ISO_IR 110" => (GraphicSet.Ascii, GraphicSet.Latin4),
            "ISO_IR 144" => (GraphicSet.Ascii, GraphicSet.Cyrillic),
            "ISO_IR 127" => (GraphicSet.Ascii, GraphicSet.Arabic),
            "ISO_IR 126" => (GraphicSet.Ascii, GraphicSet.Greek),
            "ISO_IR 138" => (GraphicSet.Ascii, GraphicSet.Hebrew),
            "ISO_IR 148" => (GraphicSet.Ascii, GraphicSet.Latin5),
            "ISO_IR 203" => (GraphicSet.Ascii, GraphicSet.Latin9),
            "ISO_IR 166" => (GraphicSet.Ascii, GraphicSet.Thai),
            _ => (null, null),
        };
}
