using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Cohorts;

/// <summary>
/// An address of a draft to which a PACS or a scanner sends images (STOW-RS). What comes goes into an import, which is opened with the
/// first image and runs once the sender has been quiet.
/// </summary>
public sealed class ReceivingAddress
{
    public const int LongestName = 100;

    public static readonly Rule NameIsGiven = new("receiving.name-given", "A receiving address needs a name of 1 to 100 characters.");

    public static readonly Rule IsOpen = new("receiving.open", "This receiving address was closed or has expired. Open another one.");

    public ReceivingAddress(Guid studyId, string name, string secretHash, Guid openedBy, DateTimeOffset openedAt, DateTimeOffset expiresAt)
    {
        Require(!string.IsNullOrWhiteSpace(name) && name.Length <= LongestName, NameIsGiven);
        Id = Guid.CreateVersion7(openedAt);
        StudyId = studyId;
        Name = name;
        SecretHash = secretHash;
        OpenedBy = openedBy;
        OpenedAt = openedAt;
        ExpiresAt = expiresAt;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>Who sends, as the coordinator calls it.</summary>
    public string Name { get; private set; }

    /// <summary>SHA-256 of the secret, in lower-case hexadecimal. The secret itself is random, and kept nowhere.</summary>
    public string SecretHash { get; private set; }

    public Guid OpenedBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Null until somebody closes it.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Null until the first image came.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>The import that takes what comes; null: the next image opens one.</summary>
    public Guid? ImportId { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => ClosedAt is null && now < ExpiresAt;

    /// <summary>Images came, and go into this import.</summary>
    public void Receive(Guid importId, DateTimeOffset at)
    {
        Require(IsOpenAt(at), IsOpen);
        ImportId = importId;
        LastReceivedAt = at;
    }

    /// <summary>What came is handed over; the next image opens an import of its own.</summary>
    public void HandOver() => ImportId = null;

    /// <summary>Takes nothing from now on, whoever knows the secret.</summary>
    public void Close(DateTimeOffset at) => ClosedAt ??= at;
}
