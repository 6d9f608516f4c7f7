using System.Globalization;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>What is drawn lies on the images that it was drawn on.</summary>
public static class DrawnRules
{
    public static readonly Rule LiesOnImages = new("reading.on-images", "What is drawn must lie on the images of the case.");

    /// <summary>True if an answer may be one that must be held against the images.</summary>
    public static bool MayBeDrawn(AnswerSheet answers) => answers.Values.Values.Any(v => v is ['[' or '{', ..]);

    /// <exception cref="BrokenRuleException">Something lies elsewhere, or is measured in a unit that the images do not give.</exception>
    public static void RequireOnImages(Protocol protocol, AnswerSheet answers, IReadOnlyList<SeriesGrid>? images)
    {
        var faults = new List<string>();
        foreach (var question in protocol.Questions.Where(q => answers[q.Id] is { Length: > 0 }))
        {
            if (DrawnAnswer.Is(question))
            {
                faults.AddRange(FaultsOf(question, answers[question.Id]!, images ?? []));
            }
        }

        Rule.Require(faults.Count == 0, LiesOnImages, string.Join(" ", faults));
    }

    private static IEnumerable<string> FaultsOf(Question question, string answer, IReadOnlyList<SeriesGrid> images) =>
        question.Kind is QuestionKind.Marks
            ? (Mark.Read(answer) ?? []).Take(Mark.Most).SelectMany((mark, i) => FaultsOf(question, mark, i + 1, images))
        : Measured.Read(answer) is { } measured && FaultOf(question, measured, images) is { } fault ? [fault]
        : [];

    private static IEnumerable<string> FaultsOf(Question question, Mark mark, int number, IReadOnlyList<SeriesGrid> images)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"Mark {number} of '{question.Id}'");
        var taking = images.Where(g => g.Takes(mark)).ToList();
        if (mark.Picture is not null && taking.Count == 0)
        {
            yield return $"{of} lies on a slide or photograph that is not shown.";
        }
        else if (mark.Series is null && taking.Count == 0 && images.Count > 0)
        {
            yield return $"{of} does not say on which series it lies, and the images do not say where they lie.";
        }
        else if (mark.Place is { } place && !taking.Exists(g => g.Holds(place)))
        {
            yield return $"{of} lies outside of every image.";
        }
        else if (mark.Corners is { } box && !taking.Exists(g => g.HoldsOnOneSlice([box.First, box.Second])))
        {
            yield return $"The box of {of} lies on no slice of any image.";
        }
    }

    private static string? FaultOf(Question question, Measured measured, IReadOnlyList<SeriesGrid> images) =>
        images.FirstOrDefault(g => !g.IsPicture && g.Index == measured.Series) is not { } grid
            ? $"'{question.Id}' is measured on a series that is not shown."
        : measured.Places is not { } places || !grid.HoldsOnSlice(measured.Slice, places)
            ? $"'{question.Id}' is measured outside of the slice that it names."
        : measured.IsInPixels == grid.HasSpacing
            ? grid.HasSpacing ? $"'{question.Id}' is measured in pixels, though the images say how large a pixel is."
                : $"'{question.Id}' is measured in mm, though the images do not say how large a pixel is."
        : null;
}
