using System.Collections.Frozen;

namespace ReaderStudy.Domain.Conduct;

/// <summary>
/// Letters without their accents, and of ordinary width. The platform runs without culture data, where
/// <see cref="string.Normalize()"/> leaves such letters as they are.
/// </summary>
internal static class PlainLetters
{
    /// <summary>The canonical base letters of Latin-1 Supplement and Latin Extended-A (UnicodeData.txt, decomposition mappings).</summary>
    private static readonly FrozenDictionary<char, char> Bases = new (char Base, string Letters)[]
    {
        ('A', "ÀÁÂÃÄÅĀĂĄ"),
        ('C', "ÇĆĈĊČ"),
        ('D', "Ď"),
        ('E', "ÈÉÊËĒĔĖĘĚ"),
        ('G', "ĜĞĠĢ"),
        ('H', "Ĥ"),
        ('I', "ÌÍÎÏĨĪĬĮİ"),
        ('J', "Ĵ"),
        ('K', "Ķ"),
        ('L', "ĹĻĽ"),
        ('N', "ÑŃŅŇ"),
        ('O', "ÒÓÔÕÖŌŎŐ"),
        ('R', "ŔŖŘ"),
        ('S', "ŚŜŞŠ"),
        ('T', "ŢŤ"),
        ('U', "ÙÚÛÜŨŪŬŮŰŲ"),
        ('W', "Ŵ"),
        ('Y', "ÝŶŸ"),
        ('Z', "ŹŻŽ"),
        ('a', "àáâãäåāăą"),
        ('c', "çćĉċč"),
        ('d', "ď"),
        ('e', "èéêëēĕėęě"),
        ('g', "ĝğġģ"),
        ('h', "ĥ"),
        ('i', "ìíîïĩīĭį"),
        ('j', "ĵ"),
        ('k', "ķ"),
        ('l', "ĺļľ"),
        ('n', "ñńņň"),
        ('o', "òóôõöōŏő"),
        ('r', "ŕŗř"),
        ('s', "śŝşš"),
        ('t', "ţť"),
        ('u', "ùúûüũūŭůűų"),
        ('w', "ŵ"),
        ('y', "ýÿŷ"),
        ('z', "źżž"),
    }
        .SelectMany(row => row.Letters.Select(letter => (letter, row.Base)))
        .ToFrozenDictionary(pair => pair.letter, pair => pair.Base);

    /// <summary>The letter itself where it has neither accent nor full width.</summary>
    public static char Of(char letter) =>
        letter is >= '\uff01' and <= '\uff5e' ? (char)(letter - 0xfee0) : Bases.GetValueOrDefault(letter, letter);
}
