namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Agreement without a correction for chance: the part of the pairs of ratings of a case that agree (by weights: their mean weight),
/// averaged over the cases with two ratings.
/// </summary>
/// <remarks>Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., section 5.3.1 for the standard error.</remarks>
public static class PercentAgreement
{
    /// <inheritdoc cref="Of(CategoryCounts, AgreementWeights)"/>
    public static AgreementEstimate Of(RatingTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Counts(), weights ?? AgreementWeights.Identity(table.CategoryCount));
    }

    /// <summary>Estimates it with p_e = 0.</summary>
    public static AgreementEstimate Of(CategoryCounts counts, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(weights);
        return Linearisation.Estimate(counts, counts.WithinAgreement(weights), 0, null, defined: true);
    }

    /// <summary>Of two readers; the variance has the divisor n where that from ratings has n − 1.</summary>
    public static AgreementEstimate Of(CrossTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Estimate(weights, 0, new double[table.Categories], new double[table.Categories], defined: true);
    }

    /// <summary>
    /// How often all readers agree, among the cases that every reader rated: the largest and the smallest of a case's numbers
    /// (<see cref="RatingTable.CategoryValues"/>) differ by at most the tolerance.
    /// </summary>
    public static UnanimousAgreement Unanimous(RatingTable table, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var cases = 0;
        var agreeing = 0;
        for (var i = 0; i < table.CaseCount; i++)
        {
            var ratings = table.RatingsOf(i);
            if (ratings.IndexOf(RatingTable.Missing) >= 0)
            {
                continue;
            }

            double low = double.PositiveInfinity,
                high = double.NegativeInfinity;
            foreach (var rating in ratings)
            {
                low = Math.Min(low, table.CategoryValues[rating]);
                high = Math.Max(high, table.CategoryValues[rating]);
            }

            cases++;
            agreeing += high - low <= tolerance ? 1 : 0;
        }

        return new UnanimousAgreement(cases, agreeing);
    }
}

/// <summary>How often all readers agreed.</summary>
/// <param name="Cases">Cases that every reader rated.</param>
/// <param name="Agreeing">Of these, those on which all agreed.</param>
public readonly record struct UnanimousAgreement(int Cases, int Agreeing)
{
    /// <summary>NaN without a case.</summary>
    public double Share => Cases == 0 ? double.NaN : (double)Agreeing / Cases;

    /// <summary>Wilson's interval of the share.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95) => Intervals.Wilson.Interval(Agreeing, Cases, level);
}
