using ReaderStudy.Domain.Studies;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>What was planned: arms, readers, questions, tasks.</summary>
internal static class DesignSection
{
    public static Section Of(StudyReport report, Names names)
    {
        var results = report.Results;
        var design = results.Design;
        var blocks = new List<Block>
        {
            new Facts([
                new Fact("Protocol", $"{results.Protocol.Title} ({results.Protocol.Id})"),
                new Fact("SHA-256 of the protocol", results.Protocol.Sha256, IsHash: true),
                new Fact("Arms", Printed.List([.. results.Arms.Select(a => a.Name)])),
                new Fact("Cases", Printed.Count(design.Cases)),
                new Fact(
                    "Readings",
                    $"{Printed.Count(design.ReadingsPresent)} of {Printed.Count(design.ReadingsExpected)} planned; "
                        + $"{Printed.Count(design.ReadingsMissing)} missing, {Printed.Count(design.ReadingsIrregular)} irregular"
                ),
            ]),
            new Table(
                "Raters: readers are people, models are not.",
                [new Column("Rater", 3), new Column("Kind", 1.2), new Column("Level", 1.2)],
                [.. results.Raters.Select(r => new Row([r.Name, r.IsModel ? "model" : "reader", r.IsModel ? "" : Printed.Level(r.Level)]))]
            ),
        };
        if (report.Protocol is { } protocol)
        {
            blocks.AddRange(Asked(protocol));
        }

        blocks.Add(Tasks(report, names));
        return new Section("design", "Design", blocks);
    }

    private static IEnumerable<Block> Asked(Protocol protocol)
    {
        if (protocol.Instructions.Length > 0)
        {
            yield return new Paragraph($"Readers were told: “{protocol.Instructions}”");
        }

        yield return new Table(
            "Questions, in the order in which they were asked.",
            [new Column("Question", 2), new Column("Answers", 3), new Column("Asked", 2)],
            [.. protocol.Questions.Select(q => new Row([q.Text, Answers(q), Asked(protocol, q.When)]))]
        );
    }

    private static string Answers(Question question) =>
        question.Kind switch
        {
            QuestionKind.Choice => Choices(question),
            QuestionKind.Ordinal => "in this order: " + Choices(question),
            QuestionKind.Multiple => "one or more of: " + Choices(question),
            QuestionKind.Rating => $"a whole number from {question.Minimum} to {question.Maximum}" + Sides(question),
            QuestionKind.Number => $"a number from {question.Minimum} to {question.Maximum}"
                + (question.Unit is { } unit ? " " + unit : ""),
            QuestionKind.Text => "free text",
            QuestionKind.Marks => $"marks, each rated from {question.Minimum} to {question.Maximum}",
            QuestionKind.Mask => "an outline",
        } + (question.Required ? "" : "; may be left open");

    private static string Choices(Question question) => string.Join(", ", question.Choices.Select(c => Names.Both(c.Label, c.Id)));

    private static string Sides(Question question) =>
        question.Sides is null
            ? ""
            : "; on the decided side " + string.Join(", ", question.Sides.Select(s => $"{s.Minimum} to {s.Maximum}"));

    private static string Asked(Protocol protocol, Condition? when)
    {
        if (when is null)
        {
            return "always";
        }

        var asked = protocol.QuestionOf(when.Question);
        return $"when “{asked.Text}” was answered {string.Join(" or ", when.Is.Select(id => asked.Choices.FirstOrDefault(c => c.Id == id)?.Label ?? id))}";
    }

    private static Table Tasks(StudyReport report, Names names)
    {
        // Every arm has the protocol's tasks.
        var tasks = report.Results.Arms.Count == 0 ? [] : report.Results.Arms[0].Tasks;
        return new Table(
            "Tasks of the analysis: which answer is compared with the reference standard, over which cases.",
            [new Column("Task", 2), new Column("Cases", 1.6), new Column("Classes", 3), new Column("Positive", 1)],
            [
                .. tasks.Select(t => new Row([
                    t.Name,
                    Names.Cases(t),
                    string.Join(", ", t.Labels.Select(l => Names.Both(names.Meaning(l), l))),
                    t.Positive ?? "each class in turn",
                ])),
            ]
        );
    }
}
