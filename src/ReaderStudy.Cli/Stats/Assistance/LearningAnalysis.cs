using ReaderStudy.Statistics.Assistance;

namespace ReaderStudy.Cli.Stats.Assistance;

/// <summary><c>readerstudy stats learning</c>.</summary>
internal static class LearningAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "learning",
            "Learning, order and fatigue: correctness and reading time against position, session and arm; carry-over.",
            """
            Sensitivity analyses. A logistic regression of correctness and a linear one of log reading time on arm, position in the session,
            session and (if known throughout) minutes since the last break, with a level for every reader. Standard errors are clustered by
            reader and by case (Cameron, Gelbach and Miller 2011, doi:10.1198/jbes.2010.07136), t with the smaller number of clusters less
            one. exp(coefficient) is an odds ratio, or the factor by which time changes. Readers who are always right or always wrong are
            left out of the logistic model; a separated model is undefined (–). When every reader has read one arm before the other, in both
            orders over readers, the crossover's arm, period and carry-over effects follow (Grizzle 1965, doi:10.2307/2528104).
            Example: readerstudy stats learning readings.csv
            """,
            input => Run(input, input.Option(level))
        )
        {
            Columns =
            [
                new("reader", "Who read."),
                new("case", "Name of the case."),
                new("arm", "With or without the AI.", true, "treatment"),
                new("session", "Number of the reader's session, from 1."),
                new("position", "Place of the reading in the session, from 1."),
                new("correct", "1 right, 0 wrong.", false),
                new("seconds", "Reading time.", false),
                new("minutes_since_break", "Minutes since the last break.", false),
            ],
            Options = [level],
        };
    }

    private static StatsReport Run(StatsInput input, double level)
    {
        var rows = SequenceRows.Read(input);
        var correctness = input.Has("correct") ? SequenceModel.OfCorrectness(rows) : null;
        var time = input.Has("seconds") ? SequenceModel.OfLogTime(rows) : null;
        if (correctness is null && time is null)
        {
            throw new Statistics.BadInputException("A column 'correct' or 'seconds' is needed.");
        }

        var accuracy = correctness is null ? null : OfReaders(rows, r => r.IsRight is { } right ? (right ? 1 : 0) : double.NaN);
        var speed = time is null ? null : OfReaders(rows, r => Math.Log(r.Seconds));
        var tables = new List<StatsTable>();
        var notes = new List<string>();
        Add("Correctness (logistic): odds ratios", correctness);
        Add("Reading time (log-linear): factors", time);
        AddCrossover("Crossover: accuracy", accuracy);
        AddCrossover("Crossover: log reading time", speed);
        return new StatsReport(
            new
            {
                Correctness = correctness,
                LogTime = time,
                AccuracyCrossover = accuracy,
                LogTimeCrossover = speed,
            },
            tables,
            notes
        );

        void Add(string title, SequenceFit? fit)
        {
            if (fit is null)
            {
                return;
            }

            tables.Add(
                new StatsTable(
                    title,
                    ["Term", "Coefficient", "SE by reader", "SE by case", "SE two-way", "exp", "Interval of exp", "p"],
                    [.. fit.Fit.Coefficients.Select(c => Row(c, level))]
                )
            );
            notes.Add(
                $"{title}: {fit.Fit.Rows} readings of {fit.Fit.Readers} readers and {fit.Fit.Cases} cases; arms against '{fit.ReferenceArm}'."
            );
            if (fit.Fit.LeftOut.Count > 0)
            {
                notes.Add($"Without {string.Join(", ", fit.Fit.LeftOut)}: constant, or a combination of other terms.");
            }

            if (fit.ReadersLeftOut.Count > 0)
            {
                notes.Add($"Without readers who are always right or always wrong: {string.Join(", ", fit.ReadersLeftOut)}.");
            }

            if (!fit.Fit.Converged)
            {
                notes.Add("The logistic model is separated: its coefficients are not defined.");
            }
        }

        void AddCrossover(string title, Crossover? crossover)
        {
            if (crossover is not null)
            {
                tables.Add(
                    new StatsTable(
                        title,
                        ["Effect", "Estimate", "SE", "df", "Interval", "p"],
                        [
                            Effect($"{crossover.FirstArm} − {crossover.SecondArm}", crossover.Arms, level),
                            Effect("first − second period", crossover.Periods, level),
                            Effect("carry-over", crossover.CarryOver, level),
                        ]
                    )
                );
            }
        }
    }

    /// <summary>Null unless every reader has read two arms one after the other, and both orders occur.</summary>
    private static Crossover? OfReaders(IReadOnlyList<SequencedReading> rows, Func<SequencedReading, double> result)
    {
        var readers = new List<CrossoverReader>();
        foreach (var reader in rows.Where(r => !double.IsNaN(result(r))).GroupBy(r => r.Reader))
        {
            var arms = reader.GroupBy(r => r.Arm).OrderBy(a => a.Min(r => r.Session)).ToList();
            if (arms.Count != 2 || arms[0].Max(r => r.Session) >= arms[1].Min(r => r.Session))
            {
                return null;
            }

            readers.Add(new CrossoverReader(reader.Key, arms[0].Key, arms[1].Key, arms[0].Average(result), arms[1].Average(result)));
        }

        return
            readers.Select(r => r.FirstArm).Distinct().Count() == 2
            && readers.SelectMany(r => new[] { r.FirstArm, r.SecondArm }).Distinct().Count() == 2
            ? Crossover.Of(readers)
            : null;
    }

    private static IReadOnlyList<string> Row(ClusteredCoefficient c, double level)
    {
        var (lower, upper) = c.Interval(level);
        return
        [
            c.Name,
            Printed.Number(c.Estimate),
            Printed.Number(c.ByReader),
            Printed.Number(c.ByCase),
            Printed.Number(c.TwoWay),
            Printed.Number(Math.Exp(c.Estimate)),
            Printed.Interval((Math.Exp(lower), Math.Exp(upper))),
            Printed.P(c.P),
        ];
    }

    private static IReadOnlyList<string> Effect(string name, CrossoverEffect effect, double level) =>
        [
            name,
            Printed.Number(effect.Estimate),
            Printed.Number(effect.StandardError),
            Printed.Number(effect.DegreesOfFreedom),
            Printed.Interval(effect.Interval(level)),
            Printed.P(effect.P),
        ];
}
