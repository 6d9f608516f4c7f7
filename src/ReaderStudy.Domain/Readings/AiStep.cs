namespace ReaderStudy.Domain.Readings;

/// <summary>What of the AI a reader can show and hide.</summary>
public enum AiPart
{
    /// <summary>Classes and their probabilities.</summary>
    Predictions,

    Boxes,

    Masks,

    Activations,
}

/// <summary>A reader showed or hid a part of the AI, or changed how strongly it is drawn. Never changed, never deleted.</summary>
public sealed class AiStep
{
    /// <summary>Most steps that are kept of one reading.</summary>
    public const int Most = 10_000;

    /// <param name="readingId">Whose AI it is.</param>
    /// <param name="given">As the page said.</param>
    /// <param name="at">When the server got it.</param>
    public AiStep(Guid readingId, GivenAiStep given, DateTimeOffset at)
    {
        ReadingId = readingId;
        Number = given.Number;
        Part = given.Part;
        IsOn = given.IsOn;
        Opacity = given.Opacity;
        PageAt = given.PageAt;
        KeptAt = at;
    }

    private AiStep() { }

    public Guid ReadingId { get; private set; }

    /// <summary>Counted by the reading page, from 1.</summary>
    public int Number { get; private set; }

    public AiPart Part { get; private set; }

    /// <summary>Whether it was on the screen from then on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>How strongly it was drawn from then on, in percent.</summary>
    public int Opacity { get; private set; }

    /// <summary>By the page's own clock, in ms since the page began.</summary>
    public double PageAt { get; private set; }

    public DateTimeOffset KeptAt { get; private set; }
}

/// <param name="Number">Larger than that of the step before.</param>
/// <param name="Part">What was changed.</param>
/// <param name="IsOn">Whether it is on the screen.</param>
/// <param name="Opacity">In percent.</param>
/// <param name="PageAt">By the page's own clock, in ms.</param>
public sealed record GivenAiStep(int Number, AiPart Part, bool IsOn, int Opacity, double PageAt);
