using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>The findings in sentences, each number with its counts and interval.</summary>
internal static class SummarySection
{
    public static Section Of(StudyReport report, Names names)
    {
        var results = report.Results;
        var bullets = new List<Bullet>();
        foreach (var arm in results.Arms)
        {
            foreach (var task in arm.Tasks.Where(t => t.Raters.Any(r => r.CasesRead > 0)))
            {
                bullets.Add(new Bullet(names.Task(arm, task) + ".", string.Join(" ", Sentences(task, names))));
            }
        }

        if (bullets.Count == 0)
        {
            bullets.Add(new Bullet(null, "No reading was found, so there is nothing to report yet."));
        }

        bullets.Add(new Bullet("Completeness.", Completeness(results)));
        return new Section("summary", "Summary", [new Bullets(bullets), .. report.Remarks.Select(r => new Paragraph(r))]);
    }

    private static IEnumerable<string> Sentences(TaskResults task, Names names)
    {
        var models = task.Raters.Where(r => names.Rater(r.Rater).IsModel && r.CasesRead > 0).ToList();
        foreach (var model in models)
        {
            yield return $"{names.Of(model.Rater)} was right in {Printed.InSentence(model.Accuracy)}.";
        }

        if (task.BestReader is { } best)
        {
            var accuracy = task.Raters.First(r => r.Rater == best.Rater).Accuracy;
            var equal = best.EqualTo.Count == 0 ? "" : $", as {Printed.List([.. best.EqualTo.Select(names.Of)])} did";
            yield return task.Raters.Count(r => !names.Rater(r.Rater).IsModel && r.CasesRead > 0) == 1
                ? $"The reader, {names.WithLevel(best.Rater)}, was right in {Printed.InSentence(accuracy)}."
                : $"The best reader, {names.WithLevel(best.Rater)}, was right in {Printed.InSentence(accuracy)}{equal}.";
        }

        foreach (var comparison in task.Comparisons.Where(c => c.ReaderIsBest && c.Strata.Count > 0))
        {
            var all = comparison.Strata[0];
            yield return $"Over the {Printed.Count(all.Cases, "case", "cases")} that both read, {names.Of(comparison.Model)} and "
                + $"{names.Of(comparison.Reader)} were both right in {Printed.Count(all.BothRight.Count)}, only {names.Of(comparison.Model)} in "
                + $"{Printed.Count(all.OnlyModelRight.Count)}, only {names.Of(comparison.Reader)} in {Printed.Count(all.OnlyReaderRight.Count)}, "
                + $"neither in {Printed.Count(all.NeitherRight.Count)}.";
        }

        if (task.Agreement.Count > 0)
        {
            yield return $"Fleiss' kappa was {string.Join(" and ", task.Agreement.Select(Kappa))}.";
        }
    }

    private static string Kappa(AgreementResults agreement) =>
        double.IsNaN(agreement.Kappa)
            ? $"not defined among {Among(agreement)}"
            : $"{Printed.Coefficient(agreement.Kappa)} among {Among(agreement)} ({Printed.Count(agreement.CasesUsed, "case", "cases")}; "
                + $"95 % interval {Printed.Interval(agreement.Lower, agreement.Upper)})";

    private static string Among(AgreementResults agreement) =>
        agreement.Among == AgreementResults.ReadersOnly ? $"the {agreement.Raters.Count} readers" : $"all {agreement.Raters.Count} raters";

    private static string Completeness(StudyResults results)
    {
        var design = results.Design;
        var missing =
            design.ReadingsMissing == 0
                ? $"All {Printed.Count(design.ReadingsExpected)} planned readings are there"
                : $"Of {Printed.Count(design.ReadingsExpected, "planned reading", "planned readings")}, {Printed.Count(design.ReadingsPresent)} are there and "
                    + $"{Printed.Count(design.ReadingsMissing)} are missing";
        var irregular =
            design.ReadingsIrregular == 0
                ? "; none is irregular."
                : $"; {Printed.Count(design.ReadingsIrregular)} of them {(design.ReadingsIrregular == 1 ? "is" : "are")} irregular and counted as they stand.";
        return missing + irregular;
    }
}
