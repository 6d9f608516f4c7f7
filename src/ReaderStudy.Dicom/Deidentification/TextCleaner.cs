using System.Text;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Clean Descriptors (PS3.15 E.3.5): of a text, only words stay that are on a list of radiological words, numbers with units, and
/// short numbers that stand alone. Everything else goes word by word: what is not known is not kept.
/// </summary>
/// <param name="own">Names and numbers of this image, which do not stay even where they are radiological words.</param>
internal sealed class TextCleaner(OwnIdentifiers own)
{
    private const string Punctuation = "+-/&,():*=_.%<>;#";

    private readonly List<Part> _parts = [];

    /// <summary>What may stay of a text: ASCII letters, perhaps none.</summary>
    /// <param name="text">One value.</param>
    /// <param name="technical">True for attributes of the machine, where makers, models and short codes stay too.</param>
    public string Clean(string text, bool technical)
    {
        text = PlainLetters.Of(text);
        Split(text, technical);
        DropDoubtfulNumbers();
        return Joined(text);
    }

    private void Split(string text, bool technical)
    {
        _parts.Clear();
        var chunk = 0;
        for (var i = 0; i < text.Length; )
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                chunk += char.IsWhiteSpace(text[i]) || !Punctuation.Contains(text[i], StringComparison.Ordinal) ? 1 : 0;
                i++;
                continue;
            }

            var start = i;
            while (
                i < text.Length
                && (
                    char.IsLetterOrDigit(text[i])
                    || (text[i] == '.' && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))
                )
            )
            {
                i++;
            }

            var word = text.AsSpan(start..i);
            var kind = own.ContainPartOf(word) ? WordKind.Unknown : WordKinds.Of(word, technical);
            _parts.Add(new Part(start, i, chunk, kind));
        }
    }

    /// <summary>Numbers beside numbers, or behind a word that went, may be dates, telephone numbers or house numbers.</summary>
    private void DropDoubtfulNumbers()
    {
        var before = WordKind.Known;
        for (var i = 0; i < _parts.Count; i++)
        {
            var kind = _parts[i].Kind;
            if (kind == WordKind.Number)
            {
                var after = i + 1 < _parts.Count ? _parts[i + 1].Kind : WordKind.Known;
                if (before != WordKind.Known || after == WordKind.Number)
                {
                    _parts[i] = _parts[i] with { Kind = WordKind.Unknown };
                }
            }

            before = kind;
        }
    }

    private string Joined(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < _parts.Count; i++)
        {
            var part = _parts[i];
            if (part.Kind == WordKind.Unknown)
            {
                continue;
            }

            var previous = i > 0 ? _parts[i - 1] : default;
            var together = i > 0 && previous.Chunk == part.Chunk && previous.Kind != WordKind.Unknown;
            _ =
                together ? result.Append(text, previous.End, part.Start - previous.End)
                : result.Length > 0 ? result.Append(' ')
                : result;
            result.Append(text, part.Start, part.End - part.Start);
        }

        return result.ToString();
    }

    private readonly record struct Part(int Start, int End, int Chunk, WordKind Kind);
}
