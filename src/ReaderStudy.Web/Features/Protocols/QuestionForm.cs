using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>A choice as a row of a form; a row without id is left out.</summary>
public sealed class ChoiceForm
{
    public string? Id { get; set; }

    public string? Label { get; set; }

    /// <summary>As in <see cref="ConditionText"/>.</summary>
    public string? When { get; set; }
}

/// <summary>A question as a form.</summary>
public sealed class QuestionForm
{
    private const int SpareRows = 3;

    public string? Id { get; set; }

    public string? Text { get; set; }

    public QuestionKind Kind { get; set; }

    public bool Required { get; set; } = true;

    public string? When { get; set; }

    public int Minimum { get; set; }

    public int Maximum { get; set; } = 100;

    public List<ChoiceForm> Choices { get; set; } = [];

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
            Choices = question
                .Choices.Select(c => new ChoiceForm
                {
                    Id = c.Id,
                    Label = c.Label,
                    When = ConditionText.Of(c.When),
                })
                .ToList(),
        };

    /// <summary>Puts empty rows for new choices at the end.</summary>
    public QuestionForm WithSpareRows()
    {
        Choices = [.. Choices.Where(c => !IsEmpty(c)), .. Enumerable.Range(0, SpareRows).Select(_ => new ChoiceForm())];
        return this;
    }

    /// <summary>The question; or faults by field.</summary>
    public (Question? Question, IReadOnlyList<(string Field, string Message)> Faults) Read()
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
        for (var i = 0; Kind == QuestionKind.Choice && i < Choices.Count; i++)
        {
            var row = Choices[i];
            if (IsEmpty(row))
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
            Minimum = Kind is QuestionKind.Rating or QuestionKind.Marks ? Minimum : 0,
            Maximum = Kind is QuestionKind.Rating or QuestionKind.Marks ? Maximum : 100,
            Columns = (Columns ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        return (question, []);
    }

    private static bool IsEmpty(ChoiceForm row) =>
        string.IsNullOrWhiteSpace(row.Id) && string.IsNullOrWhiteSpace(row.Label) && string.IsNullOrWhiteSpace(row.When);
}
