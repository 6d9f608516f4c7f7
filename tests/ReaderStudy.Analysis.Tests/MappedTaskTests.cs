using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Tests;

/// <summary>Choices that are finer than truth: LI-RADS categories, scored as HCC or not at two thresholds.</summary>
public sealed class MappedTaskTests
{
    private static readonly Protocol LiRads = ProtocolJson.Template("li-rads-ordinal");

    private static readonly RatedCase[] Cases =
    [
        new("C1", "HCC"),
        new("C2", "HCC"),
        new("C3", "HCC"),
        new("C4", "HCC"),
        new("C5", "OM"),
        new("C6", "BENIGN"),
        new("C7", "BENIGN"),
        new("C8", "BENIGN"),
    ];

    [Fact]
    public void One_answer_counts_differently_at_two_thresholds()
    {
        var results = StudyAnalysis.Of(LiRads, Table("LR-5", "LR-4", "LR-5", "LR-M", "LR-4", "LR-5", "LR-3", "LR-1"));

        // By hand. LR-5 alone: of 4 HCC C1 and C3 are LR-5 (2 of 4); of 4 others C6 is LR-5, the rest are not (3 of 4).
        var lr5 = Reader(results, "lr5");
        Assert.Equal((2, 4), (lr5.Sensitivity!.Count, lr5.Sensitivity.Of));
        Assert.Equal((3, 4), (lr5.Specificity!.Count, lr5.Specificity.Of));
        // LR-4 or LR-5: C2 is caught too (3 of 4); C5 is called HCC too (2 of 4).
        var lr4 = Reader(results, "lr4");
        Assert.Equal((3, 2), (lr4.Sensitivity!.Count, lr4.Specificity!.Count));
        Assert.Empty(lr4.OtherClass);
        Assert.Empty(results.Findings);
    }

    [Fact]
    public void A_model_that_says_the_truths_words_is_compared_with_readers_who_say_categories()
    {
        var table = Table("LR-5", "LR-4", "LR-5", "LR-M", "LR-4", "LR-5", "LR-3", "LR-1");
        var model = Cases.Select(c => new Rating(c.Id, "model", null, "category", [c.Truth == "HCC" ? "hcc" : "other"]));
        var results = StudyAnalysis.Of(
            LiRads,
            new RatingTable(Cases, [.. table.Raters, new Rater("model", "model", ReaderLevel.Ai)], [.. table.Ratings, .. model])
        );

        // By hand: the model is right 8 times; the reader at LR-5 5 times (C1, C3, C5, C7, C8).
        var task = results.Arms.Single().Tasks.Single(t => t.Task == "lr5");
        var all = task.Comparisons.Single().Strata[0];
        Assert.Equal((5, 3, 0, 0), (all.BothRight.Count, all.OnlyModelRight.Count, all.OnlyReaderRight.Count, all.NeitherRight.Count));
        Assert.Equal(["C2", "C4", "C6"], all.OnlyModelRight.Cases);
    }

    [Fact]
    public void A_reader_cannot_say_the_truths_words()
    {
        var table = Table("hcc", "LR-4", "LR-5", "LR-M", "LR-4", "LR-5", "LR-3", "LR-1");

        Assert.Contains(
            "which question 'category' does not offer",
            RatingTableCheck.FaultsOf(LiRads, table).Single(),
            StringComparison.Ordinal
        );
    }

    private static RatingTable Table(params string[] categories) =>
        new(
            Cases,
            [new Rater("Reader 1", "Reader 1", ReaderLevel.Senior)],
            [.. Cases.Zip(categories, (c, category) => new Rating(c.Id, "Reader 1", "unaided", "category", [category]))]
        );

    private static RaterResults Reader(StudyResults results, string task) =>
        results.Arms.Single().Tasks.Single(t => t.Task == task).Raters.Single(r => r.Rater == "Reader 1");
}
