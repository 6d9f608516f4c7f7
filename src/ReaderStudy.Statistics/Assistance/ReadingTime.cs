using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>One reader's times in two arms.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Cases">Cases with a time in both arms.</param>
/// <param name="Ratio">Geometric mean over those cases of the time in the first arm divided by that in the second.</param>
/// <param name="Interval">Student's, on the log scale, over cases; NaN with fewer than two.</param>
/// <param name="P">Two-sided, of a ratio of 1.</param>
public sealed record ReaderTimeRatio(string Reader, int Cases, double Ratio, (double Lower, double Upper) Interval, double P);

/// <summary>Reading times of two arms, compared by their ratio.</summary>
/// <param name="FirstMean">Geometric mean of the first arm's times, over readings.</param>
/// <param name="SecondMean">Geometric mean of the second arm's.</param>
/// <param name="Ratio">First over second.</param>
/// <param name="Interval">For readers and cases like these, from the U-statistic variance of the mean log times.</param>
/// <param name="LogRatio">The inference on the log scale that underlies it, against 0.</param>
/// <param name="PerReader">Readers with times in both arms.</param>
public sealed record ReadingTimeRatio(
    double FirstMean,
    double SecondMean,
    double Ratio,
    (double Lower, double Upper) Interval,
    UStatisticInference LogRatio,
    IReadOnlyList<ReaderTimeRatio> PerReader
);

/// <summary>
/// Reading times of two arms. Times are skewed and differ by factors, so that logarithms are averaged: the result is the ratio of geometric
/// means, with readers and cases random (<see cref="ScoreUStatistic"/>).
/// </summary>
/// <param name="FirstArm">Whose times are divided.</param>
/// <param name="SecondArm">By which.</param>
/// <param name="All">Whole times.</param>
/// <param name="WithoutIdle">Times less the idle part; null when a reading has no idle time, or nothing is left of one.</param>
public sealed record ReadingTime(string FirstArm, string SecondArm, ReadingTimeRatio All, ReadingTimeRatio? WithoutIdle)
{
    /// <summary>Compares two arms of readings; others, and readings without a time, are passed over.</summary>
    /// <exception cref="BadInputException">
    /// By row: a time that is not positive, an idle part that is negative or longer, a second time of a reader for a case in an arm. Or an arm
    /// has no time.
    /// </exception>
    public static ReadingTime Of(IReadOnlyList<SequencedReading> readings, string firstArm, string secondArm, double level = 0.95)
    {
        string[] readers = [.. readings.Select(r => r.Reader).Distinct()];
        string[] cases = [.. readings.Select(r => r.Case).Distinct()];
        Check(readings);
        foreach (var arm in new[] { firstArm, secondArm })
        {
            if (!readings.Any(r => r.Arm == arm && !double.IsNaN(r.Seconds)))
            {
                throw new BadInputException($"Arm '{arm}' has no reading time.");
            }
        }

        var used = readings.Where(r => (r.Arm == firstArm || r.Arm == secondArm) && !double.IsNaN(r.Seconds));
        var hasIdle = used.All(r => r.Seconds - r.IdleSeconds > 0);
        return new ReadingTime(
            firstArm,
            secondArm,
            Ratio(Logs(firstArm, r => r.Seconds), Logs(secondArm, r => r.Seconds), readers, level),
            hasIdle
                ? Ratio(Logs(firstArm, r => r.Seconds - r.IdleSeconds), Logs(secondArm, r => r.Seconds - r.IdleSeconds), readers, level)
                : null
        );

        double[][] Logs(string arm, Func<SequencedReading, double> time)
        {
            var readerNumbers = readers.Select((r, i) => (r, i)).ToDictionary(x => x.r, x => x.i, StringComparer.Ordinal);
            var caseNumbers = cases.Select((c, i) => (c, i)).ToDictionary(x => x.c, x => x.i, StringComparer.Ordinal);
            var logs = readers.Select(_ => Enumerable.Repeat(double.NaN, cases.Length).ToArray()).ToArray();
            foreach (var r in readings.Where(r => r.Arm == arm && !double.IsNaN(r.Seconds)))
            {
                logs[readerNumbers[r.Reader]][caseNumbers[r.Case]] = Math.Log(time(r));
            }

            return logs;
        }
    }

    private static ReadingTimeRatio Ratio(double[][] first, double[][] second, string[] readers, double level)
    {
        var result = ScoreUStatistic.Conditional(first, second, level);
        var log = result.Difference;
        var perReader = new List<ReaderTimeRatio>();
        for (var r = 0; r < readers.Length; r++)
        {
            double[] differences = [.. first[r].Select((v, k) => v - second[r][k]).Where(d => !double.IsNaN(d))];
            if (differences.Length > 0)
            {
                perReader.Add(OfReader(readers[r], differences, level));
            }
        }

        return new ReadingTimeRatio(
            Math.Exp(result.First.Mean),
            Math.Exp(result.Second.Mean),
            Math.Exp(log.Estimate),
            (Math.Exp(log.Student.Lower), Math.Exp(log.Student.Upper)),
            log,
            perReader
        );
    }

    private static ReaderTimeRatio OfReader(string reader, double[] differences, double level)
    {
        var n = differences.Length;
        var mean = differences.Average();
        if (n < 2)
        {
            return new ReaderTimeRatio(reader, n, Math.Exp(mean), (double.NaN, double.NaN), double.NaN);
        }

        var error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (n - 1) / n);
        var half = StudentsT.Critical(level, n - 1) * error;
        return new ReaderTimeRatio(
            reader,
            n,
            Math.Exp(mean),
            (Math.Exp(mean - half), Math.Exp(mean + half)),
            StudentsT.TwoSidedP(mean / error, n - 1)
        );
    }

    private static void Check(IReadOnlyList<SequencedReading> readings)
    {
        var faults = new List<InputFault>();
        var seen = new Dictionary<(string Reader, string Case, string Arm), int>();
        for (var i = 0; i < readings.Count; i++)
        {
            var r = readings[i];
            if (r.Seconds is <= 0 or double.PositiveInfinity)
            {
                faults.Add(new InputFault(i, "A reading time must be positive."));
            }

            if (r.IdleSeconds < 0 || r.IdleSeconds > r.Seconds)
            {
                faults.Add(new InputFault(i, "Idle time lies between 0 and the reading time."));
            }

            if (!seen.TryAdd((r.Reader, r.Case, r.Arm), i))
            {
                var first = seen[(r.Reader, r.Case, r.Arm)];
                faults.Add(new InputFault(i, $"Reader '{r.Reader}' has already read case '{r.Case}' in arm '{r.Arm}' in row {first}."));
            }
        }

        BadInputException.ThrowIfAny(faults);
    }
}
