using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>What is analysed.</summary>
public sealed class TasksSubject : IProtocolSubject
{
    public string Id => "tasks";

    public string Title => "Tasks";

    public string Lead => "A task holds the answers to one question against the reference standard.";

    public SubjectForm FormOf(Protocol protocol) =>
        new(
            [],
            [
                new(
                    "Tasks",
                    "Tasks",
                    "",
                    "Task",
                    [
                        new("Id", "Short name", FieldKind.Line),
                        new("Name", "Name on screen", FieldKind.Line),
                        new("Question", "Scored question", FieldKind.Select) { Options = Questions(protocol, _ => true) },
                        new("Truth", "Truth", FieldKind.Select) { Options = ProtocolWords.Options<TaskTruth>(ProtocolWords.Of) },
                        new("Labels", "Labels, in the order of tables", FieldKind.Line) { Help = "benign, malignant" },
                        new("WithinGroup", "Only cases of the group", FieldKind.Select)
                        {
                            Options = [.. protocol.Reference.Groups.Select(g => new FormOption(g, g))],
                            Help = "None: all cases",
                        },
                        new("Positive", "Label that counts as positive", FieldKind.Line) { Help = "Empty: each against the rest" },
                        new("Rating", "Rated by", FieldKind.Select) { Options = Questions(protocol, k => k.IsRated()) },
                        new("Mapping", "Choices that count as another label", FieldKind.Line)
                        {
                            Help = "LR-4 = hcc, LR-5 = hcc; empty: choices are labels",
                        },
                    ],
                    FormTable.Numbered(protocol.Tasks.Select(RowOf)),
                    Spare: 1
                ),
            ]
        );

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Tasks =
            [
                .. given
                    .Rows("Tasks")
                    .Select(row =>
                    {
                        var id = row.Needed("Id", "A task needs a short name; empty the whole row to remove it.");
                        return new AnalysisTask
                        {
                            Id = id,
                            Name = row.Optional("Name") ?? id,
                            Question = row.Needed("Question", "Choose the question that is scored."),
                            Truth = row.Member<TaskTruth>("Truth"),
                            Labels = row.List("Labels"),
                            WithinGroup = row.Optional("WithinGroup"),
                            Positive = row.Optional("Positive"),
                            Rating = row.Optional("Rating"),
                            Mapping = MappingOf(row),
                        };
                    }),
            ],
        };

    private static IReadOnlyList<ChoiceLabel>? MappingOf(GivenRow row)
    {
        var mapping = new List<ChoiceLabel>();
        foreach (var part in row.List("Mapping"))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides is [{ Length: > 0 } choice, { Length: > 0 } label])
            {
                mapping.Add(new ChoiceLabel(choice, label));
            }
            else
            {
                row.Fault("Mapping", $"'{part}' does not say choice = label.");
            }
        }

        return mapping.Count == 0 ? null : mapping;
    }

    private static IReadOnlyList<FormOption> Questions(Protocol protocol, Func<QuestionKind, bool> kind) =>
        [.. protocol.Questions.Where(q => kind(q.Kind)).Select(q => new FormOption(q.Id, q.Text))];

    private static Dictionary<string, string> RowOf(AnalysisTask task) =>
        new()
        {
            ["Id"] = task.Id,
            ["Name"] = task.Name,
            ["Question"] = task.Question,
            ["Truth"] = task.Truth.ToString(),
            ["Labels"] = string.Join(", ", task.Labels),
            ["WithinGroup"] = task.WithinGroup ?? "",
            ["Positive"] = task.Positive ?? "",
            ["Rating"] = task.Rating ?? "",
            ["Mapping"] = string.Join(", ", (task.Mapping ?? []).Select(m => $"{m.Choice} = {m.Label}")),
        };
}
