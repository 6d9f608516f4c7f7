using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Pseudonyms, UIDs and date shifts as keyed hashes (HMAC-SHA256): the same input gives the same output under one key, and nobody
/// without the key can try hospital numbers out.
/// </summary>
internal sealed class Pseudonyms
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly byte[] _key;

    public Pseudonyms(ReadOnlySpan<byte> key)
    {
        if (key.Length < 16)
        {
            throw new ArgumentException("The key of de-identification needs at least 16 bytes.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>
    /// Who the patient is, to be hashed only: the issuer and patient number; without a number the name and birth date; without these
    /// the exam, so that nameless exams of different people never become one person.
    /// </summary>
    public static string IdentityOf(DicomDataset dataset)
    {
        if (dataset.GetText(DicomTags.PatientId) is { } id)
        {
            return $"id\n{dataset.GetText(DicomTags.IssuerOfPatientId)?.ToUpperInvariant()}\n{id.ToUpperInvariant()}";
        }

        if (dataset.GetText(DicomTags.PatientName) is { } name)
        {
            return $"name\n{name.ToUpperInvariant()}\n{dataset.GetText(DicomTags.PatientBirthDate)}";
        }

        return $"exam\n{dataset.GetText(DicomTags.StudyInstanceUid) ?? dataset.GetText(DicomTags.SopInstanceUid)}";
    }

    /// <summary>A pseudonym such as <c>P-7K2QX4M9RT3W</c>: 60 bits, without letters that look alike.</summary>
    public string PatientOf(string identity)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(Hash("patient", identity));
        return string.Create(
            14,
            bits,
            static (text, number) =>
            {
                "P-".CopyTo(text);
                for (var i = 13; i >= 2; i--, number >>= 5)
                {
                    text[i] = Alphabet[(int)(number & 31)];
                }
            }
        );
    }

    /// <summary>Days by which the patient's dates move: one to ten years into the past.</summary>
    public int DaysOf(string identity) => -365 - (int)(BinaryPrimitives.ReadUInt32BigEndian(Hash("days", identity)) % 3288);

    /// <summary>The UID in another's place. UIDs that the standard itself defines stay: their numbers have at most four digits.</summary>
    public string UidOf(string uid) => IsOfTheStandard(uid) ? uid : DicomUid.FromHash(Hash("uid", uid));

    private static bool IsOfTheStandard(string uid)
    {
        const string root = "1.2.840.10008.";
        if (!uid.StartsWith(root, StringComparison.Ordinal) || uid.Length > 40)
        {
            return false;
        }

        var digits = 0;
        foreach (var c in uid.AsSpan(root.Length))
        {
            digits = c == '.' ? 0 : digits + 1;
            if (digits > 4 || (c != '.' && !char.IsAsciiDigit(c)))
            {
                return false;
            }
        }

        return true;
    }

    private byte[] Hash(string use, string value) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(use + "\n" + value));
}
