using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Studies;

public sealed class StudyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly Guid Coordinator = Guid.CreateVersion7();
    private static readonly Guid Statistician = Guid.CreateVersion7();
    private static readonly Guid Radiologist = Guid.CreateVersion7();

    [Fact]
    public void Its_creator_coordinates_a_new_study()
    {
        var study = Draft();

        Assert.Equal(StudyStatus.Draft, study.Status);
        Assert.True(study.IsMember(Coordinator, StudyRole.Coordinator));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_study_needs_a_name(string name)
    {
        Broken(Study.NameIsGiven, () => Study.Draft(name, ProtocolJson.Template("liver-lesion"), Coordinator, Now));
    }

    [Fact]
    public void It_passes_every_station_once_in_order()
    {
        var study = Draft();
        study.Seal(3, 0, Coordinator, Now);
        Assert.Equal(StudyStatus.Sealed, study.Status);
        study.BeginReading();
        study.BeginReading();
        Assert.Equal(StudyStatus.Reading, study.Status);
        study.LockData(Coordinator, Now);
        study.Unblind(Statistician, Now);
        study.MarkAnalysed();
        study.MarkAnalysed();

        Assert.Equal(StudyStatus.Analysed, study.Status);
        Assert.Equal(ProtocolJson.Sha256Of(study.Protocol), study.ProtocolSha256);
        Assert.Equal((Coordinator, Coordinator, Statistician), (study.SealedBy, study.DataLockedBy, study.UnblindedBy));
    }

    [Fact]
    public void Sealing_needs_cases_truth_and_readers()
    {
        Broken(Study.NeedsCases, () => Draft().Seal(0, 0, Coordinator, Now));
        var broken = Broken(Study.NeedsTruth, () => Draft().Seal(3, 2, Coordinator, Now));
        Broken(Study.NeedsReaders, () => Draft(readers: 0).Seal(3, 0, Coordinator, Now));

        Assert.EndsWith("2 of 3 have none.", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_truth_is_due_at_the_data_lock_the_protocol_is_sealed_without_it()
    {
        var study = Draft();
        study.ChangeProtocol(
            study.Protocol with
            {
                Truth = new TruthPlan { Rule = TruthRule.Consensus, Due = TruthDue.DataLock },
            }
        );

        study.Seal(3, 2, Coordinator, Now);

        Assert.Equal(StudyStatus.Sealed, study.Status);
    }

    [Fact]
    public void A_refused_sealing_changes_nothing()
    {
        var study = Draft();
        Broken(Study.NeedsTruth, () => study.Seal(3, 1, Coordinator, Now));

        Assert.Equal((StudyStatus.Draft, null, null), (study.Status, study.ProtocolSha256, study.SealedAt));
    }

    [Fact]
    public void A_sealed_design_cannot_change()
    {
        var study = Draft();
        var reader = study.Readers[0].Id;
        study.Seal(3, 0, Coordinator, Now);

        Broken(Study.DesignIsFrozen, () => study.Rename("Another"));
        Broken(Study.DesignIsFrozen, () => study.ChangeProtocol(study.Protocol));
        Broken(Study.DesignIsFrozen, () => study.AddReader("Reader 9", ReaderLevel.Junior, 1, Guid.CreateVersion7()));
        Broken(Study.DesignIsFrozen, () => study.RemoveReader(reader));
        Broken(Study.DesignIsFrozen, () => study.RemoveMember(Statistician, StudyRole.Statistician));
        Broken(Study.SealOnce, () => study.Seal(3, 0, Coordinator, Now));
    }

    [Fact]
    public void Reading_is_possible_from_the_sealing_to_the_lock()
    {
        var study = Draft();
        Broken(Study.ReadingIsOpen, study.BeginReading);
        study.Seal(1, 0, Coordinator, Now);
        study.BeginReading();
        study.LockData(Coordinator, Now);

        Broken(Study.ReadingIsOpen, study.BeginReading);
    }

    [Fact]
    public void Data_are_locked_once_and_after_the_sealing()
    {
        var study = Draft();
        Broken(Study.LockFromReading, () => study.LockData(Coordinator, Now));
        study.Seal(1, 0, Coordinator, Now);
        study.LockData(Coordinator, Now);

        Broken(Study.LockFromReading, () => study.LockData(Coordinator, Now));
    }

    [Fact]
    public void Unblinding_follows_the_lock_and_another_person_signs_it()
    {
        var study = Draft();
        study.Seal(1, 0, Coordinator, Now);
        Broken(Study.UnblindAfterLock, () => study.Unblind(Statistician, Now));
        study.LockData(Coordinator, Now);
        Broken(Study.TwoSigners, () => study.Unblind(Coordinator, Now));
        study.Unblind(Statistician, Now);

        Broken(Study.UnblindAfterLock, () => study.Unblind(Statistician, Now));
        Assert.True(study.IsUnblinded);
    }

    [Fact]
    public void Results_exist_after_the_unblinding_only()
    {
        Broken(Study.ResultsAfterUnblinding, () => Draft().MarkAnalysed());
    }

    [Theory]
    [InlineData(StudyRole.Coordinator)]
    [InlineData(StudyRole.Statistician)]
    public void Who_votes_on_the_truth_neither_coordinates_nor_analyses(StudyRole office)
    {
        var (voter, both) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var template = ProtocolJson.Template("liver-lesion");
        var votes = template with { Truth = new TruthPlan { Rule = TruthRule.TwoPlusOne } };
        var voting = Study.Draft("Votes", votes, Coordinator, Now);
        voting.AddMember(voter, StudyRole.Truther);
        Broken(Study.TrutherIsApart, () => voting.AddMember(Coordinator, StudyRole.Truther));
        Broken(Study.TrutherIsApart, () => voting.AddMember(voter, office));

        // Where the coordinator records the truth, one person may hold both in a draft; not once truthers vote, and not anew once it is sealed.
        var recorded = Study.Draft("Recorded", template, Coordinator, Now);
        recorded.AddMember(both, office);
        recorded.AddMember(both, StudyRole.Truther);
        Broken(Study.TrutherIsApart, () => recorded.ChangeProtocol(votes));
        recorded.AddReader("Reader 1", ReaderLevel.Senior, 20, Guid.CreateVersion7());
        recorded.Seal(1, 0, Coordinator, Now);
        Broken(Study.TrutherIsApart, () => recorded.AddMember(Coordinator, StudyRole.Truther));
    }

    [Fact]
    public void A_truther_never_reads_and_a_reader_never_gives_the_truth()
    {
        var study = Draft(readers: 0);
        study.AddMember(Radiologist, StudyRole.Truther);
        Broken(Study.TrutherIsNoReader, () => study.AddReader("Reader 1", ReaderLevel.Senior, 20, Radiologist));
        Broken(Study.TrutherIsNoReader, () => study.AddMember(Radiologist, StudyRole.Reader));

        var other = Draft(readers: 1);
        Broken(Study.TrutherIsNoReader, () => other.AddMember(other.Readers[0].PersonId!.Value, StudyRole.Truther));
    }

    [Theory]
    [InlineData(StudyRole.Coordinator)]
    [InlineData(StudyRole.Statistician)]
    public void Who_reads_has_no_other_part(StudyRole other)
    {
        var study = Draft(readers: 0);
        study.AddMember(Radiologist, other);
        Broken(Study.ReadersOnlyRead, () => study.AddReader("Reader 1", ReaderLevel.Senior, 20, Radiologist));

        var reading = Draft(readers: 1);
        Broken(Study.ReadersOnlyRead, () => reading.AddMember(reading.Readers[0].PersonId!.Value, other));
        Assert.Single(reading.Members, m => m.PersonId == reading.Readers[0].PersonId);
    }

    [Fact]
    public void Adding_the_same_person_twice_changes_nothing()
    {
        var study = Draft(readers: 0);
        var first = study.AddReader("Reader 1", ReaderLevel.Junior, 3, Radiologist);
        var second = study.AddReader("Reader 2", ReaderLevel.Senior, 30, Radiologist);
        study.AddMember(Radiologist, StudyRole.Reader);

        Assert.Same(first, second);
        Assert.Single(study.Readers);
        Assert.Single(study.Members, m => m.PersonId == Radiologist);
    }

    [Fact]
    public void A_removed_reader_loses_the_role()
    {
        var study = Draft(readers: 0);
        var reader = study.AddReader("Reader 1", ReaderLevel.Junior, 3, Radiologist);
        study.RemoveReader(reader.Id);

        Assert.Empty(study.Readers);
        Assert.False(study.IsMember(Radiologist, StudyRole.Reader));
    }

    [Fact]
    public void The_last_coordinator_stays()
    {
        var study = Draft();
        Broken(Study.NeedsCoordinator, () => study.RemoveMember(Coordinator, StudyRole.Coordinator));
        study.AddMember(Statistician, StudyRole.Coordinator);
        study.RemoveMember(Coordinator, StudyRole.Coordinator);

        Assert.False(study.IsMember(Coordinator, StudyRole.Coordinator));
    }

    [Fact]
    public void A_study_that_was_read_elsewhere_is_unblinded_from_the_start()
    {
        var study = Draft();
        study.AdmitFinished(12, Coordinator, Now);

        Assert.True(study.IsImported && study.IsUnblinded);
        Assert.NotNull(study.ProtocolSha256);
    }

    private static Study Draft(int readers = 2)
    {
        var study = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Coordinator, Now);
        study.AddMember(Statistician, StudyRole.Statistician);
        for (var i = 1; i <= readers; i++)
        {
            study.AddReader($"Reader {i}", ReaderLevel.Middle, 8, Guid.CreateVersion7());
        }

        return study;
    }
}
