using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class ReadingTests
{
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion");
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly AnswerSheet Whole = Sheet("malignant", "HCC", "80");
    private static readonly AnswerSheet Part = Sheet("malignant", "", "");

    [Fact]
    public void A_reading_is_keyed_by_reader_case_arm_session_and_attempt()
    {
        var (session, place) = Place();
        var reading = Reading.Open(session, place, Now);

        Assert.Equal(
            (session.ReaderId, place.CaseId, session.ArmId, session.Id, 1),
            (reading.ReaderId, reading.CaseId, reading.ArmId, reading.SessionId, reading.Attempt)
        );
        Assert.Equal(ReadingStatus.Opened, reading.Status);
        Assert.Null(reading.Latest);
    }

    [Fact]
    public void Every_save_is_a_revision_and_the_last_one_counts()
    {
        var reading = Open();
        reading.SaveDraft(Liver, Part, 1, null, Now);
        reading.SaveDraft(Liver, Whole, 2, "{}", Now.AddSeconds(5));
        reading.Lock(Liver, Whole, 3, "{}", Now.AddSeconds(9));

        Assert.Equal([1, 2, 3], reading.Revisions.Select(r => r.Number));
        Assert.Equal([RevisionKind.Draft, RevisionKind.Draft, RevisionKind.Lock], reading.Revisions.Select(r => r.Kind));
        Assert.Equal(Whole.ToJson(), reading.Latest!.AnswersJson);
        Assert.Equal((ReadingStatus.Locked, Now.AddSeconds(9)), (reading.Status, reading.LockedAt));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(6)]
    public void Other_answers_that_were_overtaken_are_refused_and_the_same_ones_are_harmless(long sequence)
    {
        var reading = Open();
        var counted = reading.SaveDraft(Liver, Whole, 7, null, Now);

        Broken(Reading.NotOvertaken, () => reading.SaveDraft(Liver, Part, sequence, null, Now));
        Broken(Reading.NotOvertaken, () => reading.Lock(Liver, Sheet("benign", "HEM", "10"), sequence, null, Now));
        Broken(Reading.NotOvertaken, () => reading.Skip(SkipReason.Technical, "", sequence, null, Now));
        Assert.Same(counted, reading.SaveDraft(Liver, Whole, sequence, null, Now));
        Assert.Single(reading.Revisions);
    }

    [Fact]
    public void Nothing_is_written_over_a_save_that_the_page_does_not_know_of_however_often_it_was_changed_there()
    {
        var reading = Open();
        reading.SaveDraft(Liver, Whole, 7, null, Now, after: 0);

        Broken(Reading.NotOvertaken, () => reading.SaveDraft(Liver, Part, 9, null, Now, after: 6));
        Broken(Reading.NotOvertaken, () => reading.Lock(Liver, Sheet("benign", "HEM", "10"), 9, null, Now, after: 6));
        Broken(Reading.NotOvertaken, () => reading.Skip(SkipReason.Technical, "", 9, null, Now, after: 6));
        reading.SaveDraft(Liver, Part, 9, null, Now, after: 7);
        reading.SaveDraft(Liver, Whole, 10, null, Now, after: 9);
        reading.Lock(Liver, Whole, 11, null, Now, after: 3);

        Assert.Equal([7L, 9L, 10L, 11L], reading.Revisions.Select(r => r.ClientSequence));
    }

    [Fact]
    public void A_locked_reading_cannot_be_changed()
    {
        var reading = Open();
        reading.Lock(Liver, Whole, 1, null, Now);

        Broken(Reading.NoEditAfterLock, () => reading.SaveDraft(Liver, Part, 2, null, Now));
        Broken(Reading.NoEditAfterLock, () => reading.Lock(Liver, Sheet("benign", "CYST", "10"), 2, null, Now));
        Assert.Single(reading.Revisions);
    }

    [Fact]
    public void Locking_again_with_the_same_answers_is_harmless()
    {
        var reading = Open();
        var first = reading.Lock(Liver, Whole, 1, null, Now);

        Assert.Same(first, reading.Lock(Liver, Whole, 2, null, Now.AddMinutes(1)));
        Assert.Equal(Now, reading.LockedAt);
    }

    [Fact]
    public void A_reading_is_locked_when_everything_asked_is_answered()
    {
        var reading = Open();

        var broken = Broken(Reading.AnswersAreComplete, () => reading.Lock(Liver, Part, 1, null, Now));

        Assert.EndsWith("Missing: subtype, confidence.", broken.Message, StringComparison.Ordinal);
        Assert.Equal(ReadingStatus.Opened, reading.Status);
        Assert.Empty(reading.Revisions);
    }

    [Fact]
    public void Answers_that_do_not_fit_are_refused_even_in_a_draft()
    {
        var reading = Open();

        Broken(Reading.AnswersAreValid, () => reading.SaveDraft(Liver, Sheet("benign", "HCC", ""), 1, null, Now));
        Assert.Empty(reading.Revisions);
    }

    [Fact]
    public void An_imported_reading_is_taken_as_it_stands()
    {
        var (session, place) = Place();
        var reading = Reading.Import(session, place, Sheet("malignant", "HCC|ICC", ""), Now);

        Assert.Equal(ReadingStatus.Locked, reading.Status);
        Assert.Equal(RevisionKind.Import, Assert.Single(reading.Revisions).Kind);
    }

    private static Reading Open()
    {
        var (session, place) = Place();
        return Reading.Open(session, place, Now);
    }

    private static (ReadingSession Session, SessionPlace Place) Place()
    {
        var session = new ReadingSession(Guid.CreateVersion7(), Guid.CreateVersion7(), "unaided", 1, 42, [Guid.CreateVersion7()]);
        return (session, session.Places[0]);
    }

    private static AnswerSheet Sheet(string malignancy, string subtype, string confidence) =>
        new(
            new Dictionary<string, string>
            {
                ["malignancy"] = malignancy,
                ["subtype"] = subtype,
                ["confidence"] = confidence,
            }
        );
}
