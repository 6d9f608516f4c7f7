namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// AUCs of arms averaged over random readers and random cases, and differences of them, with Gallas's one-shot estimate of the variance.
/// Any reader may have read any cases in any arm: fully crossed, split-plot, nested, partially paired and incomplete data are treated by
/// the same formula, whose covariance falls to what the design shares. Unlike the analysis of Obuchowski and Rockette no model and no
/// equal variances are assumed; where everybody read everything the variances are the same as theirs with unbiased covariances.
/// </summary>
/// <remarks>
/// Gallas BD (2006). Academic Radiology 13:353–362. doi:10.1016/j.acra.2005.11.030. Gallas BD, Bandos A, Samuelson FW, Wagner RF (2009).
/// Communications in Statistics: Theory and Methods 38:2586–2603. doi:10.1080/03610920802610084
/// </remarks>
public static class UStatistic
{
    /// <summary>All arms and all differences. Inference uses <see cref="UStatisticInference.Of"/>, with real-valued degrees of freedom.</summary>
    public static UStatisticAnalysis Of(MrmcRatings ratings, double level = 0.95)
    {
        var count = ratings.Treatments.Count;
        var pairs = new List<(int First, int Second)>();
        for (var arm = 0; arm < count; arm++)
        {
            pairs.Add((arm, arm));
        }

        for (var first = 0; first < count; first++)
        {
            for (var second = first + 1; second < count; second++)
            {
                pairs.Add((first, second));
            }
        }

        var moments = UStatisticSums.Of(ratings, [.. pairs]);
        UStatisticArm[] arms = [.. moments.Take(count).Select((m, arm) => Arm(ratings, arm, m, level))];
        return new UStatisticAnalysis(
            arms,
            [.. pairs.Skip(count).Select((p, k) => Difference(ratings, p, arms, moments[count + k], level))]
        );
    }

    private static UStatisticArm Arm(MrmcRatings ratings, int arm, UStatisticArmPair sums, double level)
    {
        var (moments, perReader, auc, readerAucs) = sums;
        var readers = new List<UStatisticReader>();
        for (var r = 0; r < perReader.Length; r++)
        {
            if (ratings.HasRead(arm, r))
            {
                readers.Add(Reader(ratings, arm, r, readerAucs[r], perReader[r]));
            }
        }

        var (nonDiseased, diseased) = CasesRead(ratings, [arm]);
        var biased = BarrettComponents.Of(moments.Biased);
        var coefficients = BarrettComponents.CoefficientsOf(moments.Coefficients);
        var df = UStatisticDegreesOfFreedom.Of(biased, coefficients, moments.Covariance, moments.BiasedCovariance);
        return new UStatisticArm(
            ratings.Treatments[arm],
            readers.Count,
            nonDiseased,
            diseased,
            auc,
            moments,
            BarrettComponents.Of(moments.Unbiased),
            biased,
            coefficients,
            df,
            UStatisticInference.Of(auc, 0.5, moments.Covariance, df.Unbiased, level),
            UStatisticInference.Of(auc, 0.5, moments.BiasedCovariance, df.Biased, level),
            readers
        );
    }

    private static UStatisticReader Reader(MrmcRatings ratings, int arm, int reader, double auc, UStatisticMoments moments)
    {
        var own = ratings.Of(arm, reader);
        var (nonDiseased, diseased) = Shared(ratings, own, own);
        return new UStatisticReader(ratings.Readers[reader], nonDiseased, diseased, auc, moments.Covariance);
    }

    private static UStatisticDifference Difference(
        MrmcRatings ratings,
        (int First, int Second) pair,
        UStatisticArm[] arms,
        UStatisticArmPair sums,
        double level
    )
    {
        var moments = sums.Moments;
        var (first, second) = (arms[pair.First], arms[pair.Second]);
        var readers = ReaderPairs(ratings, pair, first, second, sums.PerReader);
        var (nonDiseased, diseased) = CasesRead(ratings, [pair.First, pair.Second]);
        var biased = BarrettComponents.Of(moments.Biased);
        var coefficients = BarrettComponents.CoefficientsOf(moments.Coefficients);
        var variance = first.Moments.Covariance + second.Moments.Covariance - (2 * moments.Covariance);
        var biasedVariance = first.Moments.BiasedCovariance + second.Moments.BiasedCovariance - (2 * moments.BiasedCovariance);
        var df = UStatisticDegreesOfFreedom.OfDifference(
            (first.BiasedComponents, first.ComponentCoefficients),
            (second.BiasedComponents, second.ComponentCoefficients),
            (biased, coefficients),
            variance,
            biasedVariance
        );
        return new UStatisticDifference(
            first,
            second,
            first.Readers + second.Readers - readers.Count,
            nonDiseased,
            diseased,
            moments,
            BarrettComponents.Of(moments.Unbiased),
            biased,
            coefficients,
            UStatisticDegreesOfFreedom.Of(biased, coefficients, moments.Covariance, moments.BiasedCovariance),
            df,
            UStatisticInference.Of(first.Auc - second.Auc, 0, variance, df.Unbiased, level),
            UStatisticInference.Of(first.Auc - second.Auc, 0, biasedVariance, df.Biased, level),
            readers
        );
    }

    private static List<UStatisticReaderPair> ReaderPairs(
        MrmcRatings ratings,
        (int First, int Second) pair,
        UStatisticArm first,
        UStatisticArm second,
        UStatisticMoments[] perReader
    )
    {
        var readers = new List<UStatisticReaderPair>();
        for (var r = 0; r < perReader.Length; r++)
        {
            var name = ratings.Readers[r];
            var one = first.PerReader.FirstOrDefault(p => p.Reader == name);
            var two = second.PerReader.FirstOrDefault(p => p.Reader == name);
            if (one is not null && two is not null)
            {
                var (n0, n1) = Shared(ratings, ratings.Of(pair.First, r), ratings.Of(pair.Second, r));
                var variance = one.Variance + two.Variance - (2 * perReader[r].Covariance);
                readers.Add(new UStatisticReaderPair(name, n0, n1, one, two, one.Auc - two.Auc, variance));
            }
        }

        return readers;
    }

    /// <summary>Cases without and with disease that both lists of ratings hold.</summary>
    private static (int NonDiseased, int Diseased) Shared(MrmcRatings ratings, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (nonDiseased, diseased) = (0, 0);
        var truth = ratings.Truth;
        for (var k = 0; k < truth.Length; k++)
        {
            if (!double.IsNaN(a[k]) && !double.IsNaN(b[k]))
            {
                _ = truth[k] ? diseased++ : nonDiseased++;
            }
        }

        return (nonDiseased, diseased);
    }

    /// <summary>Cases without and with disease that anybody read in any of the arms.</summary>
    private static (int NonDiseased, int Diseased) CasesRead(MrmcRatings ratings, int[] arms)
    {
        double[] read = new double[ratings.Cases.Count];
        Array.Fill(read, double.NaN);
        foreach (var arm in arms)
        {
            for (var r = 0; r < ratings.Readers.Count; r++)
            {
                var own = ratings.Of(arm, r);
                for (var k = 0; k < read.Length; k++)
                {
                    read[k] = double.IsNaN(own[k]) ? read[k] : 0;
                }
            }
        }

        return Shared(ratings, read, read);
    }
}
