using System.Globalization;
using System.Text;

namespace ReaderStudy.Domain.Conduct;

/// <summary>
/// Words that a text between coordinators and readers must not hold: it would tell the truth, an answer, a model's output, another reader or a
/// case's code. Compared word by word, without regard to case, accents and hyphens, plurals included, spelt letters (H.C.C.) joined; scripts
/// without spaces between words are searched as they stand. A list finds names, not hints: who writes is told why, and the text stays theirs to reword.
/// </summary>
public sealed class UnblindingWords
{
    /// <summary>What unblinds in any study.</summary>
    public static IReadOnlyList<string> Always { get; } =
    [
        "truth",
        "ground truth",
        "reference standard",
        "gold standard",
        "pathology",
        "pathological",
        "pathologist",
        "histology",
        "histopathology",
        "biopsy",
        "AI",
        "artificial intelligence",
        "algorithm",
        "prediction",
        "prevalence",
    ];

    private readonly List<(string[] Words, string Phrase)> _phrases;
    private readonly List<(string Text, string Phrase)> _unspaced;

    /// <param name="phrases">As people write them; empty ones are left out.</param>
    public UnblindingWords(IEnumerable<string> phrases)
    {
        var all = phrases.Concat(Always).Select(p => p.Trim()).Where(p => p.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        _phrases = all.Select(p => (WordsOf(p), p)).Where(p => p.Item1.Length > 0).OrderByDescending(p => p.Item1.Length).ToList();
        _unspaced = all.Where(p => p.Any(IsUnspaced)).Select(p => (Plain(p), p)).ToList();
    }

    /// <summary>The first phrase of the list that stands in the text, as the list has it; null when there is none.</summary>
    public string? FirstIn(string text)
    {
        var words = WordsOf(text);
        var joined = Joined(words);
        foreach (var (phrase, name) in _phrases)
        {
            if (Holds(words, phrase) || (phrase.Length == 1 && joined.Exists(w => IsSame(w, phrase[0]))))
            {
                return name;
            }
        }

        var plain = Plain(text);
        return _unspaced.Where(p => plain.Contains(p.Text, StringComparison.Ordinal)).Select(p => p.Phrase).FirstOrDefault();
    }

    private static bool Holds(string[] words, string[] phrase) =>
        Enumerable
            .Range(0, Math.Max(0, words.Length - phrase.Length + 1))
            .Any(i => phrase.Select((p, k) => IsSame(words[i + k], p)).All(same => same));

    /// <summary>Equal, or the English plural: cysts, biopsies, metastases.</summary>
    private static bool IsSame(string word, string wanted) =>
        word == wanted
        || word == wanted + "s"
        || word == wanted + "es"
        || (wanted.EndsWith('y') && word == wanted[..^1] + "ies")
        || (wanted.EndsWith("is", StringComparison.Ordinal) && word == wanted[..^2] + "es");

    /// <summary>Runs of single letters as one word: h c c is hcc.</summary>
    private static List<string> Joined(string[] words)
    {
        var runs = new List<string>();
        var run = new StringBuilder();
        foreach (var word in words.Append(""))
        {
            if (word.Length == 1)
            {
                run.Append(word);
                continue;
            }

            if (run.Length > 1)
            {
                runs.Add(run.ToString());
            }

            run.Clear();
        }

        return runs;
    }

    private static string[] WordsOf(string text) =>
        new string(Plain(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ').ToArray()).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Small letters of full width without accents.</summary>
    private static string Plain(string text) =>
        new string(
            text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark and not UnicodeCategory.Format)
                .Select(PlainLetters.Of)
                .ToArray()
        ).ToLowerInvariant();

    /// <summary>Scripts that are written without spaces: from the CJK radicals on.</summary>
    private static bool IsUnspaced(char letter) => letter >= '\u2e80';
}
