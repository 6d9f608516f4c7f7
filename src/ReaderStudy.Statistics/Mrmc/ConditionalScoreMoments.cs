namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The nested conditional means of <see cref="ScoreUStatistic.Conditional"/>.</summary>
internal static class ConditionalScoreMoments
{
    /// <summary>Moments and coefficients: sharing neither reader nor case; the case; the reader; both.</summary>
    public static (double[] M, double[] C) Of(ScoreArm a, ScoreArm b)
    {
        var readers = a.ReaderCounts.Length;
        var sums = new double[4];
        var weights = new double[4];
        var terms = new int[4];
        var coefficients = new double[4];
        for (var r = 0; r < readers; r++)
        {
            for (var s = 0; s < readers; s++)
            {
                var share = a.ReaderCounts[r] / a.Count * (b.ReaderCounts[s] / b.Count);
                var weight = r == s ? Math.Sqrt(share) : share;
                var (sameCase, sharedCases) = SameCase(a, b, r, s);
                var (both, other) = r == s ? (3, 2) : (1, 0);
                terms[both] += Add(sums, both, weight * sameCase);
                terms[other] += Add(sums, other, weight * OtherCase(a, b, r, s));
                weights[both] += weight;
                weights[other] += weight;

                var part = sharedCases / (a.ReaderCounts[r] * b.ReaderCounts[s]);
                Add(coefficients, both, share * part);
                Add(coefficients, other, share * (1 - part));
            }
        }

        coefficients[0]--;
        for (var k = 0; k < 4; k++)
        {
            sums[k] = terms[k] > 0 && weights[k] > 0 ? sums[k] / weights[k] : Missing(coefficients[k]);
        }

        return (sums, coefficients);
    }

    /// <summary>A moment that the design does not hold: 0 when nothing depends on it, else NaN.</summary>
    public static double Missing(double coefficient) => coefficient == 0 ? 0 : double.NaN;

    /// <summary>The mean product of the scores of one case, over the cases that both readers read; NaN without one.</summary>
    private static (double Mean, double Cases) SameCase(ScoreArm a, ScoreArm b, int r, int s)
    {
        double sum = 0,
            count = 0;
        for (var k = 0; k < a.CaseSums.Length; k++)
        {
            sum += a.Scores[r][k] * b.Scores[s][k];
            count += a.Read[r][k] * b.Read[s][k];
        }

        return (sum / count, count);
    }

    /// <summary>
    /// Over the cases of the first, the mean of the score times the mean of the other reader's scores of all other cases. Without any
    /// other case a reader pair has no such mean (NaN); one reader with himself leaves such cases out.
    /// </summary>
    private static double OtherCase(ScoreArm a, ScoreArm b, int r, int s)
    {
        var sum = 0.0;
        for (var k = 0; k < a.CaseSums.Length; k++)
        {
            var others = (b.ReaderSums[s] - b.Scores[s][k]) / (b.ReaderCounts[s] - b.Read[s][k]);
            var product = a.Scores[r][k] * others;
            sum += r == s && double.IsNaN(product) ? 0 : product;
        }

        return sum / a.ReaderCounts[r];
    }

    /// <summary>Adds a term unless it is NaN; tells how many were added.</summary>
    private static int Add(double[] sums, int place, double term)
    {
        if (double.IsNaN(term))
        {
            return 0;
        }

        sums[place] += term;
        return 1;
    }
}
