namespace ReaderStudy.Domain.Studies;

/// <summary>A protocol that was in force: the sealed one, and each amendment. Never changed, never deleted.</summary>
public sealed class ProtocolVersion
{
    public ProtocolVersion(Guid studyId, int number, string text, string sha256, string reason, Guid signedBy, DateTimeOffset effectiveAt)
    {
        Id = Guid.CreateVersion7(effectiveAt);
        StudyId = studyId;
        Number = number;
        Text = text;
        Sha256 = sha256;
        Reason = reason;
        SignedBy = signedBy;
        EffectiveAt = effectiveAt;
    }

    /// <summary>Version 1, as the study was sealed.</summary>
    public static ProtocolVersion Sealed(Study study) =>
        new(study.Id, 1, study.ProtocolText, study.ProtocolSha256!, "", study.SealedBy!.Value, study.SealedAt!.Value);

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>1 at sealing.</summary>
    public int Number { get; private set; }

    /// <summary>Canonical JSON.</summary>
    public string Text { get; private set; }

    /// <summary>Of <see cref="Text"/>.</summary>
    public string Sha256 { get; private set; }

    /// <summary>Why it was amended; of version 1 empty.</summary>
    public string Reason { get; private set; }

    public Guid SignedBy { get; private set; }

    /// <summary>Readings that are opened from then on are judged by it.</summary>
    public DateTimeOffset EffectiveAt { get; private set; }

    /// <summary>Reads <see cref="Text"/> anew at each call.</summary>
    public Protocol Protocol => ProtocolJson.ReadStored(Text);
}
