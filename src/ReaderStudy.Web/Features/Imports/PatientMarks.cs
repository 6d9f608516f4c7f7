using System.Security.Cryptography;
using System.Text;
using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Keyed hashes of what is known of a patient, under the study's key: good for comparison and nothing else.</summary>
internal static class PatientMarks
{
    /// <summary>Of sex and birth date; empty when neither is known. Two under one number are two people.</summary>
    public static string OfPerson(DicomDataset original, byte[] studyKey)
    {
        var (sex, born) = (original.GetText(DicomTags.PatientSex), original.GetText(DicomTags.PatientBirthDate));
        return sex is null && born is null ? "" : Hash($"person\n{sex}\n{born}", studyKey);
    }

    /// <summary>Of the patient number without its issuer; empty when there is none.</summary>
    public static string OfNumber(string? number, byte[] studyKey) =>
        string.IsNullOrWhiteSpace(number) ? "" : Hash($"number\n{number.Trim().ToUpperInvariant()}", studyKey);

    private static string Hash(string text, byte[] studyKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(studyKey, Encoding.UTF8.GetBytes(text)))[..24];
}
