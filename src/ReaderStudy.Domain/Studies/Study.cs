using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Studies;

/// <summary>A reader study: its protocol, its people and where it stands. Cases, sessions and readings point to it.</summary>
public sealed partial class Study
{
    private readonly List<StudyMember> _members = [];
    private readonly List<StudyReader> _readers = [];

    private Study() { }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public StudyStatus Status { get; private set; }

    /// <summary>The protocol's canonical JSON.</summary>
    public string ProtocolText { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="ProtocolText"/> since it was sealed or amended; null in a draft.</summary>
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

    public DateTimeOffset? ArchivedAt { get; private set; }

    public Guid? ArchivedBy { get; private set; }

    /// <summary>When a draft was deleted: nobody enters it any more, its images are gone, and its rows stay. Null: it was not.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public Guid? RemovedBy { get; private set; }

    public string? RemovalReason { get; private set; }

    /// <summary>True when the readings were made elsewhere and imported: there are no images to open.</summary>
    public bool IsImported { get; private set; }

    public IReadOnlyList<StudyMember> Members => _members;

    public IReadOnlyList<StudyReader> Readers => _readers;

    /// <summary>Reads <see cref="ProtocolText"/> anew at each call.</summary>
    public Protocol Protocol => ProtocolJson.ReadStored(ProtocolText);

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
        Require(!protocol.Truth.HasVotes || !_members.Exists(m => m.Role is StudyRole.Truther && HasOffice(m.PersonId)), TrutherIsApart);
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
        var isApart = role switch
        {
            StudyRole.Truther => !HasOffice(personId),
            StudyRole.Coordinator or StudyRole.Statistician => !IsMember(personId, StudyRole.Truther),
            StudyRole.Reader => true,
        };
        Require(isApart || (Status is StudyStatus.Draft && !Protocol.Truth.HasVotes), TrutherIsApart);
        if (!IsMember(personId, role))
        {
            _members.Add(new StudyMember(Id, personId, role));
        }
    }

    /// <summary>Coordinates or analyses: knows, or decides, what a truther must not.</summary>
    private bool HasOffice(Guid personId) => IsMember(personId, StudyRole.Coordinator) || IsMember(personId, StudyRole.Statistician);

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
        RequireSealableProtocol();
        Freeze(by, at);
    }

    /// <summary>Refuses a protocol that contradicts itself or lacks something.</summary>
    public void RequireSealableProtocol()
    {
        var protocol = Protocol;
        Demand(ProtocolCheck.FaultsOf(protocol), ProtocolIsSound);
        Demand(ProtocolCheck.GapsOf(protocol), ProtocolIsComplete);
    }

    private static void Demand(IReadOnlyList<string> faults, Rule rule) => Require(faults.Count == 0, rule, string.Join(" ", faults));

    private void Freeze(Guid by, DateTimeOffset at)
    {
        Status = StudyStatus.Sealed;
        ProtocolSha256 = ProtocolJson.Sha256Of(ProtocolText);
        ProtocolVersion = 1;
        SealedAt = at;
        SealedBy = by;
    }

    /// <summary>
    /// Puts a changed protocol in force: readings that are opened from then on are judged by it. The caller has checked the signature, and
    /// stores the version in the same transaction.
    /// </summary>
    /// <exception cref="BrokenRuleException">As <see cref="CheckAmendment"/>; nothing was changed.</exception>
    public ProtocolVersion Amend(Protocol changed, string reason, Guid by, DateTimeOffset at)
    {
        CheckAmendment(changed, reason);
        ProtocolText = ProtocolJson.Write(changed);
        ProtocolSha256 = ProtocolJson.Sha256Of(ProtocolText);
        ProtocolVersion++;
        return new ProtocolVersion(Id, ProtocolVersion, ProtocolText, ProtocolSha256, reason.Trim(), by, at);
    }

    /// <summary>Whether the protocol could be amended so.</summary>
    /// <exception cref="BrokenRuleException">The study takes no readings, the reason is too short, or the change is none or more than an amendment may be.</exception>
    public void CheckAmendment(Protocol changed, string reason)
    {
        Require(IsOpenForReading, AmendWhileReading);
        Require(reason.Trim().Length is >= 10 and <= 2000, AmendmentHasReason);
        var current = Protocol;
        Require(ProtocolDifference.Between(current, changed).Count > 0, AmendmentChanges);
        var refused = Amendment.Refused(current, changed);
        Require(refused.Count == 0, AmendmentKeepsDesign, $"These stay as they are: {string.Join("; ", refused.Select(r => r.Where))}.");
        Demand(ProtocolCheck.FaultsOf(changed), ProtocolIsSound);
    }

    /// <summary>Version 1 of a study that was sealed before versions were kept.</summary>
    /// <exception cref="InvalidOperationException">It was not sealed, or has a version.</exception>
    public ProtocolVersion AdoptFirstVersion()
    {
        if (ProtocolSha256 is null || ProtocolVersion > 0)
        {
            throw new InvalidOperationException("Only a sealed study without a version gets its first one.");
        }

        ProtocolVersion = 1;
        return Studies.ProtocolVersion.Sealed(this);
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

    /// <summary>Puts a finished study away; it can still be looked at.</summary>
    public void Archive(Guid by, DateTimeOffset at)
    {
        Require(Status is StudyStatus.Unblinded or StudyStatus.Analysed, ArchiveAfterUnblinding);
        Status = StudyStatus.Archived;
        ArchivedAt = at;
        ArchivedBy = by;
    }

    /// <summary>Deletes a draft: the caller deletes its images; what is evidence stays, and so does the trace of who did it and why.</summary>
    public void Remove(string reason, Guid by, DateTimeOffset at)
    {
        Require(Status is StudyStatus.Draft && RemovedAt is null, SealedStays);
        Require(reason.Trim().Length is >= 10 and <= 2000, RemovalHasReason);
        RemovedAt = at;
        RemovedBy = by;
        RemovalReason = reason.Trim();
    }

    /// <summary>
    /// Takes a study whose readings were finished elsewhere: sealed, locked and unblinded by the person who imports it, since there is nothing left to blind.
    /// </summary>
    public void AdmitFinished(int cases, Guid by, DateTimeOffset at)
    {
        Require(Status is StudyStatus.Draft, SealOnce);
        Require(cases > 0, NeedsCases);
        Require(_readers.Count > 0, NeedsReaders);
        Freeze(by, at);
        IsImported = true;
        Status = StudyStatus.Unblinded;
        DataLockedAt = at;
        DataLockedBy = by;
        UnblindedAt = at;
        UnblindedBy = by;
    }
}
