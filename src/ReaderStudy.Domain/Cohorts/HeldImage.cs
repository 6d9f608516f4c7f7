using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Cohorts;

public enum HeldCause
{
    /// <summary>Text may be burned into the pixels.</summary>
    BurnedInText,

    /// <summary>Another image with the same UID is there already, with other content.</summary>
    UidConflict,
}

public enum HeldState
{
    Waiting,

    /// <summary>A person looked and found no text that identifies; it was imported.</summary>
    Accepted,

    /// <summary>Regions were blanked; it was imported.</summary>
    Blanked,

    /// <summary>Not wanted; its bytes are deleted. Of a conflict: the image that was there stayed.</summary>
    Rejected,

    /// <summary>Of a conflict: it took the place of the image that was there.</summary>
    Taken,
}

/// <summary>An image whose header is de-identified, kept encrypted and apart until a person decides. It is in no case.</summary>
public sealed class HeldImage
{
    public static readonly Rule DecidedOnce = new("held-image.decided", "This image is decided already.");

    public HeldImage(
        Guid studyId,
        Guid importId,
        Guid importFileId,
        HeldCause cause,
        string question,
        string regionsJson,
        ImageIdentity image
    )
    {
        Id = Guid.CreateVersion7();
        StudyId = studyId;
        ImportId = importId;
        ImportFileId = importFileId;
        Cause = cause;
        Question = question.Length > 500 ? question[..499] + "…" : question;
        RegionsJson = regionsJson;
        Image = image;
    }

    private HeldImage()
    {
        Question = RegionsJson = "";
        Image = null!;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid ImportId { get; private set; }

    public Guid ImportFileId { get; private set; }

    public HeldCause Cause { get; private set; }

    public HeldState State { get; private set; }

    /// <summary>Why it is held, in a sentence; of a conflict, what differs.</summary>
    public string Question { get; private set; }

    /// <summary>Where text is suspected: rectangles of left, top, width, height as JSON.</summary>
    public string RegionsJson { get; private set; }

    /// <summary>As received; the stored image has another hash when it was accepted or blanked.</summary>
    public ImageIdentity Image { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public void Decide(HeldState state, Guid personId, DateTimeOffset at)
    {
        Require(State is HeldState.Waiting, DecidedOnce);
        (State, DecidedBy, DecidedAt) = (state, personId, at);
    }
}
