namespace ReaderStudy.Statistics.Assistance;

/// <summary>A model of learning, order and fatigue.</summary>
/// <param name="Fit">Coefficients of the covariates (readers' own levels are in the model but not listed).</param>
/// <param name="ReferenceArm">The arm to which the others are compared.</param>
/// <param name="ReadersLeftOut">Readers who were always right or always wrong: they tell a logistic model nothing.</param>
public sealed record SequenceFit(ClusteredFit Fit, string ReferenceArm, IReadOnlyList<string> ReadersLeftOut);

/// <summary>
/// Sensitivity analyses of a reader study: does correctness, or reading time, depend on the place in the session (fatigue), on the session
/// (learning), on the time since a break, beside the arm? Every reader has a level of their own. The covariates are those that vary:
/// "position", "session", "minutes since break" (when every reading used has it) and "arm: …" for all arms but the first by name.
/// Standard errors are clustered by reader, by case and both ways.
/// </summary>
public static class SequenceModel
{
    /// <summary>Logistic regression of correctness over readings with a known one: coefficients are log odds ratios.</summary>
    /// <exception cref="BadInputException">A session or position is below 1, or there is no reading with a known correctness.</exception>
    public static SequenceFit OfCorrectness(IReadOnlyList<SequencedReading> readings)
    {
        Check(readings);
        SequencedReading[] known = [.. readings.Where(r => r.IsRight is not null)];
        string[] constant =
        [
            .. known.GroupBy(r => r.Reader).Where(g => g.Select(r => r.IsRight).Distinct().Count() == 1).Select(g => g.Key),
        ];
        SequencedReading[] used = [.. known.Where(r => !constant.Contains(r.Reader))];
        Require(used, "No reader has both right and wrong answers.");
        return Fit(used, r => r.IsRight == true ? 1 : 0, ClusteredRegression.Logistic, constant);
    }

    /// <summary>
    /// Linear regression of the logarithm of the reading time: exp(coefficient) is the factor by which time changes. Idle time is not
    /// subtracted.
    /// </summary>
    /// <exception cref="BadInputException">A session or position is below 1, a time is not positive, or there is no time.</exception>
    public static SequenceFit OfLogTime(IReadOnlyList<SequencedReading> readings)
    {
        Check(readings);
        SequencedReading[] used = [.. readings.Where(r => !double.IsNaN(r.Seconds))];
        Require(used, "No reading has a time.");
        return Fit(used, r => Math.Log(r.Seconds), ClusteredRegression.Linear, []);
    }

    private delegate ClusteredFit Regression(
        IReadOnlyList<(string Name, double[] Values)> columns,
        double[] outcome,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> cases
    );

    private static SequenceFit Fit(
        SequencedReading[] used,
        Func<SequencedReading, double> outcome,
        Regression regression,
        IReadOnlyList<string> leftOut
    )
    {
        string[] arms = [.. used.Select(r => r.Arm).Distinct().Order(StringComparer.Ordinal)];
        string[] readers = [.. used.Select(r => r.Reader).Distinct().Order(StringComparer.Ordinal)];
        var columns = new List<(string Name, double[] Values)>();
        foreach (var reader in readers)
        {
            columns.Add(("reader: " + reader, [.. used.Select(r => r.Reader == reader ? 1.0 : 0)]));
        }

        var own = columns.Count;
        foreach (var arm in arms.Skip(1))
        {
            columns.Add(("arm: " + arm, [.. used.Select(r => r.Arm == arm ? 1.0 : 0)]));
        }

        columns.Add(("position", [.. used.Select(r => (double)r.Position)]));
        columns.Add(("session", [.. used.Select(r => (double)r.Session)]));
        if (used.All(r => !double.IsNaN(r.SinceBreak)))
        {
            columns.Add(("minutes since break", [.. used.Select(r => r.SinceBreak)]));
        }

        var fit = regression(columns, [.. used.Select(outcome)], [.. used.Select(r => r.Reader)], [.. used.Select(r => r.Case)]);
        return new SequenceFit(fit with { Coefficients = [.. fit.Coefficients.Skip(own)] }, arms[0], leftOut);
    }

    private static void Check(IReadOnlyList<SequencedReading> readings)
    {
        var faults = new List<InputFault>();
        for (var i = 0; i < readings.Count; i++)
        {
            if (readings[i].Session < 1 || readings[i].Position < 1)
            {
                faults.Add(new InputFault(i, "Sessions and positions are counted from 1."));
            }

            if (readings[i].Seconds is <= 0 or double.PositiveInfinity)
            {
                faults.Add(new InputFault(i, "A reading time must be positive."));
            }
        }

        BadInputException.ThrowIfAny(faults);
    }

    private static void Require(SequencedReading[] used, string otherwise)
    {
        if (used.Length == 0)
        {
            throw new BadInputException(otherwise);
        }
    }
}
