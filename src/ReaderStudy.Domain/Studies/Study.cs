using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Studies;

/// <summary>A reader study: its protocol, its people and where it stands. Cases, sessions and readings point to it.</summary>
public sealed class Study
{
    public static readonly Rule DesignIsFrozen = new("study.design-frozen", "The design cannot change once the protocol is sealed.");
    public static readonly Rule NeedsCases = new("study.needs-cases", "A study is sealed with at least one included case.");
    public static readonly Rule NeedsTruth = new(
        "study.needs-truth",
        "Every included case needs a reference standard before the protocol is sealed."
    );
    public static readonly Rule TruthBeforeLock = new(
        "study.truth-before-lock",
        "Every included case needs a reference standard before the data are locked."
    );
    public static readonly Rule NeedsReaders = new("study.needs-readers", "A study is sealed with at least one reader.");
    public static readonly Rule SealOnce = new("study.seal-once", "Only a draft can be sealed.");
    public static readonly Rule ReadingIsOpen = new("study.reading-open", "Readings are taken only while the study is open for reading.");
    public static readonly Rule LockFromReading = new("study.lock-from-reading", "Data are locked once, after the protocol was sealed.");
    public static readonly Rule UnblindAfterLock = new(
        "study.unblind-after-lock",
        "A study is unblinded once, after its data were locked."
    );
    public static readonly Rule TwoSigners = new("study.two-signers", "The data lock and the unblinding are signed by two people.");
    public static readonly Rule ResultsAfterUnblinding = new("study.results-after-unblinding", "Results exist only after the unblinding.");
    public static readonly Rule TrutherIsNoReader = new("study.truther-is-no-reader", "A truther cannot read in the same study.");
    public static readonly Rule ReadersOnlyRead = new(
        "study.readers-only-read",
        "Who reads in a study has no other part in it: coordinators bring the truth in, statisticians unblind."
    );
    public static readonly Rule ReaderNamesDiffer = new("study.reader-names-differ", "Two readers of a study cannot have the same name.");
    public static readonly Rule NeedsCoordinator = new("study.needs-coordinator", "A study keeps at least one coordinator.");
    public static readonly Rule NameIsGiven = new("study.name-given", "A study needs a name of 1 to 200 characters.");

    private readonly List<StudyMember> _members = [];
    private readonly List<StudyReader> _readers = [];

    private Study() { }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public StudyStatus Status { get; private set; }

    /// <summary>The protocol's canonical JSON.</summary>
    public string ProtocolText { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="ProtocolText"/> at sealing; null in a draft.</summary>
    public string? ProtocolSha256 { get; private set; }

    /// <summary>The <see cref="Studies.ProtocolVersion"/> in force: 0 in a draft, 1 from the sealing, one more with each amendment.</summary>
    public int ProtocolVersion { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SealedAt { get; private set; }

    public Guid? SealedBy { get; private set; }

    public DateTimeOffset? DataLockedAt { get; private set; }

    public Guid? DataLockedBy { get; private set; }

    public DateTimeOffset? UnblindedAt { get; private set; }

    public Guid? UnblindedBy { get; private set; }

    /// <summary>True when the readings were made elsewhere and imported: there are no images to open.</summary>
    public bool IsImported { get; private set; }

    public IReadOnlyList<StudyMember> Members => _members;

    public IReadOnlyList<StudyReader> Readers => _readers;

    /// <summary>Reads <see cref="ProtocolText"/> anew at each call.</summary>
    public Protocol Protocol => ProtocolJson.Read(ProtocolText);

    /// <summary>True from the unblinding on.</summary>
    public bool IsUnblinded => Status is StudyStatus.Unblinded or StudyStatus.Analysed or StudyStatus.Archived;

    /// <summary>True while readers may open cases and answer.</summary>
    public bool IsOpenForReading => Status is StudyStatus.Sealed or StudyStatus.Reading;

    /// <summary>A new study that its creator coordinates.</summary>
    public static Study Draft(string name, Protocol protocol, Guid coordinator, DateTimeOffset at)
    {
        Require(name.Trim().Length is >= 1 and <= 200, NameIsGiven);
        var study = new Study
        {
            Id = Guid.CreateVersion7(at),
            Name = name.Trim(),
            ProtocolText = ProtocolJson.Write(protocol),
            CreatedAt = at,
        };
        study.AddMember(coordinator, StudyRole.Coordinator);
        return study;
    }

    public void Rename(string name)
    {
        Require(Status is StudyStatus.Draft, DesignIsFrozen);
        Require(name.Trim().Length is >= 1 and <= 200, NameIsGiven);
        Name = name.Trim();
    }

    public void ChangeProtocol(Protocol protocol)
    {
        Require(Status is StudyStatus.Draft, DesignIsFrozen);
        ProtocolText = ProtocolJson.Write(protocol);
    }

    /// <summary>Gives a person a role; giving it twice changes nothing.</summary>
    public void AddMember(Guid personId, StudyRole role)
    {
        Require(!(role == StudyRole.Truther && _readers.Any(r => r.PersonId == personId)), TrutherIsNoReader);
        Require(!(role == StudyRole.Reader && IsMember(personId, StudyRole.Truther)), TrutherIsNoReader);
        var alreadyReads = IsMember(personId, StudyRole.Reader);
        var hasAnotherPart = _members.Any(m => m.PersonId == personId && m.Role != StudyRole.Reader);
        Require(role == StudyRole.Reader ? !hasAnotherPart : !alreadyReads, ReadersOnlyRead);
        if (!IsMember(personId, role))
        {
            _members.Add(new StudyMember(Id, personId, role));
        }
    }

    /// <summary>True when the person has the role in this study.</summary>
    public bool IsMember(Guid personId, StudyRole role) => _members.Any(m => m.PersonId == personId && m.Role == role);

    /// <summary>Adds a reader; the person gets the reader's role. A reader without a person has read elsewhere (imported readings).</summary>
    public StudyReader AddReader(string name, ReaderLevel level, int? yearsOfExperience, Guid? personId)
    {
        Require(Status is StudyStatus.Draft, DesignIsFrozen);
        if (personId is { } person)
        {
            AddMember(person, StudyRole.Reader);
            if (_readers.FirstOrDefault(r => r.PersonId == person) is { } known)
            {
                return known;
            }
        }

        Require(_readers.All(r => r.Name != name), ReaderNamesDiffer, $"'{name}' is there already.");
        var reader = new StudyReader(Id, name, level, yearsOfExperience, personId);
        _readers.Add(reader);
        return reader;
    }

    /// <summary>Takes a part back in a draft; readers leave by <see cref="RemoveReader"/>.</summary>
    public void RemoveMember(Guid personId, StudyRole role)
    {
        Require(Status is StudyStatus.Draft, DesignIsFrozen);
        Require(
            role != StudyRole.Coordinator || _members.Exists(m => m.Role == StudyRole.Coordinator && m.PersonId != personId),
            NeedsCoordinator
        );
        if (role != StudyRole.Reader)
        {
            _members.RemoveAll(m => m.PersonId == personId && m.Role == role);
        }
    }

    public void RemoveReader(Guid readerId)
    {
        Require(Status is StudyStatus.Draft, DesignIsFrozen);
        if (_readers.FirstOrDefault(r => r.Id == readerId) is { } reader)
        {
            _readers.Remove(reader);
            _members.RemoveAll(m => m.PersonId == reader.PersonId && m.Role == StudyRole.Reader);
        }
    }

    /// <summary>Freezes the design. The caller draws and stores the order of cases in the same transaction.</summary>
    /// <param name="includedCases">How many cases will be read.</param>
    /// <param name="withoutTruth">How many of them have no reference standard.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="at">When.</param>
    public void Seal(int includedCases, int withoutTruth, Guid by, DateTimeOffset at)
    {
        Require(Status is StudyStatus.Draft, SealOnce);
        Require(includedCases > 0, NeedsCases);
        Require(withoutTruth == 0 || Protocol.Truth.Due is TruthDue.DataLock, NeedsTruth, $"{withoutTruth} of {includedCases} have none.");
        Require(_readers.Count > 0, NeedsReaders);
        Status = StudyStatus.Sealed;
        ProtocolSha256 = ProtocolJson.Sha256Of(ProtocolText);
        ProtocolVersion = 1;
        SealedAt = at;
        SealedBy = by;
    }

    /// <summary>Called when a reader opens a case; the first one moves the study from sealed to reading.</summary>
    public void BeginReading()
    {
        Require(IsOpenForReading, ReadingIsOpen);
        Status = StudyStatus.Reading;
    }

    public void LockData(Guid by, DateTimeOffset at)
    {
        Require(IsOpenForReading, LockFromReading);
        Status = StudyStatus.DataLocked;
        DataLockedAt = at;
        DataLockedBy = by;
    }

    /// <summary>Releases truth, arms and predictions; signed by another person than the data lock was.</summary>
    public void Unblind(Guid by, DateTimeOffset at)
    {
        Require(Status is StudyStatus.DataLocked, UnblindAfterLock);
        Require(DataLockedBy != by, TwoSigners);
        Status = StudyStatus.Unblinded;
        UnblindedAt = at;
        UnblindedBy = by;
    }

    /// <summary>Called when the planned analysis was stored.</summary>
    public void MarkAnalysed()
    {
        Require(IsUnblinded, ResultsAfterUnblinding);
        if (Status is StudyStatus.Unblinded)
        {
            Status = StudyStatus.Analysed;
        }
    }

    /// <summary>
    /// Takes a study whose readings were finished elsewhere: sealed, locked and unblinded by the person who imports it, since there is nothing left to blind.
    /// </summary>
    public void AdmitFinished(int cases, Guid by, DateTimeOffset at)
    {
        Seal(cases, 0, by, at);
        IsImported = true;
        Status = StudyStatus.Unblinded;
        DataLockedAt = at;
        DataLockedBy = by;
        UnblindedAt = at;
        UnblindedBy = by;
    }
}
