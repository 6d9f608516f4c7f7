namespace ReaderStudy.Domain.Readings;

/// <summary>That a reader read the instructions of a version of the protocol. Never changed, never deleted.</summary>
public sealed class Acknowledgement
{
    public Acknowledgement(Guid studyId, Guid personId, int protocolVersion, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        StudyId = studyId;
        PersonId = personId;
        ProtocolVersion = protocolVersion;
        At = at;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>Number of the version whose instructions were on the screen.</summary>
    public int ProtocolVersion { get; private set; }

    public DateTimeOffset At { get; private set; }
}
