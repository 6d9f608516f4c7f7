using System.Globalization;

namespace ReaderStudy.Dicom.Bids;

/// <summary>A person in the data set, by pseudonym.</summary>
/// <param name="Code">What the folder is called after <c>sub-</c>; letters and digits only.</param>
/// <param name="Sex"><c>F</c>, <c>M</c>, <c>O</c>, or null.</param>
/// <param name="Age">In years, or null. Only its band of ten years is written.</param>
public sealed record BidsParticipant(string Code, string? Sex, int? Age)
{
    /// <summary>The reference standard's class; null where it is not told.</summary>
    public string? ReferenceClass { get; init; }

    /// <summary><c>60-69</c>; 90 and above are one band, as the Safe Harbour rule of HIPAA asks; <c>n/a</c> where unknown.</summary>
    public string AgeBand
    {
        get
        {
            if (Age is not { } age || age < 0)
            {
                return "n/a";
            }

            var decade = age / 10 * 10;
            return age >= 90 ? "90+" : string.Create(CultureInfo.InvariantCulture, $"{decade}-{decade + 9}");
        }
    }

    /// <summary>A code of letters and digits, as BIDS asks; an empty one is refused by the caller.</summary>
    public static string CodeOf(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));
}
