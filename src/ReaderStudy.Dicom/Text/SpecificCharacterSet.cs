using System.Collections.Concurrent;
using System.Text;

namespace ReaderStudy.Dicom.Text;

/// <summary>
/// How the texts of a data set are written (PS3.3 C.12.1.1.2, PS3.5 6.1): one encoding alone, or sets of letters that escape sequences
/// call in. A term that nobody knows never is an error: such text is read as UTF-8 if it is that, else letter by letter as Latin-1.
/// </summary>
internal sealed class SpecificCharacterSet
{
    private const int Remembered = 256;

    private static readonly SpecificCharacterSet Default = new([]);
    private static readonly ConcurrentDictionary<string, SpecificCharacterSet> Known = new(StringComparer.Ordinal);

    /// <summary>UTF-8 without replacement letters: what it cannot read is something else.</summary>
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Encoding? _alone;
    private readonly bool _isGuess;

    private SpecificCharacterSet(string[] terms)
    {
        var understood = Array.ConvertAll(terms, CharacterSetTerm.Of);
        _isGuess = Array.Exists(understood, t => t.Standard is null);
        foreach (var term in understood)
        {
            if (term.Standard is null)
            {
                continue;
            }

            _alone ??= CharacterSetTerm.StandAlone(term.Standard);
            var (lower, upper) = CharacterSetTerm.SetsOf(term.Standard);
            Sets.AddRange(new[] { lower, upper }.OfType<GraphicSet>().Where(s => !Sets.Contains(s)));
            if (terms[0].Length > 0 && term.Equals(understood[0]) && lower?.Bytes == 1)
            {
                Lower = lower;
            }

            // Where the first term has no upper half, a set of two bytes is often used without its escape sequence.
            Upper ??= upper;
        }

        if (!Sets.Contains(Lower))
        {
            Sets.Insert(0, Lower);
        }
    }

    /// <summary>The sets that may be called in, in the order of the terms.</summary>
    public List<GraphicSet> Sets { get; } = [];

    /// <summary>The set of the lower half where a text begins.</summary>
    public GraphicSet Lower { get; } = GraphicSet.Ascii;

    /// <summary>The set of the upper half where a text begins; null if there is none.</summary>
    public GraphicSet? Upper { get; }

    /// <summary>The character set of a data set's own text: its own, or that of the data set around it.</summary>
    public static SpecificCharacterSet Of(DicomDataset dataset)
    {
        for (var d = dataset; d is not null; d = d.Parent)
        {
            if (d.Find(DicomTags.SpecificCharacterSet) is { } element)
            {
                return Of(element.Value.Span);
            }
        }

        return Default;
    }

    /// <summary>What is odd about the value of Specific Character Set, for a message; null if nothing is.</summary>
    public static string? Odd(ReadOnlySpan<byte> value)
    {
        foreach (var term in Terms(value))
        {
            var understood = CharacterSetTerm.Of(term);
            if (understood.IsOdd)
            {
                var isPlain = term.Length <= 16 && term.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-');
                return understood.Standard is { } standard ? $"a character set that is spelled {standard} in the standard"
                    : isPlain ? $"the unknown character set '{term}'"
                    : "an unknown character set";
            }
        }

        return null;
    }

    /// <summary>The text of a value.</summary>
    public string Decode(ReadOnlySpan<byte> value, DicomVr vr)
    {
        if (!value.ContainsAnyInRange((byte)0x80, (byte)0xFF) && !value.Contains((byte)0x1B))
        {
            return Encoding.ASCII.GetString(value);
        }

        if (_alone is UTF8Encoding || (_isGuess && !value.Contains((byte)0x1B)))
        {
            try
            {
                return Strict.GetString(value);
            }
            catch (DecoderFallbackException)
            {
                return _isGuess && _alone is null && Upper is not null
                    ? CodeExtensions.Decode(this, value, vr)
                    : Encoding.Latin1.GetString(value);
            }
        }

        return _alone?.GetString(value) ?? CodeExtensions.Decode(this, value, vr);
    }

    /// <summary>The bytes of a text; null if the character set does not have all its letters.</summary>
    public byte[]? Encode(string text, DicomVr vr)
    {
        if (_alone is null)
        {
            return CodeExtensions.Encode(this, text, vr);
        }

        var bytes = _alone.GetBytes(text);
        return _alone.GetString(bytes) == text ? bytes : null;
    }

    private static SpecificCharacterSet Of(ReadOnlySpan<byte> value)
    {
        var terms = Encoding.Latin1.GetString(value);
        if (Known.TryGetValue(terms, out var known))
        {
            return known;
        }

        var set = new SpecificCharacterSet([.. Terms(value).Take(32)]);
        if (Known.Count < Remembered && terms.Length <= 256)
        {
            Known.TryAdd(terms, set);
        }

        return set;
    }

    private static IEnumerable<string> Terms(ReadOnlySpan<byte> value) =>
        Encoding.Latin1.GetString(value[..Math.Min(value.Length, 1024)]).Split('\\').Select(t => t.Trim(' ', '\0'));
}
