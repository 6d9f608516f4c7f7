using System.Text.RegularExpressions;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Coded entries (PS3.3 section 8): those of public coding schemes, in the form that the scheme prescribes, may stay; a hospital's own
/// codes and what only looks like a code may not.
/// </summary>
internal static partial class Codes
{
    private const string Ucum =
        @"^(1|%|\[hnsf'U\]|(m|c|k|u|n)?m[23]?|(m|u)?s|min|h|(k|m)?V|mA(\.s)?|u?A\.s|(m|u)?[lL]|(m|u|k)?g|m?Gy(\.cm2?)?|deg|k?Hz|MHz|T|k?Bq(/ml)?|MBq(/ml)?|g/ml|mg/ml|mm2/s|um2/s|ml/s|cm/s|mm/s|cm2|\{(counts|ratio|pixels|no units|slices|frames)\})$";

    /// <summary>True for an item that is a code and may stay.</summary>
    public static bool MayStay(string scheme, string value) =>
        scheme switch
        {
            "DCM" => Dicom().IsMatch(value),
            "SCT" => Digits().IsMatch(value) && HasSnomedCheckDigit(value),
            "SRT" or "SNM3" or "99SDM" => Snomed3().IsMatch(value),
            "UCUM" => Units().IsMatch(value),
            "LN" => Loinc().IsMatch(value),
            "RADLEX" => RadLex().IsMatch(value),
            "FMA" => ShortNumber().IsMatch(value),
            "NCIt" or "UMLS" => Concept().IsMatch(value),
            "RFC5646" or "RFC3066" or "ISO639_1" => Language().IsMatch(value),
            _ => false,
        };

    /// <summary>The last digit of a SNOMED CT identifier is computed from the others (Verhoeff's dihedral check).</summary>
    private static bool HasSnomedCheckDigit(string digits)
    {
        var check = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            check = Product(check, Permuted(digits[^(i + 1)] - '0', i % 8));
        }

        return check == 0;
    }

    /// <summary>The product in the dihedral group of order ten.</summary>
    private static int Product(int a, int b) =>
        (a < 5, b < 5) switch
        {
            (true, true) => (a + b) % 5,
            (true, false) => 5 + ((a + b - 5) % 5),
            (false, true) => 5 + ((a - 5 - b + 5) % 5),
            (false, false) => (a - b + 5) % 5,
        };

    private static int Permuted(int digit, int times)
    {
        ReadOnlySpan<int> once = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        for (var i = 0; i < times; i++)
        {
            digit = once[digit];
        }

        return digit;
    }

    [GeneratedRegex(@"^1\d{5}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Dicom();

    [GeneratedRegex(@"^\d{6,18}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]?-[0-9A-F]{3,6}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Snomed3();

    [GeneratedRegex(Ucum, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Units();

    [GeneratedRegex(@"^\d{2,5}-\d$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Loinc();

    [GeneratedRegex(@"^RID\d{1,5}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RadLex();

    [GeneratedRegex(@"^\d{4,5}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ShortNumber();

    [GeneratedRegex(@"^C\d{4,7}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Concept();

    [GeneratedRegex(@"^[a-zA-Z]{2}(-[a-zA-Z]{2})?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Language();
}
