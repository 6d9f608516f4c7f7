using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Analysis.Samples;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Tests;

/// <summary>
/// The printed figures of Wei, Yang et al. (2024), Table 3 and Fig. 4e, from the sample constructed to have them. Where the file cannot
/// have the printed figure (benign subtypes), Samples/README.md says so.
/// </summary>
public sealed class LilnetTable3Tests
{
    private static readonly Protocol Protocol = ProtocolJson.Template("liver-lesion");
    private static readonly StudyResults Results = Analyse();

    [Theory]
    [InlineData("LiLNet", 201, 107, 94, "91.0", "91.5", "90.4")]
    // Printed as 83.6; 87 of 104 is 83.65 %.
    [InlineData("Junior", 191, 104, 87, "86.4", "88.9", "83.7")]
    [InlineData("Middle", 192, 103, 89, "86.9", "88.0", "85.6")]
    [InlineData("Senior", 196, 104, 92, "88.7", "88.9", "88.5")]
    public void Benign_or_malignant_is_as_printed(
        string rater,
        int right,
        int sensitive,
        int specific,
        string accuracy,
        string recall,
        string specificity
    )
    {
        var results = Of("benign-malignant", rater);

        Assert.Equal((right, 221), (results.Accuracy.Count, results.Accuracy.Of));
        Assert.Equal((sensitive, 117), (results.Sensitivity!.Count, results.Sensitivity.Of));
        Assert.Equal((specific, 104), (results.Specificity!.Count, results.Specificity.Of));
        Assert.Equal(accuracy, Percent(results.Accuracy.Value));
        Assert.Equal(recall, Percent(results.Sensitivity.Value));
        Assert.Equal(specificity, Percent(results.Specificity.Value));
    }

    [Theory]
    [InlineData("malignant-subtype", "LiLNet", 97, "82.9", "83.0")]
    [InlineData("malignant-subtype", "Junior", 77, "65.8", "65.8")]
    [InlineData("malignant-subtype", "Middle", 75, "64.1", "63.9")]
    [InlineData("malignant-subtype", "Senior", 74, "63.2", "63.2")]
    [InlineData("benign-subtype", "LiLNet", 96, "92.3", null)]
    [InlineData("benign-subtype", "Junior", 75, "72.1", null)]
    [InlineData("benign-subtype", "Middle", 85, "81.7", null)]
    [InlineData("benign-subtype", "Senior", 89, "85.6", null)]
    public void Subtypes_are_as_printed(string task, string rater, int right, string accuracy, string? macroRecall)
    {
        var results = Of(task, rater);

        Assert.Equal(right, results.Accuracy.Count);
        Assert.Equal(accuracy, Percent(results.Accuracy.Value));
        if (macroRecall is not null)
        {
            Assert.Equal(macroRecall, Percent(results.MacroRecall));
        }
    }

    [Theory]
    [InlineData("benign-malignant", "0.806", 221)]
    [InlineData("malignant-subtype", "0.771", 117)]
    [InlineData("benign-subtype", "0.824", 104)]
    public void Kappa_of_all_four_is_as_printed(string task, string kappa, int cases)
    {
        var agreement = Task(task).Agreement.Single(a => a.Among == AgreementResults.AllRaters);

        Assert.Equal(kappa, agreement.Kappa.ToString("F3"));
        Assert.Equal(cases, agreement.CasesUsed);
        Assert.Equal(["LiLNet", "Junior", "Middle", "Senior"], agreement.Raters);
        Assert.Empty(agreement.Excluded);
    }

    [Fact]
    public void The_model_against_the_senior_is_as_in_figure_4e()
    {
        var task = Task("benign-malignant");
        var comparison = task.Comparisons.Single(c => c.ReaderIsBest);

        Assert.Equal("Senior", task.BestReader!.Rater);
        Assert.Empty(task.BestReader.EqualTo);
        Assert.Equal(("LiLNet", "Senior"), (comparison.Model, comparison.Reader));
        Assert.Equal([95, 12, 9, 1], Cells(comparison, "malignant"));
        Assert.Equal([87, 7, 5, 5], Cells(comparison, "benign"));
    }

    [Fact]
    public void Every_cell_lists_its_cases_and_the_classes_add_up()
    {
        foreach (var comparison in Results.Arms.Single().Tasks.SelectMany(t => t.Comparisons))
        {
            foreach (var stratum in comparison.Strata)
            {
                OutcomeCell[] cells = [stratum.BothRight, stratum.OnlyModelRight, stratum.OnlyReaderRight, stratum.NeitherRight];
                Assert.All(cells, c => Assert.Equal(c.Count, c.Cases.Count));
                Assert.Equal(stratum.Cases, cells.SelectMany(c => c.Cases).Distinct().Count());
            }

            var whole = comparison.Strata.Single(s => s.Kind == StratumKind.All);
            Assert.Equal(whole.Cases, comparison.Strata.Where(s => s.Kind == StratumKind.Truth).Sum(s => s.Cases));
        }

        var classes = Task("benign-malignant").Comparisons[0].Strata.Where(s => s.Kind == StratumKind.Class).ToList();
        Assert.Equal(["HCC", "ICC", "MET", "FNH", "HEM", "CYST"], classes.Select(s => s.Of));
        Assert.Equal(221, classes.Sum(s => s.Cases));
    }

    [Fact]
    public void Nothing_is_missing_and_only_contradictions_are_found()
    {
        // The labels of the two tasks were chosen apart from each other, so 104 of them contradict (counted with a script over the file).
        Assert.Equal(new DesignSummary(221, 3, 1, 1, 884, 884, 0, 104), Results.Design);
        Assert.All(Results.Findings, f => Assert.Equal(FindingKind.ContradictsOwnAnswer, f.Kind));
        Assert.Equal(20, Results.Findings.Count(f => f.RaterId == "LiLNet"));
    }

    [Fact]
    public void The_same_rows_in_another_order_give_the_same_bytes()
    {
        var table = Read();
        var reversed = new RatingTable([.. table.Cases.Reverse()], [.. table.Raters.Reverse()], [.. table.Ratings.Reverse()]);

        Assert.Equal(ResultsJson.Write(Results), ResultsJson.Write(StudyAnalysis.Of(Protocol, reversed)));
    }

    [Fact]
    public void One_changed_label_changes_the_input_hash()
    {
        var table = Read();
        var first = table.Ratings[0];
        var changed = table with { Ratings = [first with { Labels = ["benign"] }, .. table.Ratings.Skip(1)] };

        Assert.NotEqual(InputHash.Of(table), InputHash.Of(changed));
    }

    private static RatingTable Read()
    {
        using var stream = SampleStudies.OpenLilnetTable3();
        return ReadingFile.Read(stream, Protocol).Table;
    }

    private static StudyResults Analyse() => StudyAnalysis.Of(Protocol, Read());

    private static TaskResults Task(string task) => Results.Arms.Single().Tasks.Single(t => t.Task == task);

    private static RaterResults Of(string task, string rater) => Task(task).Raters.Single(r => r.Rater == rater);

    private static int[] Cells(Comparison comparison, string truth)
    {
        var s = comparison.Strata.Single(s => s.Kind == StratumKind.Truth && s.Of == truth);
        return [s.BothRight.Count, s.OnlyModelRight.Count, s.OnlyReaderRight.Count, s.NeitherRight.Count];
    }

    private static string Percent(double value) => (100 * value).ToString("F1");
}
