using System.Text;

namespace ReaderStudy.Dicom.Text;

/// <summary>
/// One set of letters that code extensions can call in (PS3.3 tables C.12-3 and C.12-4, PS3.5 6.1.2): in the lower half of the byte
/// values (G0) or the upper one (G1), with one byte a letter or two.
/// </summary>
internal sealed class GraphicSet
{
    private const char FirstKatakana = '\uFF61';
    private readonly Encoding? _encoding;

    private GraphicSet(string escape, bool isUpper, int bytes, int codePage)
    {
        Escape = [0x1B, .. Encoding.ASCII.GetBytes(escape)];
        IsUpper = isUpper;
        Bytes = bytes;
        _encoding = codePage == 0 ? null : CodePage(codePage);
    }

    public static readonly GraphicSet Ascii = new("(B", false, 1, 0);

    /// <summary>JIS X 0201 romaji. Backslash and tilde, which look like yen and overline there, are taken for what they do in DICOM.</summary>
    public static readonly GraphicSet Romaji = new("(J", false, 1, 0);
    public static readonly GraphicSet Katakana = new(")I", true, 1, 0);
    public static readonly GraphicSet Kanji = new("$B", false, 2, 20932);
    public static readonly GraphicSet SupplementaryKanji = new("$(D", false, 2, 20932);
    public static readonly GraphicSet Hangul = new("$)C", true, 2, 51949);
    public static readonly GraphicSet Hanzi = new("$)A", true, 2, 936);
    public static readonly GraphicSet Latin1 = new("-A", true, 1, 28591);
    public static readonly GraphicSet Latin2 = new("-B", true, 1, 28592);
    public static readonly GraphicSet Latin3 = new("-C", true, 1, 28593);
    public static readonly GraphicSet Latin4 = new("-D", true, 1, 28594);
    public static readonly GraphicSet Cyrillic = new("-L", true, 1, 28595);
    public static readonly GraphicSet Arabic = new("-G", true, 1, 28596);
    public static readonly GraphicSet Greek = new("-F", true, 1, 28597);
    public static readonly GraphicSet Hebrew = new("-H", true, 1, 28598);
    public static readonly GraphicSet Latin5 = new("-M", true, 1, 28599);
    public static readonly GraphicSet Latin9 = new("-b", true, 1, 28605);
    public static readonly GraphicSet Thai = new("-T", true, 1, 874);

    /// <summary>All sets, and the escape sequences by which text calls them.</summary>
    public static readonly IReadOnlyList<GraphicSet> All =
    [
        Ascii,
        Romaji,
        Katakana,
        Kanji,
        SupplementaryKanji,
        Hangul,
        Hanzi,
        Latin1,
        Latin2,
        Latin3,
        Latin4,
        Cyrillic,
        Arabic,
        Greek,
        Hebrew,
        Latin5,
        Latin9,
        Thai,
        // The kanji of 1978: not for DICOM, but found in it.
        new("$@", false, 2, 20932),
    ];

    public byte[] Escape { get; }

    /// <summary>True for G1, bytes from 0xA0 on.</summary>
    public bool IsUpper { get; }

    /// <summary>Bytes of one letter.</summary>
    public int Bytes { get; }

    /// <summary>Adds the letters that the bytes are, all of this set.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        if (this == Katakana)
        {
            foreach (var b in bytes)
            {
                text.Append(b is >= 0xA1 and <= 0xDF ? (char)(FirstKatakana + b - 0xA1) : '\uFFFD');
            }
        }
        else if (_encoding is null)
        {
            text.Append(Encoding.Latin1.GetString(bytes));
        }
        else if (IsUpper)
        {
            text.Append(_encoding.GetString(bytes));
        }
        else
        {
            // EUC: the first byte of a pair has its highest bit set, the second too unless it is of the supplementary set.
            var euc = new byte[bytes.Length];
            for (var i = 0; i < euc.Length; i++)
            {
                euc[i] = i % 2 == 1 && this == SupplementaryKanji ? bytes[i] : (byte)(bytes[i] | 0x80);
            }

            text.Append(_encoding.GetString(euc));
        }
    }

    /// <summary>The bytes of one letter; empty if the set does not have it.</summary>
    public byte[] Encode(Rune letter)
    {
        if (letter.IsAscii)
        {
            return this == Ascii || this == Romaji ? [(byte)letter.Value] : [];
        }

        if (this == Katakana)
        {
            return letter.Value is >= FirstKatakana and <= '\uFF9F' ? [(byte)(letter.Value - FirstKatakana + 0xA1)] : [];
        }

        if (_encoding is null)
        {
            return [];
        }

        var bytes = _encoding.GetBytes(letter.ToString());
        if (bytes.Length != Bytes || bytes[0] < 0xA0 || !_encoding.GetString(bytes).Equals(letter.ToString(), StringComparison.Ordinal))
        {
            return [];
        }

        if (Bytes == 1)
        {
            return bytes;
        }

        if ((this == SupplementaryKanji) != (bytes[1] < 0x80) || (this != SupplementaryKanji && bytes[1] < 0xA1))
        {
            return [];
        }

        return IsUpper ? bytes : [(byte)(bytes[0] & 0x7F), (byte)(bytes[1] & 0x7F)];
    }

    public static Encoding CodePage(int number) =>
        number == 28591 ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.Latin1;
}
