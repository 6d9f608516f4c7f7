using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>What ids are called in print.</summary>
internal sealed class Names(StudyReport report)
{
    private readonly Dictionary<string, RaterSummary> _raters = report.Results.Raters.ToDictionary(r => r.Id);
    private readonly Dictionary<string, string> _classes = report.Results.Cohort.Columns.ToDictionary(c => c.Class, c => c.Label);

    public RaterSummary Rater(string id) => _raters[id];

    public string Of(string raterId) => _raters[raterId].Name;

    /// <summary>The name, and the level where it says more than the name does: <c>R3 (senior)</c>, but <c>Senior</c>.</summary>
    public string WithLevel(string raterId)
    {
        var rater = _raters[raterId];
        var level = Printed.Level(rater.Level);
        return rater.IsModel || rater.Name.Contains(level, StringComparison.OrdinalIgnoreCase) ? rater.Name : $"{rater.Name} ({level})";
    }

    /// <summary>Arms are named in headings only when there are several.</summary>
    public bool SeveralArms => report.Results.Arms.Count > 1;

    public string Task(ArmResults arm, TaskResults task) => SeveralArms ? $"{task.Name}, {arm.Name}" : task.Name;

    /// <summary>What an answer's id means: the label of the reference class, else the choice's label, else the id itself.</summary>
    public string Meaning(string answer) =>
        _classes.TryGetValue(answer, out var label)
            ? label
            : report.Protocol?.Questions.SelectMany(q => q.Choices).FirstOrDefault(c => c.Id == answer)?.Label ?? answer;

    /// <summary><c>Cyst (CYST)</c> names what files hold too, but <c>Benign (benign)</c> would say nothing more.</summary>
    public static string Both(string label, string id) => label.Equals(id, StringComparison.OrdinalIgnoreCase) ? label : $"{label} ({id})";

    /// <summary><c>221 cases</c> or <c>117 cases, malignant only</c>.</summary>
    public static string Cases(TaskResults task) =>
        Printed.Count(task.Cases, "case", "cases") + (task.WithinGroup is null ? "" : $", {task.WithinGroup} only");

    public static string Among(AgreementResults agreement) =>
        agreement.Among switch
        {
            AgreementResults.AllRaters => "all raters",
            AgreementResults.ReadersOnly => "readers only",
            _ => agreement.Among,
        };
}
