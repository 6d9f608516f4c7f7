using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// What de-identification did with one image or with many: per attribute what was kept, removed, replaced, and what a person was
/// asked. Never a value, so it may be stored and shown. Sums of sums are right in any order.
/// </summary>
/// <param name="Images">How many images were counted.</param>
/// <param name="Attributes">In the order of tags, then fates.</param>
/// <param name="Questions">In the order of their kinds.</param>
public sealed record DeidentificationReport(
    long Images,
    IReadOnlyList<ReportedAttribute> Attributes,
    IReadOnlyList<ReportedQuestion> Questions
)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Nothing counted yet.</summary>
    public static readonly DeidentificationReport Empty = new(0, [], []);

    /// <summary>The report of two sets of images that have none in common.</summary>
    public DeidentificationReport Plus(DeidentificationReport other) => Sum([this, other]);

    /// <summary>The report of many.</summary>
    public static DeidentificationReport Sum(IEnumerable<DeidentificationReport> reports)
    {
        var images = 0L;
        var attributes = new Dictionary<(uint, AttributeFate), long>();
        var questions = new Dictionary<DeidentificationQuestionKind, long>();
        foreach (var report in reports)
        {
            images += report.Images;
            foreach (var a in report.Attributes)
            {
                attributes[(a.TagNumber, a.Fate)] = attributes.GetValueOrDefault((a.TagNumber, a.Fate)) + a.Count;
            }

            foreach (var q in report.Questions)
            {
                questions[q.Kind] = questions.GetValueOrDefault(q.Kind) + q.Images;
            }
        }

        return new DeidentificationReport(
            images,
            [.. attributes.OrderBy(a => a.Key).Select(a => new ReportedAttribute(a.Key.Item1, a.Key.Item2, a.Value))],
            [.. questions.OrderBy(q => q.Key).Select(q => new ReportedQuestion(q.Key, q.Value))]
        );
    }

    /// <summary>How many elements met which fate, all attributes together.</summary>
    public DeidentificationCounts Counts
    {
        get
        {
            int Of(AttributeFate fate) => (int)Math.Min(int.MaxValue, Attributes.Where(a => a.Fate == fate).Sum(a => a.Count));
            var privates = Attributes.Where(a => a.Fate == AttributeFate.Removed && new DicomTag(a.TagNumber).IsPrivate).Sum(a => a.Count);
            return new DeidentificationCounts(
                Of(AttributeFate.Kept) + Of(AttributeFate.Cleaned),
                Of(AttributeFate.Removed),
                (int)Math.Min(int.MaxValue, privates),
                Of(AttributeFate.Emptied),
                Of(AttributeFate.Replaced),
                Of(AttributeFate.UidReplaced),
                Of(AttributeFate.DateShifted)
            );
        }
    }

    /// <summary>As JSON; the same as the serializer of .NET gives with its defaults for the web.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Web);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static DeidentificationReport FromJson(string json) => JsonSerializer.Deserialize<DeidentificationReport>(json, Web) ?? Empty;

    /// <summary>As a table for people, one line for each attribute and fate.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Images} image(s)\n");
        foreach (var question in Questions)
        {
            text.Append(CultureInfo.InvariantCulture, $"question: {question.Kind} in {question.Images} image(s)\n");
        }

        foreach (var fate in Enum.GetValues<AttributeFate>())
        {
            var lines = Attributes.Where(a => a.Fate == fate).ToList();
            if (lines.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{fate}: {lines.Sum(l => l.Count)}\n");
                foreach (var line in lines)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  {line.Tag} {line.Keyword, -45} {line.Count, 8}\n");
                }
            }
        }

        return text.ToString();
    }
}
