namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>The answer to a question of kind mask: the SOP Instance UID of the DICOM segmentation that holds the outline.</summary>
public static class MaskReference
{
    /// <summary>Longest UID, in characters (PS3.5 9.1).</summary>
    private const int Longest = 64;

    /// <summary>True for numbers parted by dots, none with a leading zero.</summary>
    public static bool IsWellFormed(string answer) =>
        answer.Length is > 0 and <= Longest
        && answer.Split('.').All(part => part.Length > 0 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'));
}
