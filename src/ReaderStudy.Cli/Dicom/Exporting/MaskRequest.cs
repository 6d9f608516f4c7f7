using System.Globalization;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <param name="Path">A NIfTI file on the grid of one series.</param>
/// <param name="Labels">Names of the mask's numbers.</param>
/// <param name="Algorithm">What drew it; null: nobody said.</param>
/// <param name="Series">Series Instance UID of the images; null: it shows by the grid.</param>
internal sealed record MaskRequest(string Path, IReadOnlyDictionary<int, string> Labels, string? Algorithm, string? Series)
{
    /// <summary>What Segment Label and Segment Algorithm Name hold (VR LO, PS3.5 6.2).</summary>
    private const int LongestName = 64;

    /// <summary>Name of the DICOM file: the mask's with another ending.</summary>
    public string FileName
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            var end = Array.Find([".nii.gz", ".nii", ".gz"], e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? "";
            return name[..^end.Length] + ".dcm";
        }
    }

    /// <summary>Reads <c>1=Lesion</c>; false if it is not of this form.</summary>
    public static bool TryLabel(string text, out int number, out string name)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        name = text[(at + 1)..].Trim();
        return int.TryParse(text.AsSpan(0, Math.Max(0, at)), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number > 0
            && IsName(name);
    }

    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && !text.AsSpan().Contains('\\') && !text.Any(char.IsControl) && text.Trim() == text;
}
