using System.Globalization;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.ReadingsImport;

/// <summary>
/// How a reading of a file is kept in an <see cref="AnswerSheet"/>, so that nothing of the row is lost: several choices joined by
/// <c>|</c>, and beside the answers, under names that no question has, the line of the file (of open questions too), the score and the
/// time.
/// </summary>
public static class ImportedAnswers
{
    /// <summary>The arm that a file names for a model's label; absent: none.</summary>
    public const string Arm = "#arm";

    private const string Seconds = "#seconds";
    private const string RowSuffix = "#row";
    private const string ScoreSuffix = "#score";

    public static AnswerSheet Sheet(FileReading reading)
    {
        var values = new Dictionary<string, string>();
        foreach (var answer in reading.Answers)
        {
            values[answer.Question] = string.Join('|', answer.Values);
            values[answer.Question + RowSuffix] = answer.Row.ToString(CultureInfo.InvariantCulture);
            if (answer.Score is { } score)
            {
                values[answer.Question + ScoreSuffix] = score.ToString("R", CultureInfo.InvariantCulture);
            }
        }

        if (reading.ReadingSeconds is { } seconds)
        {
            values[Seconds] = seconds.ToString("R", CultureInfo.InvariantCulture);
        }

        return new AnswerSheet(values);
    }

    /// <summary>The sheet of a model's labels, with the arm that the file names.</summary>
    public static AnswerSheet Labels(FileReading reading)
    {
        var sheet = Sheet(reading);
        return reading.Arm is { } arm ? new AnswerSheet(new Dictionary<string, string>(sheet.Values) { [Arm] = arm }) : sheet;
    }

    /// <summary>
    /// The ratings that a sheet holds. A question without an answer is a rating without labels: always in a reading made here, and in one
    /// from a file where the file had a cell for it.
    /// </summary>
    public static IEnumerable<Rating> Ratings(AnswerSheet sheet, string caseId, string raterId, string? arm, IReadOnlySet<string> choices)
    {
        var isFromFile = sheet.Values.Keys.Any(k => k.EndsWith(RowSuffix, StringComparison.Ordinal));
        foreach (var question in choices)
        {
            var answer = sheet[question];
            if (string.IsNullOrEmpty(answer) && isFromFile && sheet[question + RowSuffix] is null)
            {
                continue;
            }

            yield return new Rating(caseId, raterId, arm, question, string.IsNullOrEmpty(answer) ? [] : answer.Split('|'))
            {
                Row = sheet[question + RowSuffix] is { } row ? int.Parse(row, CultureInfo.InvariantCulture) : null,
                Score = Number(sheet[question + ScoreSuffix]),
                ReadingSeconds = Number(sheet[Seconds]),
            };
        }
    }

    private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
