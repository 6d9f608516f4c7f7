using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Tests;

public sealed class StudyAnalysisTests
{
    private static readonly Protocol Protocol = ProtocolJson.Template("liver-lesion");
    private static readonly Rater Junior = new("r1", "Ada", ReaderLevel.Junior);
    private static readonly Rater Senior = new("r2", "Bea", ReaderLevel.Senior);
    private static readonly Rater Model = new("m", "Net", ReaderLevel.Ai);

    [Fact]
    public void A_case_not_read_is_missing_and_a_case_left_open_is_wrong()
    {
        var table = new RatingTable(
            [new("C1", "HCC"), new("C2", "HCC"), new("C3", "HEM")],
            [Junior],
            [Said("C1", Junior, "malignant"), Said("C2", Junior)]
        );

        var results = StudyAnalysis.Of(Protocol, table);
        var rater = Task(results, "benign-malignant").Raters.Single();

        Assert.Equal(new DesignSummary(3, 1, 0, 1, 3, 2, 1, 1), results.Design);
        Assert.Equal((1, 2), (rater.Accuracy.Count, rater.Accuracy.Of));
        Assert.Equal(["C3"], rater.CasesMissing);
        Assert.Equal(["C2"], rater.WithoutAnswer);
        Assert.Equal((0, 0), (rater.Specificity!.Count, rater.Specificity.Of));
        Assert.True(double.IsNaN(rater.Specificity.Value));
        Assert.Equal(0.5, rater.MacroRecall);
        Assert.Equal([0, 1, 0, 1], rater.Confusion.Counts[1]);
        Assert.Equal(["benign", "malignant", "other class", "no single answer"], rater.Confusion.Columns);
        Assert.Equal(FindingKind.NoAnswer, Assert.Single(results.Findings).Kind);
    }

    [Fact]
    public void The_best_reader_among_equals_is_the_more_experienced_and_never_the_model()
    {
        var table = new RatingTable(
            [new("C1", "HCC"), new("C2", "HEM")],
            [Senior, Junior, Model],
            [
                Said("C1", Junior, "malignant"),
                Said("C2", Junior, "malignant"),
                Said("C1", Senior, "benign"),
                Said("C2", Senior, "benign"),
                Said("C1", Model, "malignant"),
                Said("C2", Model, "benign"),
            ]
        );

        var task = Task(StudyAnalysis.Of(Protocol, table), "benign-malignant");

        Assert.Equal("r2", task.BestReader!.Rater);
        Assert.Equal(["r1"], task.BestReader.EqualTo);
        Assert.Equal(["m", "r1", "r2"], task.Raters.Select(r => r.Rater));
        var all = task.Comparisons.Single(c => c.ReaderIsBest).Strata[0];
        Assert.Equal(["C2"], all.BothRight.Cases);
        Assert.Equal(["C1"], all.OnlyModelRight.Cases);
        Assert.Equal(1, all.McNemarExactP);
    }

    [Fact]
    public void Kappa_leaves_out_cases_without_one_answer_of_everybody_and_names_the_reason()
    {
        var table = new RatingTable(
            [new("C1", "HCC"), new("C2", "HEM"), new("C3", "FNH"), new("C4", "CYST")],
            [Junior, Senior],
            [
                Said("C1", Junior, "malignant"),
                Said("C1", Senior, "malignant"),
                Said("C2", Junior, "benign"),
                Said("C2", Senior, "benign"),
                Said("C3", Junior),
                Said("C3", Senior, "benign"),
                Said("C4", Senior, "benign", "malignant"),
            ]
        );

        var agreement = Assert.Single(Task(StudyAnalysis.Of(Protocol, table), "benign-malignant").Agreement);

        Assert.Equal(1, agreement.Kappa);
        Assert.Equal(2, agreement.CasesUsed);
        Assert.Equal(
            [new ExcludedCase("C3", "Ada gave no answer"), new ExcludedCase("C4", "Ada did not read it; Bea gave several answers")],
            agreement.Excluded
        );
    }

    [Fact]
    public void An_undefined_kappa_says_why_and_is_null_in_the_file()
    {
        var table = new RatingTable(
            [new("C1", "HCC")],
            [Junior, Senior],
            [Said("C1", Junior, "malignant"), Said("C1", Senior, "malignant")]
        );

        var results = StudyAnalysis.Of(Protocol, table);
        var agreement = Task(results, "benign-malignant").Agreement.Single();

        Assert.True(double.IsNaN(agreement.Kappa));
        Assert.Equal("Every answer is the same category, so chance alone explains the agreement.", agreement.Undefined);
        Assert.Contains("\"kappa\": null", ResultsJson.Write(results), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_arm_is_analysed_apart_and_the_model_stands_beside_both()
    {
        var protocol = Protocol with { Arms = [new Arm("unaided", "Unaided"), new Arm("aided", "With AI", ShowsAi: true)] };
        var table = new RatingTable(
            [new("C1", "HCC")],
            [Junior, Model],
            [Said("C1", Junior, "benign"), Said("C1", Junior, "malignant") with { Arm = "aided" }, Said("C1", Model, "malignant")]
        );

        var results = StudyAnalysis.Of(protocol, table);

        Assert.Equal(["unaided", "aided"], results.Arms.Select(a => a.Arm));
        Assert.Equal([(1, 0), (1, 1)], results.Arms.Select(a => a.Tasks[0].Raters).Select(r => (r[0].Accuracy.Count, r[1].Accuracy.Count)));
        Assert.Equal((3, 3), (results.Design.ReadingsExpected, results.Design.ReadingsPresent));
    }

    [Fact]
    public void Written_results_are_read_back_the_same()
    {
        var table = new RatingTable(
            [
                new("C1", "HCC")
                {
                    Centre = "Henan",
                    Sex = Sex.Male,
                    Age = 60,
                },
                new("C2", "HEM") { Age = 71, LesionSizeMm = 12.5 },
            ],
            [Junior, Senior, Model],
            [Said("C1", Junior, "malignant"), Said("C1", Senior, "benign"), Said("C1", Model, "malignant")]
        );

        var json = ResultsJson.Write(StudyAnalysis.Of(Protocol, table));

        Assert.Equal(json, ResultsJson.Write(ResultsJson.Read(json)));
    }

    [Fact]
    public void The_cohort_is_described_by_class()
    {
        var table = new RatingTable(
            [
                new("C1", "HCC")
                {
                    Centre = "Henan",
                    Sex = Sex.Male,
                    Age = 60,
                },
                new("C2", "HCC")
                {
                    Centre = "Jilin",
                    Sex = Sex.Female,
                    Age = 70,
                },
                new("C3", "HEM") { Sex = Sex.Female, LesionSizeMm = 12.5 },
            ],
            [],
            []
        );

        var cohort = StudyAnalysis.Of(Protocol, table).Cohort;
        var hcc = cohort.Columns[0];

        Assert.Equal(["HCC", "ICC", "MET", "FNH", "HEM", "CYST"], cohort.Columns.Select(c => c.Class));
        Assert.Equal((2, 0, 3), (hcc.Cases, cohort.Columns[1].Cases, cohort.Total.Cases));
        Assert.Equal([new NamedCount("Henan", 1), new NamedCount("Jilin", 1)], hcc.Centres);
        Assert.Equal(new SexCounts(1, 1, 0, 0), hcc.Sex);
        // By hand: mean 65, standard deviation 10 / sqrt(2), median 65.
        Assert.Equal(new Distribution(2, 0, 65, Math.Sqrt(50), 65, 60, 70), hcc.Age);
        Assert.Equal((1, 2, 12.5), (cohort.Total.LesionSizeMm.Known, cohort.Total.LesionSizeMm.Unknown, cohort.Total.LesionSizeMm.Mean));
        Assert.True(double.IsNaN(hcc.LesionSizeMm.Mean));
    }

    [Fact]
    public void A_table_that_contradicts_itself_is_refused_with_every_fault()
    {
        var table = new RatingTable(
            [new("C1", "HCC"), new("C1", "XYZ")],
            [Junior],
            [
                Said("C1", Junior, "maybe"),
                Said("C1", Junior, "benign"),
                Said("C9", Senior, "benign"),
                Said("C1", Junior) with
                {
                    Arm = null,
                },
            ]
        );

        var message = Assert.Throws<RatingTableException>(() => StudyAnalysis.Of(Protocol, table)).Message;

        Assert.Contains("Two cases have the id 'C1'.", message, StringComparison.Ordinal);
        Assert.Contains("truth 'XYZ', which the protocol does not know.", message, StringComparison.Ordinal);
        Assert.Contains("answers question 'malignancy' about case 'C1' twice", message, StringComparison.Ordinal);
        Assert.Contains("answers 'maybe' about case 'C1', which question 'malignancy' does not offer.", message, StringComparison.Ordinal);
        Assert.Contains("about case 'C9', which is not among the cases.", message, StringComparison.Ordinal);
        Assert.Contains("by 'r2', who is not among the raters.", message, StringComparison.Ordinal);
        Assert.Contains("by reader 'r1' names no arm.", message, StringComparison.Ordinal);
    }

    private static Rating Said(string caseId, Rater rater, params IReadOnlyList<string> labels) =>
        new(caseId, rater.Id, rater.IsModel ? null : "unaided", "malignancy", labels);

    private static TaskResults Task(StudyResults results, string task) => results.Arms[0].Tasks.Single(t => t.Task == task);
}
