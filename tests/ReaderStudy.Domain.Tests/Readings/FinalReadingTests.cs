using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Readings;

/// <summary>Skips, corrections and contradictions.</summary>
public sealed class FinalReadingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion") with
    {
        Checks =
        [
            new ConsistencyCheck
            {
                Id = "sure-cyst",
                Message = "You named a cyst and are hardly sure of it.",
                When = [new Condition("subtype", ["CYST"]), new Condition("confidence") { AtMost = 20 }],
            },
        ],
    };
    private static readonly AnswerSheet Cyst = Sheet("benign", "CYST", "90");
    private static readonly AnswerSheet DoubtfulCyst = Sheet("benign", "CYST", "10");

    [Fact]
    public void A_correction_keeps_the_locked_answers_and_the_time_of_the_lock()
    {
        var reading = Locked();

        reading.Correct(Liver, Sheet("benign", "FNH", "80"), "Mixed up the lesion", 5, Now.AddHours(1));

        Assert.Equal([RevisionKind.Lock, RevisionKind.Correction], reading.Revisions.Select(r => r.Kind));
        Assert.Equal(Cyst.ToJson(), reading.Revisions[0].AnswersJson);
        Assert.Equal("Mixed up the lesion", reading.Latest!.Reason);
        Assert.Equal((ReadingStatus.Locked, Now), (reading.Status, reading.LockedAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  x ")]
    public void A_correction_without_a_reason_is_refused(string reason) =>
        Broken(Reading.CorrectionHasReason, () => Locked().Correct(Liver, Sheet("benign", "FNH", "80"), reason, 5, Now));

    [Fact]
    public void A_correction_of_what_was_corrected_elsewhere_is_refused_and_the_same_correction_twice_is_one()
    {
        var reading = Locked();
        var first = reading.Correct(Liver, Sheet("benign", "FNH", "80"), "Mixed up", 5, Now);

        Assert.Same(first, reading.Correct(Liver, Sheet("benign", "FNH", "80"), "Mixed up", 5, Now));
        Broken(Reading.NotOvertaken, () => reading.Correct(Liver, Sheet("benign", "HEM", "80"), "Other tab", 5, Now));
    }

    [Fact]
    public void Only_a_locked_reading_is_corrected()
    {
        var skipped = Opened();
        skipped.Skip(SkipReason.NotEvaluable, "", 1, null, Now);

        Broken(Reading.CorrectsLocked, () => Opened().Correct(Liver, Cyst, "A reason", 1, Now));
        Broken(Reading.CorrectsLocked, () => skipped.Correct(Liver, Cyst, "A reason", 2, Now));
    }

    [Fact]
    public void A_skip_is_final_holds_no_answer_and_can_be_sent_twice()
    {
        var reading = Opened();
        reading.SaveDraft(Liver, Cyst, 1, null, Now);

        var skip = reading.Skip(SkipReason.Technical, "No images", 2, null, Now);

        Assert.Equal((ReadingStatus.Skipped, RevisionKind.Skip, "{}"), (reading.Status, skip.Kind, skip.AnswersJson));
        Assert.Same(skip, reading.Skip(SkipReason.Technical, "No images", 3, null, Now));
        Broken(Reading.NoEditAfterLock, () => reading.Skip(SkipReason.Other, "Because", 4, null, Now));
        Broken(Reading.NoEditAfterLock, () => reading.Lock(Liver, Cyst, 4, null, Now));
        Broken(Reading.NoEditAfterLock, () => reading.SaveDraft(Liver, Cyst, 4, null, Now));
    }

    [Fact]
    public void A_signature_covers_why_a_case_was_skipped()
    {
        string Of(SkipReason reason, string text) => Opened().Skip(reason, text, 1, null, Now).AnswersSha256();

        Assert.Equal(Of(SkipReason.Technical, "No images"), Of(SkipReason.Technical, "No images"));
        Assert.NotEqual(Of(SkipReason.Technical, "No images"), Of(SkipReason.NotEvaluable, "No images"));
        Assert.NotEqual(Of(SkipReason.Technical, "No images"), Of(SkipReason.Technical, "Motion"));
    }

    [Fact]
    public void Another_reason_is_explained() => Broken(Reading.SkipHasReason, () => Opened().Skip(SkipReason.Other, " ", 1, null, Now));

    [Fact]
    public void Answers_that_contradict_each_other_are_locked_once_each_contradiction_is_explained()
    {
        var reading = Opened();

        var broken = Broken(Reading.NoContradiction, () => reading.Lock(Liver, DoubtfulCyst, 1, null, Now));
        Assert.Equal("sure-cyst", Assert.Single(broken.Checks).Id);
        Broken(Reading.NoContradiction, () => reading.Lock(Liver, DoubtfulCyst, 1, null, Now, Confirmed("other")));

        var locked = reading.Lock(Liver, DoubtfulCyst, 1, null, Now, Confirmed("sure-cyst"));
        Assert.Equal("""{"sure-cyst":"It is small"}""", locked.ConfirmedJson);
        Assert.Null(Locked().Latest!.ConfirmedJson);
    }

    private static Dictionary<string, string> Confirmed(string check) => new() { [check] = "It is small" };

    private static Reading Locked()
    {
        var reading = Opened();
        reading.Lock(Liver, Cyst, 4, null, Now);
        return reading;
    }

    private static Reading Opened()
    {
        var session = new ReadingSession(Guid.CreateVersion7(), Guid.CreateVersion7(), "unaided", 1, 42, [Guid.CreateVersion7()]);
        return Reading.Open(session, session.Places[0], Now);
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
