using System.Text.Json.Serialization;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Why a person should look at an image.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeidentificationQuestionKind>))]
public enum DeidentificationQuestionKind
{
    /// <summary>A name or number may stand in the pixels.</summary>
    BurnedInText,

    /// <summary>A face may be seen or rebuilt.</summary>
    RecognizableFace,
}

/// <summary>Something that only a look at the image can settle.</summary>
/// <param name="Kind">What to look for.</param>
/// <param name="Message">Why, for people; never a value of the header.</param>
/// <param name="Regions">Where in the pixels, in all frames alike; empty if anywhere. They can be given to <see cref="PixelCleaning.Blank"/>.</param>
public sealed record DeidentificationQuestion(DeidentificationQuestionKind Kind, string Message, IReadOnlyList<PixelRegion> Regions)
{
    /// <summary>A question about the whole image.</summary>
    public DeidentificationQuestion(DeidentificationQuestionKind kind, string message)
        : this(kind, message, []) { }
}
