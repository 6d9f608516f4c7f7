using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>
/// The answers to one case, by question id: a choice's id, several choices joined by <c>|</c>, a rating's or number's digits, what is drawn a text
/// of its own (<see cref="Mark"/>, <see cref="Measured"/>, <see cref="MaskReference"/>). Files made elsewhere may hold several choices where one is
/// asked for; such an answer is kept and counts as no single answer.
/// </summary>
public sealed record AnswerSheet(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Longest answer to a text question, in characters.</summary>
    public const int LongestText = 2000;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AnswerSheet Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>The answer, or null when there is none.</summary>
    public string? this[string question] => Values.GetValueOrDefault(question);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static AnswerSheet FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json, Options) ?? []);

    /// <summary>The same answers give the same text: keys are sorted, empty answers left out.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(
            new SortedDictionary<string, string>(
                Values.Where(v => v.Value.Length > 0).ToDictionary(v => v.Key, v => v.Value),
                StringComparer.Ordinal
            ),
            Options
        );

    /// <summary>True when the condition holds for these answers; null is always true.</summary>
    public bool Meets(Condition? condition) => condition is null || (this[condition.Question] is { } value && Meets(condition, value));

    private static bool Meets(Condition condition, string value) =>
        condition.AtLeast is null && condition.AtMost is null
            ? value.Split(CanonicalAnswer.Separator).Any(condition.Is.Contains)
            : decimal.TryParse(
                value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
                && number >= (condition.AtLeast ?? int.MinValue)
                && number <= (condition.AtMost ?? int.MaxValue);

    /// <summary>The same answers, each written as it is kept.</summary>
    public AnswerSheet CanonicalIn(Protocol protocol) =>
        new(
            Values.ToDictionary(
                v => v.Key,
                v => protocol.Questions.FirstOrDefault(q => q.Id == v.Key) is { } question ? CanonicalAnswer.Of(question, v.Value) : v.Value
            )
        );

    /// <summary>Where a rating may lie with these answers: on the side that was decided, or on the whole scale.</summary>
    public (int Minimum, int Maximum) RangeOf(Question question) =>
        question.Sides?.FirstOrDefault(s => Meets(s.When)) is { } side
            ? (side.Minimum, side.Maximum)
            : (question.Minimum, question.Maximum);

    /// <summary>The ids of the required questions that are asked and not answered, in the protocol's order; those of a mark say of which.</summary>
    public IReadOnlyList<string> MissingIn(Protocol protocol) =>
        protocol
            .Questions.Where(q => Meets(q.When))
            .SelectMany(q =>
                this[q.Id] is { Length: > 0 } value ? DrawnAnswer.MissingIn(protocol, q, value)
                : q.Required ? [q.Id]
                : []
            )
            .ToList();

    /// <summary>One sentence for each answer that does not fit its question; empty when all do.</summary>
    public IReadOnlyList<string> FaultsIn(Protocol protocol)
    {
        var faults = new List<string>();
        foreach (var (id, value) in Values.Where(v => v.Value.Length > 0))
        {
            var question = protocol.Questions.FirstOrDefault(q => q.Id == id);
            if (question is null)
            {
                faults.Add($"'{id}' is not asked in this study.");
            }
            else if (!Meets(question.When))
            {
                faults.Add($"'{id}' is not asked with these answers.");
            }
            else if (DrawnAnswer.Is(question))
            {
                faults.AddRange(DrawnAnswer.FaultsOf(protocol, question, value));
            }
            else if (!Fits(question, value))
            {
                faults.Add($"'{value}' does not answer '{id}'.");
            }
        }

        return faults;
    }

    /// <summary>The protocol's checks whose conditions all hold for these answers.</summary>
    public IReadOnlyList<ConsistencyCheck> ContradictionsIn(Protocol protocol) =>
        protocol.Checks.Where(c => c.When.Count > 0 && c.When.All(Meets)).ToList();

    private bool Fits(Question question, string value) =>
        question.Kind switch
        {
            QuestionKind.Choice or QuestionKind.Ordinal => IsOffered(question, value),
            QuestionKind.Multiple => FitsSeveral(question, value),
            QuestionKind.Number => CanonicalAnswer.Number(value, question.Decimals ?? 0) == value
                && decimal.Parse(value, CultureInfo.InvariantCulture) is var size
                && size >= question.Minimum
                && size <= question.Maximum,
            QuestionKind.Rating => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= RangeOf(question).Minimum
                && number <= RangeOf(question).Maximum
                && number.ToString(CultureInfo.InvariantCulture) == value,
            QuestionKind.Text => value.Length <= LongestText,
            QuestionKind.Mask => MaskReference.IsWellFormed(value),
            QuestionKind.Marks or QuestionKind.Measure => true,
        };

    private bool IsOffered(Question question, string choice) => question.Choices.Any(c => c.Id == choice && Meets(c.When));

    private bool FitsSeveral(Question question, string value)
    {
        var chosen = value.Split(CanonicalAnswer.Separator);
        return chosen.All(c => IsOffered(question, c))
            && chosen.Distinct(StringComparer.Ordinal).Count() == chosen.Length
            && CanonicalAnswer.Of(question, value) == value
            && (chosen.Length == 1 || !chosen.Any(c => question.Exclusive?.Contains(c) == true));
    }
}
