namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The unbiased estimate of the covariance of two empirical AUCs θ = E ψ, with ψ = 1, ½ or 0 as a diseased case is rated above, like or
/// below a non-diseased one. E θ̂₁θ̂₂ is estimated by the mean product over all pairs of pairs, θ₁θ₂ by the mean product over those that share
/// no case. Where two readers read different cases, only the shared ones make the difference; readers who share none have covariance 0.
/// </summary>
/// <remarks>
/// Gallas BD (2006). One-shot estimate of MRMC variance: AUC. Academic Radiology 13:353–362. doi:10.1016/j.acra.2005.11.030.
/// Gallas BD, Pennello GA, Myers KJ (2007). Multireader multicase variance analysis for binary data. Journal of the Optical Society of America
/// A 24:B70–B80. doi:10.1364/JOSAA.24.000B70
/// </remarks>
internal static class UnbiasedCovariance
{
    /// <summary>Time O(N log N) for each pair of readers, memory linear: Σ ψ₁ψ₂ over all pairs of cases by counting, not pair by pair.</summary>
    public static double[,] Of(MrmcRatings ratings)
    {
        var cells = new List<RankedCell>();
        for (var i = 0; i < ratings.Treatments.Count; i++)
        {
            for (var j = 0; j < ratings.Readers.Count; j++)
            {
                cells.Add(new RankedCell(ratings.Of(i, j), ratings.Truth));
            }
        }

        var matrix = new double[cells.Count, cells.Count];
        Parallel.For(
            0,
            cells.Count,
            a =>
            {
                var counts = new long[ratings.Cases.Count + 2];
                for (var b = 0; b <= a; b++)
                {
                    matrix[a, b] = matrix[b, a] = Between(cells[a], cells[b], ratings.Truth, counts);
                }
            }
        );
        return matrix;
    }

    private static double Between(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth, long[] counts)
    {
        double diseased = 0,
            nonDiseased = 0,
            products = 0;
        for (var k = 0; k < truth.Length; k++)
        {
            if (a.Rank[k] > 0 && b.Rank[k] > 0)
            {
                (diseased, nonDiseased) = truth[k] ? (diseased + 1, nonDiseased) : (diseased, nonDiseased + 1);
                products += (double)a.Twice[k] * b.Twice[k];
            }
        }

        double all = (double)a.Diseased * b.Diseased * a.NonDiseased * b.NonDiseased,
            apart =
                all
                - ((double)a.Diseased * b.Diseased * nonDiseased)
                - ((double)a.NonDiseased * b.NonDiseased * diseased)
                + (diseased * nonDiseased),
            whole = (double)a.TwiceSum * b.TwiceSum;

        // Sums of products over pairs of pairs that share no case: all less those that share one.
        return 0.25 * ((whole / all) - ((whole - products + JointTwice(a, b, truth, counts)) / apart));
    }

    /// <summary>Σ 2ψ₁ · 2ψ₂ over pairs of cases that both readers read.</summary>
    private static long JointTwice(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth, long[] counts)
    {
        Array.Clear(counts, 0, b.Ranks + 1);
        long sum = 0;
        var order = a.Order;
        for (int start = 0, end; start < order.Length; start = end)
        {
            // Non-diseased cases of a lower rank count twice, those of the same rank once: before they are entered and after.
            for (end = start; end < order.Length && a.Rank[order[end]] == a.Rank[order[start]]; end++)
            {
                sum += truth[order[end]] ? TwiceBelow(counts, b.Rank[order[end]]) : 0;
            }

            for (var i = start; i < end; i++)
            {
                if (!truth[order[i]] && b.Rank[order[i]] > 0)
                {
                    Enter(counts, b.Rank[order[i]], b.Ranks);
                }
            }

            for (var i = start; i < end; i++)
            {
                sum += truth[order[i]] ? TwiceBelow(counts, b.Rank[order[i]]) : 0;
            }
        }

        return sum;
    }

    /// <summary>Cases entered below a rank twice, at the rank once; 0 for a case that was not read.</summary>
    private static long TwiceBelow(long[] counts, int rank) => rank == 0 ? 0 : UpTo(counts, rank - 1) + UpTo(counts, rank);

    private static long UpTo(long[] counts, int rank)
    {
        long sum = 0;
        for (; rank > 0; rank &= rank - 1)
        {
            sum += counts[rank];
        }

        return sum;
    }

    private static void Enter(long[] counts, int rank, int ranks)
    {
        for (; rank <= ranks; rank += rank & -rank)
        {
            counts[rank]++;
        }
    }

    /// <summary>One reader's ratings under one treatment by dense rank, with the counts that go with them.</summary>
    private sealed class RankedCell
    {
        public RankedCell(ReadOnlySpan<double> ratings, ReadOnlySpan<bool> truth)
        {
            Rank = new int[ratings.Length];
            Twice = new long[ratings.Length];
            var read = new List<int>();
            for (var k = 0; k < ratings.Length; k++)
            {
                if (!double.IsNaN(ratings[k]))
                {
                    read.Add(k);
                    (Diseased, NonDiseased) = truth[k] ? (Diseased + 1, NonDiseased) : (Diseased, NonDiseased + 1);
                }
            }

            Order = [.. read];
            var values = new double[Order.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = ratings[Order[i]];
            }

            Array.Sort(values, Order);
            Count(values, truth);
        }

        /// <summary>From 1 by rising rating, the same for tied ones; 0 for a case that was not read.</summary>
        public int[] Rank { get; }

        /// <summary>Cases read, by rising rating.</summary>
        public int[] Order { get; }

        public int Ranks { get; private set; }

        public int Diseased { get; }

        public int NonDiseased { get; }

        /// <summary>Σ 2ψ over the pairs of which the case is one.</summary>
        public long[] Twice { get; }

        /// <summary>Σ 2ψ over all pairs.</summary>
        public long TwiceSum { get; private set; }

        private void Count(double[] values, ReadOnlySpan<bool> truth)
        {
            long diseasedBelow = 0,
                nonDiseasedBelow = 0;
            for (int start = 0, end; start < Order.Length; start = end)
            {
                Ranks++;
                long tied = 0;
                for (end = start; end < Order.Length && values[end].Equals(values[start]); end++)
                {
                    tied += truth[Order[end]] ? 1 : 0;
                }

                var tiedNonDiseased = end - start - tied;
                for (var i = start; i < end; i++)
                {
                    Rank[Order[i]] = Ranks;
                    Twice[Order[i]] = truth[Order[i]] ? (2 * nonDiseasedBelow) + tiedNonDiseased : (2 * (Diseased - diseasedBelow)) - tied;
                }

                TwiceSum += tied * ((2 * nonDiseasedBelow) + tiedNonDiseased);
                diseasedBelow += tied;
                nonDiseasedBelow += tiedNonDiseased;
            }
        }
    }
}
