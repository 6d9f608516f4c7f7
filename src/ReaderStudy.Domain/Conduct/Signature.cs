namespace ReaderStudy.Domain.Conduct;

/// <summary>
/// An electronic signature: who, when, with what meaning, and tied to what was signed by its hash. Made only after the person gave the
/// password again. Never changed, never deleted: a later correction leaves it standing for what it was given for.
/// </summary>
/// <remarks>21 CFR 11.50 (name, date and time, meaning), 11.70 (link to the record), 11.100 and 11.200 (one person, identification again).</remarks>
public sealed class Signature
{
    public Signature(
        Guid studyId,
        Guid personId,
        string printedName,
        SignatureMeaning meaning,
        string subject,
        string subjectSha256,
        DateTimeOffset signedAt
    )
    {
        Id = Guid.CreateVersion7(signedAt);
        StudyId = studyId;
        PersonId = personId;
        PrintedName = printedName;
        Meaning = meaning;
        Subject = subject;
        SubjectSha256 = subjectSha256;
        SignedAt = signedAt;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>As the person was called when signing.</summary>
    public string PrintedName { get; private set; }

    public SignatureMeaning Meaning { get; private set; }

    /// <summary>Kind and id of what was signed: <c>protocol 2</c>, <c>session 0193…</c>, <c>deviation 0193…</c>.</summary>
    public string Subject { get; private set; }

    /// <summary>SHA-256 of what was signed, in the form that its own documentation gives.</summary>
    public string SubjectSha256 { get; private set; }

    public DateTimeOffset SignedAt { get; private set; }
}

/// <summary>What a signature stands for.</summary>
public enum SignatureMeaning
{
    /// <summary>"I seal this protocol."</summary>
    Seal,

    /// <summary>"I amend the protocol as written here."</summary>
    Amendment,

    /// <summary>"These readings are mine, and are what I found."</summary>
    Readings,

    /// <summary>"This is my vote on the reference standard."</summary>
    Truth,

    /// <summary>"I ask for this deviation from the protocol."</summary>
    DeviationRequest,

    /// <summary>"I approve this deviation from the protocol."</summary>
    DeviationApproval,

    /// <summary>"The data are complete as listed, and are locked."</summary>
    DataLock,

    /// <summary>"Truth, arms and predictions are released."</summary>
    Unblinding,
}
