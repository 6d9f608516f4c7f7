using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Dicom.Coding;

/// <summary>Units of measurement in UCUM (PS3.16 CID 7181).</summary>
public static class Units
{
    public static readonly CodedConcept Millimetre = new("mm", "UCUM", "millimeter");
    public static readonly CodedConcept SquareMillimetre = new("mm2", "UCUM", "square millimeter");
    public static readonly CodedConcept CubicMillimetre = new("mm3", "UCUM", "cubic millimeter");
    public static readonly CodedConcept Centimetre = new("cm", "UCUM", "centimeter");
    public static readonly CodedConcept Millilitre = new("ml", "UCUM", "milliliter");
    public static readonly CodedConcept Percent = new("%", "UCUM", "Percent");
    public static readonly CodedConcept Pixels = new("{pixels}", "UCUM", "pixels");
    public static readonly CodedConcept SquarePixels = new("{pixels2}", "UCUM", "square pixels");
    public static readonly CodedConcept NoUnits = new("1", "UCUM", "no units");
    public static readonly CodedConcept Hounsfield = new("[hnsf'U]", "UCUM", "Hounsfield unit");

    /// <summary>A code has at most so many characters (PS3.5 6.2, SH), two of them braces.</summary>
    private const int LongestAnnotation = 14;

    /// <summary>A unit as people write it. What has no code here becomes an annotation, which UCUM counts as 1 and carries along (UCUM 6).</summary>
    /// <param name="written">Such as <c>mm</c>; null: the number has none.</param>
    public static CodedConcept Of(string? written) =>
        written switch
        {
            null => NoUnits,
            "mm" => Millimetre,
            "cm" => Centimetre,
            "mm2" or "mm²" => SquareMillimetre,
            "mm3" or "mm³" => CubicMillimetre,
            "ml" or "mL" => Millilitre,
            "%" => Percent,
            "HU" => Hounsfield,
            _ => new CodedConcept($"{{{Annotated(written)}}}", "UCUM", written),
        };

    /// <summary>The unit itself where a code can hold it, else its first letters and a hash that keeps it apart from others.</summary>
    private static string Annotated(string written)
    {
        if (written.Length is > 0 and <= LongestAnnotation && written.All(c => c is > ' ' and <= '~' and not ('{' or '}' or '\\')))
        {
            return written;
        }

        var letters = string.Concat(written.Where(char.IsAsciiLetterOrDigit).Take(6));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
        return $"{letters}-{hash[..7]}";
    }
}
