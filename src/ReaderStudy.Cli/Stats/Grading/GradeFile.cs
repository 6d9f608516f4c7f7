using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Cli.Stats.Grading;

/// <summary>A file of grades of image quality, one a row.</summary>
internal sealed class GradeFile
{
    public static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("reader", "Name of the reader."),
        new("case", "Name of the case."),
        new("arm", "Name of the arm: protocol, reconstruction, device.", true, "treatment", "modality"),
        new("score", "The grade; higher is better. An empty cell is left out.", true, "grade", "rating"),
    ];

    public Option<string?> Reference { get; } =
        new("--reference") { Description = "The arm with which the others are compared; the file's first unless given." };

    /// <summary>The rows that have a score; the arm of reference; the other arms.</summary>
    public (IReadOnlyList<VisualGrade> Grades, string Reference, IReadOnlyList<string> Others) Read(StatsInput input)
    {
        var grades = new List<VisualGrade>();
        for (var i = 0; i < input.Count; i++)
        {
            grades.Add(
                new VisualGrade(input.Required(i, "reader"), input.Required(i, "case"), input.Required(i, "arm"), input.Number(i, "score"))
            );
        }

        // A row without a score would shift the numbers of the rows behind it, so repeated rows are named here.
        var seen = new Dictionary<(string, string, string), int>();
        for (var i = 0; i < grades.Count; i++)
        {
            var key = (grades[i].Reader, grades[i].Case, grades[i].Arm);
            if (!seen.TryAdd(key, input.LineOf(i)))
            {
                input.Fault(i, "case", $"the same reader, case and arm stand in row {seen[key]} already.");
            }
        }

        input.Demand();
        List<VisualGrade> scored = [.. grades.Where(g => !double.IsNaN(g.Score))];
        List<string> arms = [.. scored.Select(g => g.Arm).Distinct()];
        var reference = input.Option(Reference) ?? arms.FirstOrDefault() ?? "";
        if (!arms.Contains(reference))
        {
            throw new BadInputException(reference.Length == 0 ? "There is no score." : $"No score is of the reference arm '{reference}'.");
        }

        return (scored, reference, [.. arms.Where(a => a != reference)]);
    }
}
