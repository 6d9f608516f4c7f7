using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>What is asked of each mark, as a row of a form; a row without id and text is left out.</summary>
public sealed class PerMarkForm
{
    private const char BeforeLabel = ':';
    private const char BeforeCondition = '|';

    public string? Id { get; set; }

    public string? Text { get; set; }

    public QuestionKind Kind { get; set; }

    /// <summary><c>round: Round; lobed: Lobed | size = large</c>: the name, what readers see, and when it is offered.</summary>
    public string? Choices { get; set; }

    public int Minimum { get; set; }

    public int Maximum { get; set; } = 100;

    public bool Required { get; set; } = true;

    /// <summary>As in <see cref="ConditionText"/>, of other questions asked of the mark.</summary>
    public string? When { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Id) && string.IsNullOrWhiteSpace(Text);

    public static PerMarkForm Of(Question question) =>
        new()
        {
            Id = question.Id,
            Text = question.Text,
            Kind = question.Kind,
            Minimum = question.Minimum,
            Maximum = question.Maximum,
            Required = question.Required,
            When = ConditionText.Of(question.When),
            Choices = string.Join("; ", question.Choices.Select(Written)),
        };

    /// <summary>The question; or what is wrong, by field.</summary>
    public (Question? Question, (string Field, string Message)? Fault) Read()
    {
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Text))
        {
            return (null, (nameof(Id), "What is asked of each mark needs a short name and a text; empty both to remove it."));
        }

        if (!ConditionText.TryParse(When, out var when, out var fault))
        {
            return (null, (nameof(When), fault));
        }

        var choices = new List<Choice>();
        foreach (var part in Kind is QuestionKind.Choice ? Parts(Choices) : [])
        {
            var (named, condition) = Split(part, BeforeCondition);
            var (id, label) = Split(named, BeforeLabel);
            if (!ConditionText.TryParse(condition, out var offered, out var wrong))
            {
                return (null, (nameof(Choices), wrong));
            }

            choices.Add(new Choice(id, label.Length > 0 ? label : id, offered));
        }

        var question = new Question
        {
            Id = Id.Trim(),
            Text = Text.Trim(),
            Kind = Kind,
            Choices = choices,
            Minimum = Kind is QuestionKind.Rating ? Minimum : 0,
            Maximum = Kind is QuestionKind.Rating ? Maximum : 100,
            Required = Required,
            When = when,
        };
        return (question, null);
    }

    private static string Written(Choice choice) =>
        $"{choice.Id}{BeforeLabel} {choice.Label}{(choice.When is null ? "" : $" {BeforeCondition} {ConditionText.Of(choice.When)}")}";

    private static string[] Parts(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string First, string Others) Split(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place
            ? (text[..place].Trim(), text[(place + 1)..].Trim())
            : (text.Trim(), "");
}
