using System.Security.Cryptography;
using System.Text;
using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Keyed hashes of what is known of a patient, under the study's key: good for comparison and nothing else.</summary>
internal static class PatientMarks
{
    private const string Unknown = "--------";

    /// <summary>Of sex and birth date, eight characters each, dashes for what is not known; empty when neither is.</summary>
    public static string OfPerson(DicomDataset original, byte[] studyKey)
    {
        var sex = original.GetText(DicomTags.PatientSex)?.ToUpperInvariant() is "F" or "M" or "O"
            ? Hash($"sex\n{original.GetText(DicomTags.PatientSex)!.ToUpperInvariant()}", studyKey)[..8]
            : Unknown;
        var born = original.GetText(DicomTags.PatientBirthDate) is { Length: 8 } date ? Hash($"born\n{date}", studyKey)[..8] : Unknown;
        return (sex, born) == (Unknown, Unknown) ? "" : sex + born;
    }

    /// <summary>True if the marks are those of more than one person: something that two of them know differs.</summary>
    public static bool AreSeveral(IReadOnlyCollection<string> marks) =>
        new[] { 0, 8 }.Any(at =>
            marks.Where(m => m.Length == 16).Select(m => m.Substring(at, 8)).Where(m => m != Unknown).Distinct().Count() > 1
        );

    /// <summary>Of the patient number without its issuer; empty when there is none.</summary>
    public static string OfNumber(string? number, byte[] studyKey) =>
        string.IsNullOrWhiteSpace(number) ? "" : Hash($"number\n{number.Trim().ToUpperInvariant()}", studyKey);

    private static string Hash(string text, byte[] studyKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(studyKey, Encoding.UTF8.GetBytes(text)))[..24];
}
