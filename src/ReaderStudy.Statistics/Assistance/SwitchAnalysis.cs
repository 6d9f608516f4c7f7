using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>Changes of some of the readings, with what generalises to other readers and cases.</summary>
/// <param name="Name">Which readings: a truth class, a level; empty for all.</param>
/// <param name="Counts">Of the readings.</param>
/// <param name="Unaided">Share of right answers without the AI.</param>
/// <param name="Aided">Share of right answers with the AI.</param>
/// <param name="Beneficial">Share of beneficial changes.</param>
/// <param name="Harmful">Share of harmful changes.</param>
/// <param name="NetBenefit">Aided less unaided, which is beneficial less harmful, tested against 0.</param>
public sealed record SwitchGroup(
    string Name,
    SwitchCounts Counts,
    UStatisticInference Unaided,
    UStatisticInference Aided,
    UStatisticInference Beneficial,
    UStatisticInference Harmful,
    UStatisticInference NetBenefit
);

/// <summary>Changes of one reader.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Level">Level of experience; empty when there is none.</param>
/// <param name="Counts">Of all this reader's readings.</param>
/// <param name="Unaided">Wilson's interval of the share of right answers without the AI.</param>
/// <param name="Aided">Wilson's interval of the share of right answers with the AI.</param>
/// <param name="NetBenefit">Newcombe's interval of aided less unaided accuracy, for paired proportions.</param>
/// <param name="ByClass">By truth, as listed in the analysis.</param>
public sealed record SwitchReader(
    string Reader,
    string Level,
    SwitchCounts Counts,
    (double Lower, double Upper) Unaided,
    (double Lower, double Upper) Aided,
    (double Lower, double Upper) NetBenefit,
    IReadOnlyList<SwitchCounts> ByClass
)
{
    /// <summary>The AI did this reader more harm than good.</summary>
    public bool IsHarmed => Counts.Harmful > Counts.Beneficial;
}

/// <summary>From which answer to which.</summary>
/// <param name="Truth">The truth class; empty for all.</param>
/// <param name="Counts">Rows are unaided answers, columns aided ones.</param>
public sealed record SwitchTable(string Truth, int[,] Counts);

/// <summary>
/// The switch matrix of readers with AI: which answers changed for better, for worse or without effect, by truth, reader and level.
/// Shares over several readers have intervals that generalise to readers and cases like these (one-shot U-statistic variance with
/// Satterthwaite's degrees of freedom, see <see cref="ScoreUStatistic"/>); they are NaN with one reader or one case.
/// </summary>
/// <param name="Answers">All truths and answers, in code-point order.</param>
/// <param name="Classes">The truths among them.</param>
/// <param name="Overall">All readings.</param>
/// <param name="ByClass">By truth.</param>
/// <param name="ByLevel">By level of experience; empty when there are none.</param>
/// <param name="Readers">By reader.</param>
/// <param name="Tables">All, then by truth.</param>
public sealed record SwitchAnalysis(
    IReadOnlyList<string> Answers,
    IReadOnlyList<string> Classes,
    SwitchGroup Overall,
    IReadOnlyList<SwitchGroup> ByClass,
    IReadOnlyList<SwitchGroup> ByLevel,
    IReadOnlyList<SwitchReader> Readers,
    IReadOnlyList<SwitchTable> Tables
)
{
    /// <summary>Readers to whom the AI did more harm than good.</summary>
    public IReadOnlyList<SwitchReader> HarmedReaders => [.. Readers.Where(r => r.IsHarmed)];

    public static SwitchAnalysis Of(AssistedReadings readings, double level = 0.95)
    {
        string[] classes = [.. readings.Rows.Select(r => r.Truth).Distinct().Order(StringComparer.Ordinal)];
        string[] answers =
        [
            .. readings.Rows.SelectMany(r => new[] { r.Truth, r.Unaided, r.Aided }).Distinct().Order(StringComparer.Ordinal),
        ];
        string[] levels = [.. readings.Levels.Distinct().Where(l => l.Length > 0).Order(StringComparer.Ordinal)];
        return new SwitchAnalysis(
            answers,
            classes,
            Group(readings, "", _ => true, level),
            [.. classes.Select(c => Group(readings, c, r => r.Truth == c, level))],
            [.. levels.Select(l => Group(readings, l, r => r.Level == l, level))],
            [.. readings.Readers.Select((_, r) => Reader(readings, r, classes, level))],
            [Table("", readings.Rows, answers), .. classes.Select(c => Table(c, readings.Rows.Where(r => r.Truth == c), answers))]
        );
    }

    private static SwitchGroup Group(AssistedReadings readings, string name, Func<AssistedReading, bool> which, double level)
    {
        var unaided = Scores(r => r.Unaided == r.Truth);
        var aided = Scores(r => r.Aided == r.Truth);
        return new SwitchGroup(
            name,
            SwitchCounts.Of(readings.Rows.Where(which)),
            ScoreUStatistic.Mean(unaided, level),
            ScoreUStatistic.Mean(aided, level),
            ScoreUStatistic.Mean(Scores(r => r.Unaided != r.Truth && r.Aided == r.Truth), level),
            ScoreUStatistic.Mean(Scores(r => r.Unaided == r.Truth && r.Aided != r.Truth), level),
            ScoreUStatistic.Conditional(aided, unaided, level).Difference
        );

        double[][] Scores(Func<AssistedReading, bool> of) =>
            readings.Scores(r =>
                !which(r) ? double.NaN
                : of(r) ? 1
                : 0
            );
    }

    private static SwitchReader Reader(AssistedReadings readings, int reader, string[] classes, double level)
    {
        AssistedReading[] own = [.. readings.Cases.Select((_, k) => readings[reader, k]).OfType<AssistedReading>()];
        var counts = SwitchCounts.Of(own);
        return new SwitchReader(
            readings.Readers[reader],
            readings.Levels[reader],
            counts,
            Wilson.Interval(counts.KeptRight + counts.Harmful, counts.Readings, level),
            Wilson.Interval(counts.KeptRight + counts.Beneficial, counts.Readings, level),
            PairedProportions.NewcombeInterval(counts.Outcomes, level),
            [.. classes.Select(c => SwitchCounts.Of(own.Where(r => r.Truth == c)))]
        );
    }

    private static SwitchTable Table(string truth, IEnumerable<AssistedReading> rows, string[] answers)
    {
        var counts = new int[answers.Length, answers.Length];
        foreach (var row in rows)
        {
            counts[Array.IndexOf(answers, row.Unaided), Array.IndexOf(answers, row.Aided)]++;
        }

        return new SwitchTable(truth, counts);
    }
}
