namespace ReaderStudy.Web.Features.Imports.Pictures;

/// <summary>
/// What a slide's or photograph's name says: the case, and behind the last underscore the stain or view where it is one that is known.
/// Any other word stays part of the case's name: readers see the stain, and a name may say what they must not know.
/// </summary>
/// <param name="Case">As a patient number would name it; kept as a keyed hash only.</param>
/// <param name="Label">The stain or view; empty: none.</param>
public sealed record PictureName(string Case, string Label)
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HE"] = "HE",
        ["H&E"] = "HE",
        ["HES"] = "HES",
        ["PAS"] = "PAS",
        ["PASD"] = "PAS-D",
        ["PAS-D"] = "PAS-D",
        ["PSR"] = "PSR",
        ["SR"] = "Sirius red",
        ["MT"] = "Masson trichrome",
        ["MASSON"] = "Masson trichrome",
        ["TRICHROME"] = "Trichrome",
        ["VG"] = "Van Gieson",
        ["EVG"] = "Elastica van Gieson",
        ["RETIC"] = "Reticulin",
        ["RETICULIN"] = "Reticulin",
        ["IRON"] = "Iron",
        ["PRUSSIAN"] = "Iron",
        ["GIEMSA"] = "Giemsa",
        ["CONGO"] = "Congo red",
        ["ALCIAN"] = "Alcian blue",
        ["ORCEIN"] = "Orcein",
        ["KI67"] = "Ki-67",
        ["KI-67"] = "Ki-67",
        ["MIB1"] = "Ki-67",
        ["ER"] = "ER",
        ["PR"] = "PR",
        ["HER2"] = "HER2",
        ["PDL1"] = "PD-L1",
        ["PD-L1"] = "PD-L1",
        ["AFP"] = "AFP",
        ["GPC3"] = "Glypican-3",
        ["HEPPAR1"] = "HepPar-1",
        ["ARG1"] = "Arginase-1",
        ["TTF1"] = "TTF-1",
        ["CHROMOGRANIN"] = "Chromogranin",
        ["SYNAPTOPHYSIN"] = "Synaptophysin",
        ["VIMENTIN"] = "Vimentin",
        ["DESMIN"] = "Desmin",
        ["SMA"] = "SMA",
        ["FRONT"] = "Front",
        ["BACK"] = "Back",
        ["OVERVIEW"] = "Overview",
        ["CLOSEUP"] = "Close-up",
        ["DERMOSCOPY"] = "Dermoscopy",
    };

    /// <summary>Of a path within an import.</summary>
    public static PictureName Of(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Trim();
        var cut = stem.LastIndexOf('_');
        return cut > 0 && LabelOf(stem[(cut + 1)..].Trim()) is { } label
            ? new PictureName(stem[..cut].Trim(), label)
            : new PictureName(stem, "");
    }

    private static string? LabelOf(string word) =>
        Known.TryGetValue(word, out var label) ? label
        : IsNumberedMarker(word) ? word.ToUpperInvariant()
        : null;

    /// <summary>Antibodies that are numbered: CK7, CD34, MUC2, S100.</summary>
    private static bool IsNumberedMarker(string word)
    {
        var letters = word.TakeWhile(char.IsAsciiLetter).Count();
        return letters < word.Length
            && word.Length - letters <= 3
            && word[..letters].ToUpperInvariant() is "CK" or "CD" or "MUC" or "S"
            && word[letters..].All(char.IsAsciiDigit);
    }
}
