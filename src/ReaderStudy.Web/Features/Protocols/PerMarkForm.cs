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
            Choices = WrittenOf(question),
        };

    /// <summary>The question; or what is wrong, by field.</summary>
    /// <param name="stored">
    /// What has been asked of each mark so far. What this row has no field for is kept from the one of the same name: the sides of a scale, and
    /// choices whose words hold the signs that part them here.
    /// </param>
    public (Question? Question, (string Field, string Message)? Fault) Read(IReadOnlyList<Question> stored)
    {
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Text))
        {
            return (null, (nameof(Id), "What is asked of each mark needs a short name and a text; empty both to remove it."));
        }

        if (!ConditionText.TryParse(When, out var when, out var fault))
        {
            return (null, (nameof(When), fault));
        }

        var before = stored.FirstOrDefault(q => q.Id == Id.Trim() && q.Kind == Kind);
        var isUnchanged = before is not null && Choices?.Trim() == WrittenOf(before).Trim();
        if (!isUnchanged && before?.Choices.Any(FallsApart) == true)
        {
            return (
                null,
                (nameof(Choices), "The choices so far hold a ';' or a '|', which part choices here: change them in the protocol's text.")
            );
        }

        var choices = isUnchanged ? [.. before!.Choices] : new List<Choice>();
        foreach (var part in Kind is QuestionKind.Choice && !isUnchanged ? Parts(Choices) : [])
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
            Sides = before?.Sides,
        };
        return (question, null);
    }

    private static string WrittenOf(Question question) => string.Join("; ", question.Choices.Select(Written));

    /// <summary>True for words that would be read as something else than they are written from.</summary>
    private static bool FallsApart(Choice choice) =>
        choice.Id.Contains(BeforeLabel, StringComparison.Ordinal)
        || $"{choice.Id} {choice.Label} {ConditionText.Of(choice.When)}".AsSpan().IndexOfAny(";|") >= 0;

    private static string Written(Choice choice) =>
        $"{choice.Id}{BeforeLabel} {choice.Label}{(choice.When is null ? "" : $" {BeforeCondition} {ConditionText.Of(choice.When)}")}";

    private static string[] Parts(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string First, string Others) Split(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place
            ? (text[..place].Trim(), text[(place + 1)..].Trim())
            : (text.Trim(), "");
}
