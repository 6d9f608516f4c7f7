using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>A question as a form.</summary>
public sealed class QuestionForm
{
    private const int SpareRows = 3;
    private const int SpareSides = 2;

    public string? Id { get; set; }

    public string? Text { get; set; }

    public QuestionKind Kind { get; set; }

    public bool Required { get; set; } = true;

    public string? When { get; set; }

    public int Minimum { get; set; }

    public int Maximum { get; set; } = 100;

    public List<ChoiceForm> Choices { get; set; } = [];

    public List<SideForm> Sides { get; set; } = [];

    public string? Unit { get; set; }

    public int? Decimals { get; set; }

    public QuestionAid? Aid { get; set; }

    /// <summary>Of marks; null: a point.</summary>
    public MarkShape? Shape { get; set; }

    /// <summary>Of marks: what is asked of each.</summary>
    public List<PerMarkForm> PerMark { get; set; } = [];

    /// <summary>Of a measurement.</summary>
    public MeasureTool? Tool { get; set; }

    /// <summary>Other column names in files, parted by commas.</summary>
    public string? Columns { get; set; }

    /// <summary>Mark of the protocol that the form was filled from; null: not said.</summary>
    public string? Edited { get; set; }

    public static QuestionForm Of(Question question) =>
        new()
        {
            Id = question.Id,
            Text = question.Text,
            Kind = question.Kind,
            Required = question.Required,
            When = ConditionText.Of(question.When),
            Minimum = question.Minimum,
            Maximum = question.Maximum,
            Columns = string.Join(", ", question.Columns),
            Shape = question.Shape,
            Tool = question.Tool,
            PerMark = (question.PerMark ?? []).Select(PerMarkForm.Of).ToList(),
            Choices = question
                .Choices.Select(c => new ChoiceForm
                {
                    Id = c.Id,
                    Label = c.Label,
                    When = ConditionText.Of(c.When),
                    Excludes = question.Exclusive?.Contains(c.Id) == true,
                })
                .ToList(),
            Sides = (question.Sides ?? [])
                .Select(s => new SideForm
                {
                    When = ConditionText.Of(s.When),
                    Minimum = s.Minimum,
                    Maximum = s.Maximum,
                })
                .ToList(),
            Unit = question.Unit,
            Decimals = question.Decimals,
            Aid = question.Aid,
        };

    /// <summary>Puts empty rows for new choices and for what is asked of marks at the end.</summary>
    public QuestionForm WithSpareRows()
    {
        Choices = [.. Choices.Where(c => !c.IsEmpty), .. Enumerable.Range(0, SpareRows).Select(_ => new ChoiceForm())];
        Sides = [.. Sides.Where(s => !s.IsEmpty), .. Enumerable.Range(0, SpareSides).Select(_ => new SideForm())];
        PerMark = [.. PerMark.Where(m => !m.IsEmpty), new PerMarkForm { Kind = QuestionKind.Rating }, new PerMarkForm()];
        return this;
    }

    /// <summary>The question; or faults by field.</summary>
    /// <param name="stored">As it is so far; null: it is a new one.</param>
    public (Question? Question, IReadOnlyList<(string Field, string Message)> Faults) Read(Question? stored = null)
    {
        var faults = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(Id))
        {
            faults.Add((nameof(Id), "A question needs a short name, for files and conditions."));
        }

        if (string.IsNullOrWhiteSpace(Text))
        {
            faults.Add((nameof(Text), "A question needs a text."));
        }

        if (!ConditionText.TryParse(When, out var when, out var fault))
        {
            faults.Add((nameof(When), fault));
        }

        var choices = new List<Choice>();
        for (var i = 0; Kind.HasChoices() && i < Choices.Count; i++)
        {
            var row = Choices[i];
            if (row.IsEmpty)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(row.Id))
            {
                faults.Add(($"Choices[{i}].Id", "A choice needs a short name; empty the whole row to remove it."));
            }
            else if (!ConditionText.TryParse(row.When, out var offered, out var wrong))
            {
                faults.Add(($"Choices[{i}].When", wrong));
            }
            else
            {
                choices.Add(new Choice(row.Id.Trim(), string.IsNullOrWhiteSpace(row.Label) ? row.Id.Trim() : row.Label.Trim(), offered));
            }
        }

        var sides = ReadSides(faults);
        var perMark = ReadPerMark(stored?.PerMark ?? [], faults);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var question = new Question
        {
            Id = Id!.Trim(),
            Text = Text!.Trim(),
            Kind = Kind,
            Required = Required,
            When = when,
            Choices = choices,
            Minimum = Kind.HasScale() ? Minimum : 0,
            Maximum = Kind.HasScale() ? Maximum : 100,
            Shape = Kind is QuestionKind.Marks ? Shape : null,
            PerMark = perMark.Count > 0 ? perMark : null,
            Tool = Kind is QuestionKind.Measure ? Tool : null,
            Columns = (Columns ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Sides = sides.Count == 0 ? null : sides,
            Exclusive = ExclusiveOf(choices),
            Unit = Kind is QuestionKind.Number && !string.IsNullOrWhiteSpace(Unit) ? Unit.Trim() : null,
            Decimals = Kind is QuestionKind.Number ? Decimals : null,
            Aid = Kind is QuestionKind.Ordinal ? Aid : null,
        };
        return (question, []);
    }

    private List<RatingSide> ReadSides(List<(string, string)> faults)
    {
        var sides = new List<RatingSide>();
        for (var i = 0; Kind is QuestionKind.Rating && i < Sides.Count; i++)
        {
            var row = Sides[i];
            if (row.IsEmpty)
            {
                continue;
            }

            if (!ConditionText.TryParse(row.When, out var when, out var wrong) || when is null)
            {
                faults.Add(($"Sides[{i}].When", wrong ?? "Say which answer decides on this side, as malignancy = malignant."));
            }
            else
            {
                sides.Add(new RatingSide(when, row.Minimum ?? Minimum, row.Maximum ?? Maximum));
            }
        }

        return sides;
    }

    private string[]? ExclusiveOf(List<Choice> choices)
    {
        var ids = Choices.Where(c => c.Excludes && Kind is QuestionKind.Multiple).Select(c => c.Id?.Trim()).ToHashSet();
        string[] found = [.. choices.Select(c => c.Id).Where(ids.Contains)];
        return found.Length == 0 ? null : found;
    }

    private List<Question> ReadPerMark(IReadOnlyList<Question> stored, List<(string Field, string Message)> faults)
    {
        var asked = new List<Question>();
        for (var i = 0; Kind is QuestionKind.Marks && i < PerMark.Count; i++)
        {
            if (PerMark[i].IsEmpty)
            {
                continue;
            }

            var (question, fault) = PerMark[i].Read(stored);
            if (question is not null)
            {
                asked.Add(question);
            }
            else if (fault is { } wrong)
            {
                faults.Add(($"PerMark[{i}].{wrong.Field}", wrong.Message));
            }
        }

        return asked;
    }
}
