using System.Globalization;
using ReaderStudy.Analysis.Cases;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Readings;

/// <summary>Puts the rows of a file together and refuses rows that contradict earlier ones.</summary>
internal sealed class CollectedReadings(Protocol protocol, FileErrors errors)
{
    private readonly Dictionary<string, (RatedCase Case, int Row)> _cases = [];
    private readonly Dictionary<string, (Rater Rater, int Row)> _raters = [];
    private readonly Dictionary<(string Case, string Rater, string? Arm), FileReading> _readings = [];
    private readonly List<(string Case, string Rater, string? Arm)> _order = [];
    private readonly List<Finding> _findings = [];

    /// <summary>Takes one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="answers">Null: the row's answers have errors, which are noted already.</param>
    public void Add(RowReader row, RowAnswers? answers)
    {
        var read = CaseColumns.Read(row, protocol.Reference);
        var taken = read is null ? null : Merge(row, read);
        var rater = ReadRater(row);
        var (armKnown, arm) = ReadArm(row, rater);
        var seconds = row.Number(ReadingColumns.Seconds, 0, double.MaxValue);
        if (taken is null || rater is null || !armKnown || answers is null)
        {
            return;
        }

        AddAnswers(row, taken, rater, arm, seconds, answers);
        foreach (var (kind, question, what) in answers.Odd)
        {
            _findings.Add(new Finding(kind, row.Line, taken.Id, rater.Id, arm, question, what));
        }

        if (row.Text(CaseColumns.Truth) != taken.Truth)
        {
            _findings.Add(
                new Finding(
                    FindingKind.Spelling,
                    row.Line,
                    taken.Id,
                    rater.Id,
                    arm,
                    null,
                    $"The truth '{row.Text(CaseColumns.Truth)}' was read as {taken.Truth}."
                )
            );
        }
    }

    /// <summary>What was collected; only to be asked when there is no error.</summary>
    public ReadingFileContent Content(bool isLong, IReadOnlyList<string> notes)
    {
        var readings = _order.Select(k => _readings[k]).ToList();
        var choices = protocol.Questions.Where(q => q.Kind.IsOneChoice()).Select(q => q.Id).ToHashSet();
        var table = new RatingTable(
            [.. _cases.Values.Select(c => c.Case)],
            [.. _raters.Values.Select(r => r.Rater)],
            [
                .. from reading in readings
                from answer in reading.Answers
                where choices.Contains(answer.Question)
                select new Rating(reading.CaseId, reading.RaterId, reading.Arm, answer.Question, answer.Values)
                {
                    Score = answer.Score,
                    ReadingSeconds = reading.ReadingSeconds,
                    Row = answer.Row,
                },
            ]
        );
        return new ReadingFileContent
        {
            IsLong = isLong,
            Cases = table.Cases,
            Raters = table.Raters,
            Readings = readings,
            Findings = Irregularities.Of(protocol, table).Concat(_findings).InOrder(),
            Notes = notes,
            Table = table,
        };
    }

    private void AddAnswers(RowReader row, RatedCase taken, Rater rater, string? arm, double? seconds, RowAnswers answers)
    {
        var key = (taken.Id, rater.Id, arm);
        if (!_readings.TryGetValue(key, out var earlier))
        {
            _order.Add(key);
            _readings[key] = new FileReading(row.Line, taken.Id, rater.Id, arm, answers.Answers, seconds);
            return;
        }

        if (earlier.ReadingSeconds is { } before && seconds is { } now && !before.Equals(now))
        {
            errors.Add(
                row.Line,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"rater '{rater.Id}' read case '{taken.Id}' in {now} s here and in {before} s in an earlier row (first in row {earlier.Row})."
                )
            );
        }

        foreach (var answer in answers.Answers)
        {
            if (earlier.Answers.FirstOrDefault(a => a.Question == answer.Question) is { } first)
            {
                errors.Add(
                    row.Line,
                    null,
                    $"rater '{rater.Id}' has answered '{answer.Question}' about case '{taken.Id}' in row {first.Row} already."
                );
                return;
            }
        }

        _readings[key] = earlier with
        {
            Answers = [.. earlier.Answers, .. answers.Answers],
            ReadingSeconds = earlier.ReadingSeconds ?? seconds,
        };
    }

    /// <summary>The case with what this row adds to earlier rows.</summary>
    private RatedCase Merge(RowReader row, RatedCase read)
    {
        if (!_cases.TryGetValue(read.Id, out var earlier))
        {
            _cases[read.Id] = (read, row.Line);
            return read;
        }

        T? Agreed<T>(string what, T? before, T? now)
        {
            if (before is not null && now is not null && !before.Equals(now))
            {
                errors.Add(
                    row.Line,
                    null,
                    $"case '{read.Id}' has the {what} {now} here and {before} in an earlier row (first in row {earlier.Row})."
                );
            }

            return before ?? now;
        }

        var merged = new RatedCase(read.Id, Agreed("truth", earlier.Case.Truth, read.Truth)!)
        {
            Centre = Agreed("centre", earlier.Case.Centre, read.Centre),
            Sex = Agreed("sex", earlier.Case.Sex, read.Sex),
            Age = Agreed("age", earlier.Case.Age, read.Age),
            LesionSizeMm = Agreed("lesion size", earlier.Case.LesionSizeMm, read.LesionSizeMm),
        };
        _cases[read.Id] = (merged, earlier.Row);
        return merged;
    }

    private Rater? ReadRater(RowReader row)
    {
        var name = row.Required(ReadingColumns.Rater);
        if (row.Required(ReadingColumns.Level) is not { } text)
        {
            return null;
        }

        ReaderLevel? level = text.ToUpperInvariant() switch
        {
            "JUNIOR" => ReaderLevel.Junior,
            "MIDDLE" => ReaderLevel.Middle,
            "SENIOR" => ReaderLevel.Senior,
            "AI" => ReaderLevel.Ai,
            _ => null,
        };
        if (level is null)
        {
            row.Fault(ReadingColumns.Level, $"'{text}' is not a level; there are junior, middle, senior and ai.");
        }

        if (name is null || level is null)
        {
            return null;
        }

        if (!_raters.TryGetValue(name, out var earlier))
        {
            _raters[name] = earlier = (new Rater(name, name, level.Value), row.Line);
        }
        else if (earlier.Rater.Level != level)
        {
            row.Fault(
                ReadingColumns.Level,
                $"rater '{name}' is {text} here and {earlier.Rater.Level.ToString().ToLowerInvariant()} in row {earlier.Row}."
            );
            return null;
        }

        return earlier.Rater;
    }

    /// <summary>A row without an arm belongs to the only arm there is; a model's belongs to none.</summary>
    private (bool Known, string? Arm) ReadArm(RowReader row, Rater? rater)
    {
        var text = row.Text(ReadingColumns.Arm);
        var arms = string.Join(", ", protocol.Arms.Select(a => a.Id));
        if (text.Length > 0)
        {
            var arm = protocol.Arms.FirstOrDefault(a => a.Id.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (arm is null)
            {
                row.Fault(ReadingColumns.Arm, $"'{text}' is not an arm of the protocol; it has {arms}.");
            }

            return (arm is not null, arm?.Id);
        }

        if (rater is null or { IsModel: true })
        {
            return (rater is not null, null);
        }

        if (protocol.Arms is [var only])
        {
            return (true, only.Id);
        }

        row.Fault(ReadingColumns.Arm, $"is empty, and the protocol has several arms: {arms}.");
        return (false, null);
    }
}
