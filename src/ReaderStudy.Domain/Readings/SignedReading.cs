namespace ReaderStudy.Domain.Readings;

/// <summary>
/// That a signature covers a revision of a reading. Never changed, never deleted: a correction leaves it standing for the earlier revision,
/// and the reading waits to be signed again.
/// </summary>
/// <remarks>21 CFR 11.70: signatures are linked to their records.</remarks>
public sealed class SignedReading
{
    public SignedReading(Guid signatureId, Guid readingId, int revisionNumber, string answersSha256)
    {
        SignatureId = signatureId;
        ReadingId = readingId;
        RevisionNumber = revisionNumber;
        AnswersSha256 = answersSha256;
    }

    public Guid SignatureId { get; private set; }

    public Guid ReadingId { get; private set; }

    /// <summary>The revision that was signed; one with a larger number makes the signature a superseded one.</summary>
    public int RevisionNumber { get; private set; }

    /// <summary>Of the revision's answers.</summary>
    public string AnswersSha256 { get; private set; }
}
