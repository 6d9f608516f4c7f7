using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Tests;

namespace ReaderStudy.Analysis.Tests;

/// <summary>The real readings, irregular as they are; the figures are those of ../shared/ratings/lilnet/README.md.</summary>
public sealed class LilnetReadingsTests
{
    private const string File = "ratings/lilnet/readings.csv";
    private static readonly Protocol Protocol = ProtocolJson.Template("liver-lesion");

    [SharedDataFact(File)]
    public void Counts_are_those_of_the_labels_as_they_stand()
    {
        var tasks = Analyse().Arms.Single().Tasks.ToDictionary(t => t.Task);
        int[] Right(string task) => [.. tasks[task].Raters.Select(r => r.Accuracy.Count)];

        Assert.Equal(["LiLNet", "R1", "R2", "R3"], tasks["benign-malignant"].Raters.Select(r => r.Rater));
        Assert.Equal([201, 185, 197, 197], Right("benign-malignant"));
        Assert.Equal([107, 101, 105, 105], tasks["benign-malignant"].Raters.Select(r => r.Sensitivity!.Count));
        Assert.Equal([94, 84, 92, 92], tasks["benign-malignant"].Raters.Select(r => r.Specificity!.Count));
        Assert.Equal([97, 77, 75, 74], Right("malignant-subtype"));
        Assert.Equal([96, 77, 85, 89], Right("benign-subtype"));
        Assert.All(
            tasks["benign-malignant"].Raters,
            r => Assert.Equal((221, 117, 104), (r.Accuracy.Of, r.Sensitivity!.Of, r.Specificity!.Of))
        );
        Assert.All(tasks["malignant-subtype"].Raters, r => Assert.Equal(117, r.Accuracy.Of));
        Assert.All(tasks["benign-subtype"].Raters, r => Assert.Equal(104, r.Accuracy.Of));
    }

    [SharedDataFact(File)]
    public void Kappas_of_four_raters_and_of_the_three_radiologists()
    {
        var agreement = Analyse().Arms.Single().Tasks.Single(t => t.Task == "benign-malignant").Agreement;

        Assert.Equal([AgreementResults.AllRaters, AgreementResults.ReadersOnly], agreement.Select(a => a.Among));
        Assert.Equal(["0.72725", "0.78171"], agreement.Select(a => a.Kappa.ToString("F5")));
    }

    [SharedDataFact(File)]
    public void The_model_against_the_senior()
    {
        var task = Analyse().Arms.Single().Tasks.Single(t => t.Task == "benign-malignant");
        var senior = task.Comparisons.Single(c => c.Reader == "R3");
        int[] Cells(string truth) =>
            [
                .. senior
                    .Strata.Where(s => s.Of == truth)
                    .SelectMany(s => new[] { s.BothRight, s.OnlyModelRight, s.OnlyReaderRight, s.NeitherRight })
                    .Select(c => c.Count),
            ];

        Assert.Equal([96, 11, 9, 1], Cells("malignant"));
        Assert.Equal([87, 7, 5, 5], Cells("benign"));
        // R2 and R3 are right equally often; the senior stands for both and the results say so.
        Assert.Equal("R3", task.BestReader!.Rater);
        Assert.Equal(["R2"], task.BestReader.EqualTo);
        Assert.True(senior.ReaderIsBest);
    }

    [SharedDataFact(File)]
    public void Irregular_rows_are_findings_with_their_row_and_are_never_guessed()
    {
        var findings = Analyse().Findings;
        int Count(FindingKind kind, bool model) => findings.Count(f => f.Kind == kind && f.RaterId == "LiLNet" == model);

        // Counted in the file with `cut -d, -f4,5,6 readings.csv | sort | uniq -c`.
        Assert.Equal((15, 0), (Count(FindingKind.NoAnswer, false), Count(FindingKind.NoAnswer, true)));
        Assert.Equal((5, 0), (Count(FindingKind.SeveralAnswers, false), Count(FindingKind.SeveralAnswers, true)));
        Assert.Equal((16, 20), (Count(FindingKind.ContradictsOwnAnswer, false), Count(FindingKind.ContradictsOwnAnswer, true)));
        Assert.Equal(56, findings.Count);

        var lines = System.IO.File.ReadAllLines(SharedData.PathOf(File));
        foreach (var finding in findings)
        {
            var cells = lines[finding.Row!.Value - 1].Split(',');
            Assert.Equal((finding.CaseId, finding.RaterId), (cells[0], cells[2]));
            Assert.True(finding.Kind != FindingKind.NoAnswer || cells[5].Length == 0);
            Assert.True(finding.Kind != FindingKind.SeveralAnswers || cells[5].Contains('|', StringComparison.Ordinal));
        }
    }

    [SharedDataFact(File)]
    public void Cases_without_a_single_answer_are_left_out_of_kappa_and_named()
    {
        foreach (var agreement in Analyse().Arms.Single().Tasks.Where(t => t.Question == "subtype").SelectMany(t => t.Agreement))
        {
            Assert.NotEmpty(agreement.Excluded);
            Assert.Equal(agreement.Categories.Count, agreement.PerCategory.Count);
            Assert.All(agreement.Excluded, e => Assert.Matches("gave (no|several) answers?", e.Reason));
        }
    }

    private static StudyResults Analyse()
    {
        using var stream = System.IO.File.OpenRead(SharedData.PathOf(File));
        var content = ReadingFile.Read(stream, Protocol);
        return StudyAnalysis.Of(Protocol, content.Table, content.Findings);
    }
}
