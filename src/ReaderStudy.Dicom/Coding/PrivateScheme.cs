using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Dicom.Coding;

/// <summary>
/// Codes of our own, for what no public scheme surely names. A scheme whose designator begins with 99 is private (PS3.16 8) and is
/// declared in the Coding Scheme Identification Sequence of each file that uses it.
/// </summary>
public static class PrivateScheme
{
    public const string Designator = "99READERSTUDY";

    /// <summary>Names the scheme, so that two files' private codes are known to be the same.</summary>
    public const string Uid = "2.25.301768414063190447113652301226043377521";

    private const int LongestCode = 16;

    /// <summary>A code of our own: the id where it is a short plain word, else its first letters and a hash that keeps it apart from others.</summary>
    public static CodedConcept Code(string id, string meaning)
    {
        if (id.Length is > 0 and <= LongestCode && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            return new CodedConcept(id, Designator, meaning);
        }

        var letters = string.Concat(id.Where(char.IsAsciiLetterOrDigit).Take(8));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return new CodedConcept($"{letters}-{hash[..7]}", Designator, meaning);
    }

    /// <summary>Declares the scheme in a data set (PS3.3 C.12.1.1.1).</summary>
    internal static void Declare(DicomDataset dataset)
    {
        var item = new DicomDataset { Parent = dataset };
        item.Set(DicomTags.CodingSchemeDesignator, Designator);
        item.Set(CodingTags.CodingSchemeUid, Uid);
        item.Set(CodingTags.CodingSchemeName, "Codes of ReaderStudy");
        item.Set(CodingTags.CodingSchemeResponsibleOrganization, "ReaderStudy");
        dataset.SetItems(CodingTags.CodingSchemeIdentificationSequence, item);
    }
}
