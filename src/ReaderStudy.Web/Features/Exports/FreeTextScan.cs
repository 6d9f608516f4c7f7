using System.Text.RegularExpressions;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// Looks for what may name somebody in a free text: titles with names, two capitalised words in a row that are no medical terms, dates, long
/// numbers, addresses of mail and telephone. It errs towards asking: a person decides.
/// </summary>
public static partial class FreeTextScan
{
    private static readonly HashSet<string> Medical = new(StringComparer.OrdinalIgnoreCase)
    {
        "hepatocellular",
        "carcinoma",
        "cholangiocarcinoma",
        "focal",
        "nodular",
        "hyperplasia",
        "haemangioma",
        "hemangioma",
        "metastasis",
        "cyst",
        "liver",
        "segment",
        "couinaud",
        "arterial",
        "portal",
        "venous",
        "phase",
        "delayed",
        "native",
        "capsule",
        "washout",
        "rim",
        "enhancement",
        "lesion",
        "scar",
        "central",
        "atypical",
        "typical",
        "benign",
        "malignant",
        "radiology",
        "li",
        "rads",
    };

    /// <summary>Why a person should look at the text, in a few words; null: nothing was found.</summary>
    public static string? Reason(string text) =>
        Mail().IsMatch(text) ? "looks like an e-mail address"
        : Date().IsMatch(text) ? "looks like a date"
        : LongNumber().IsMatch(text) ? "a number of five digits or more"
        : Title().IsMatch(text) ? "a title with a name"
        : TwoNames().Matches(text).Any(IsNoMedicalTerm) ? "looks like a name"
        : null;

    private static bool IsNoMedicalTerm(Match match) =>
        !Medical.Contains(match.Groups["first"].Value) && !Medical.Contains(match.Groups["second"].Value);

    [GeneratedRegex(@"\S+@\S+\.\S+", RegexOptions.None, 1000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b", RegexOptions.None, 1000)]
    private static partial Regex Date();

    /// <summary>Digits that may be parted by single spaces, slashes or hyphens, as telephone and patient numbers are.</summary>
    [GeneratedRegex(@"\d(?:[ /-]?\d){4,}", RegexOptions.None, 1000)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"\b(?:mr|mrs|ms|dr|prof|herr|frau|mme|sig)\b\.?\s+\p{Lu}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(?<first>\p{Lu}\p{Ll}+),? (?<second>\p{Lu}\p{Ll}+)\b", RegexOptions.None, 1000)]
    private static partial Regex TwoNames();
}
