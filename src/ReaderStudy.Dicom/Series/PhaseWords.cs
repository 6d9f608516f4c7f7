using System.Globalization;
using System.Text;

namespace ReaderStudy.Dicom.Series;

/// <summary>
/// The phase from words of a description, in the languages of many scanners. A word counts only if it can mean nothing else: "AP",
/// "post contrast" or "lung bases" name no phase. Words of two phases together name none.
/// </summary>
internal static class PhaseWords
{
    // Whole words and phrases, without accents and punctuation.
    private static readonly (string Phrase, ContrastPhase Phase)[] Phrases =
    [
        ("non contrast", ContrastPhase.Native),
        ("noncontrast", ContrastPhase.Native),
        ("no contrast", ContrastPhase.Native),
        ("without contrast", ContrastPhase.Native),
        ("without iv contrast", ContrastPhase.Native),
        ("w o contrast", ContrastPhase.Native),
        ("w o iv contrast", ContrastPhase.Native),
        ("wo contrast", ContrastPhase.Native),
        ("wo iv contrast", ContrastPhase.Native),
        ("pre contrast", ContrastPhase.Native),
        ("precontrast", ContrastPhase.Native),
        ("unenhanced", ContrastPhase.Native),
        ("non enhanced", ContrastPhase.Native),
        ("nonenhanced", ContrastPhase.Native),
        ("ncct", ContrastPhase.Native),
        ("nect", ContrastPhase.Native),
        ("plain", ContrastPhase.Native),
        ("ohne km", ContrastPhase.Native),
        ("ohne kontrastmittel", ContrastPhase.Native),
        ("sans injection", ContrastPhase.Native),
        ("sans contraste", ContrastPhase.Native),
        ("sans iv", ContrastPhase.Native),
        ("non injecte", ContrastPhase.Native),
        ("sin contraste", ContrastPhase.Native),
        ("fase simple", ContrastPhase.Native),
        ("sem contraste", ContrastPhase.Native),
        ("senza mdc", ContrastPhase.Native),
        ("senza contrasto", ContrastPhase.Native),
        ("fase basale", ContrastPhase.Native),
        ("zonder contrast", ContrastPhase.Native),
        ("bez kontrastu", ContrastPhase.Native),
        ("без контраста", ContrastPhase.Native),
        ("art", ContrastPhase.Arterial),
        ("hap", ContrastPhase.Arterial),
        ("tetnicza", ContrastPhase.Arterial),
        ("pv", ContrastPhase.PortalVenous),
        ("pvp", ContrastPhase.PortalVenous),
        ("ven", ContrastPhase.PortalVenous),
        ("zylna", ContrastPhase.PortalVenous),
        ("wrotna", ContrastPhase.PortalVenous),
        ("late", ContrastPhase.Delayed),
        ("late phase", ContrastPhase.Delayed),
        ("spat", ContrastPhase.Delayed),
        ("spaet", ContrastPhase.Delayed),
        ("tardif", ContrastPhase.Delayed),
        ("opozniona", ContrastPhase.Delayed),
    ];

    // Beginnings of words; long enough not to begin another word of a description ("venous", not "ven", for "ventral").
    private static readonly (string Stem, ContrastPhase Phase)[] Stems =
    [
        ("nativ", ContrastPhase.Native),
        ("натив", ContrastPhase.Native),
        ("arteri", ContrastPhase.Arterial),
        ("spatarteri", ContrastPhase.Arterial),
        ("spaetarteri", ContrastPhase.Arterial),
        ("fruharteri", ContrastPhase.Arterial),
        ("артери", ContrastPhase.Arterial),
        ("portal", ContrastPhase.PortalVenous),
        ("portoven", ContrastPhase.PortalVenous),
        ("portven", ContrastPhase.PortalVenous),
        ("venous", ContrastPhase.PortalVenous),
        ("venos", ContrastPhase.PortalVenous),
        ("venoes", ContrastPhase.PortalVenous),
        ("veneus", ContrastPhase.PortalVenous),
        ("veneux", ContrastPhase.PortalVenous),
        ("veineu", ContrastPhase.PortalVenous),
        ("порт", ContrastPhase.PortalVenous),
        ("веноз", ContrastPhase.PortalVenous),
        ("delay", ContrastPhase.Delayed),
        ("equilib", ContrastPhase.Delayed),
        ("spatphase", ContrastPhase.Delayed),
        ("spaetphase", ContrastPhase.Delayed),
        ("tardiv", ContrastPhase.Delayed),
        ("tardia", ContrastPhase.Delayed),
        ("отсроч", ContrastPhase.Delayed),
    ];

    // Chinese and Japanese have no spaces between words.
    private static readonly (string Part, ContrastPhase Phase)[] Parts =
    [
        ("平扫", ContrastPhase.Native),
        ("単純", ContrastPhase.Native),
        ("动脉期", ContrastPhase.Arterial),
        ("動脈", ContrastPhase.Arterial),
        ("门静脉期", ContrastPhase.PortalVenous),
        ("门脉期", ContrastPhase.PortalVenous),
        ("静脉期", ContrastPhase.PortalVenous),
        ("門脈", ContrastPhase.PortalVenous),
        ("延迟期", ContrastPhase.Delayed),
        ("平衡期", ContrastPhase.Delayed),
        ("平衡相", ContrastPhase.Delayed),
    ];

    /// <summary>A proposal, or null if the description names no phase, or several.</summary>
    public static PhaseProposal? Proposal(string? description, string source, double confidence)
    {
        var found = Find(description);
        var phases = found.Select(f => f.Phase).Distinct().ToList();

        // Late arterial and late portal venous are kinds of the latter.
        if (
            phases.Count == 2
            && found.Exists(f => f.Word is "late" or "spat" or "spaet" or "tardif")
            && phases.Contains(ContrastPhase.Delayed)
        )
        {
            phases.Remove(ContrastPhase.Delayed);
        }

        return phases is [var phase]
            ? new PhaseProposal(phase, confidence, $"{source} says \"{found.First(f => f.Phase == phase).Word}\"")
            : null;
    }

    /// <summary>The words that name phases, joined by spaces; null if there are none.</summary>
    public static string? Telling(string? description) =>
        Find(description) is { Count: > 0 } found ? string.Join(' ', found.Select(f => f.Word).Distinct()) : null;

    private static List<(string Word, ContrastPhase Phase)> Find(string? description)
    {
        var found = new List<(string, ContrastPhase)>();
        if (string.IsNullOrWhiteSpace(description))
        {
            return found;
        }

        var plain = " " + Plain(description) + " ";
        var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(words, w => w.StartsWith("pulmon", StringComparison.Ordinal) || w.StartsWith("angio", StringComparison.Ordinal)))
        {
            // "Arterial" then names vessels, not a phase of the liver.
            return found;
        }

        found.AddRange(Phrases.Where(p => plain.Contains(" " + p.Phrase + " ", StringComparison.Ordinal)));
        found.AddRange(
            Stems
                .Where(s => Array.Exists(words, w => w.StartsWith(s.Stem, StringComparison.Ordinal)))
                .Select(s => (WordOf(words, s.Stem), s.Phase))
        );
        found.AddRange(Parts.Where(p => plain.Contains(p.Part, StringComparison.Ordinal)));
        return found;
    }

    private static string WordOf(string[] words, string stem) => Array.Find(words, w => w.StartsWith(stem, StringComparison.Ordinal))!;

    /// <summary>
    /// Small letters without accents; everything that is no letter or digit becomes one space. The table does what Unicode
    /// normalization would, which needs globalization data that the product runs without.
    /// </summary>
    private static string Plain(string text)
    {
        const string Accented = "àáâãäåąçćčďéèêëęěíìîïłñńňóòôõöőøřśšťúùûüűýźżž";
        const string Simple = "aaaaaaacccdeeeeeeiiiilnnnooooooorsstuuuuuyzzz";
        var plain = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            // A combining accent follows its letter: the letter stays, the accent goes.
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (char.IsLetterOrDigit(c))
            {
                plain.Append(Accented.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Simple[i] : c);
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
