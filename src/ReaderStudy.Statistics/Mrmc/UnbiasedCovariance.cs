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
    /// <summary>Up to so many steps one core is done before others are awake.</summary>
    private const long Small = 200_000;

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
        if ((long)cells.Count * cells.Count * ratings.Cases.Count < Small)
        {
            for (var a = 0; a < cells.Count; a++)
            {
                Row(a);
            }
        }
        else
        {
            Parallel.For(0, cells.Count, Row);
        }

        return matrix;

        void Row(int a)
        {
            var counts = new int[4 * ratings.Cases.Count];
            for (var b = 0; b <= a; b++)
            {
                matrix[a, b] = matrix[b, a] = Between(cells[a], cells[b], ratings.Truth, counts);
            }
        }
    }

    private static double Between(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth, int[] counts)
    {
        var (diseased, nonDiseased) = Shared(a, b, truth);
        var products = CrossProducts.Dot(a.Twice, b.Twice);
        double all = (double)a.Diseased * b.Diseased * a.NonDiseased * b.NonDiseased,
            apart =
                all
                - ((double)a.Diseased * b.Diseased * nonDiseased)
                - ((double)a.NonDiseased * b.NonDiseased * diseased)
                + (diseased * nonDiseased),
            whole = (double)a.TwiceSum * b.TwiceSum;

        // Sums of products over pairs of pairs that share no case: all less those that share one.
        return 0.25 * ((whole / all) - ((whole - products + Joint(a, b, truth, counts)) / apart));
    }

    /// <summary>Cases that both readers read.</summary>
    private static (double Diseased, double NonDiseased) Shared(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth)
    {
        if (a.Order.Length == truth.Length && b.Order.Length == truth.Length)
        {
            return (a.Diseased, a.NonDiseased);
        }

        double diseased = 0,
            nonDiseased = 0;
        for (var k = 0; k < truth.Length; k++)
        {
            if (a.Rank[k] > 0 && b.Rank[k] > 0)
            {
                (diseased, nonDiseased) = truth[k] ? (diseased + 1, nonDiseased) : (diseased, nonDiseased + 1);
            }
        }

        return (diseased, nonDiseased);
    }

    private static long Joint(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth, int[] counts) =>
        (long)(a.Ranks + 1) * (b.Ranks + 1) <= counts.Length ? JointByTable(a, b, truth, counts) : JointByTree(a, b, truth, counts);

    /// <summary>
    /// Σ 2ψ₁ · 2ψ₂ over pairs of cases that both readers read, where there are few different ratings: with C(r, s) the non-diseased cases of
    /// rank at most r and s, each diseased case of rank r and s adds C(r, s) + C(r − 1, s) + C(r, s − 1) + C(r − 1, s − 1).
    /// </summary>
    private static long JointByTable(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth, int[] table)
    {
        var width = b.Ranks + 1;
        Array.Clear(table, 0, (a.Ranks + 1) * width);
        for (var k = 0; k < truth.Length; k++)
        {
            // Cases that were not read are of rank 0, which is cleared below.
            table[(a.Rank[k] * width) + b.Rank[k]] += truth[k] ? 0 : 1;
        }

        Array.Clear(table, 0, width);
        for (var r = 1; r <= a.Ranks; r++)
        {
            var inRow = 0;
            table[r * width] = 0;
            for (var s = 1; s < width; s++)
            {
                inRow += table[(r * width) + s];
                table[(r * width) + s] = inRow + table[((r - 1) * width) + s];
            }
        }

        long sum = 0;
        for (var k = 0; k < truth.Length; k++)
        {
            if (truth[k] && a.Rank[k] > 0 && b.Rank[k] > 0)
            {
                var at = (a.Rank[k] * width) + b.Rank[k];
                sum += (long)table[at] + table[at - 1] + table[at - width] + table[at - width - 1];
            }
        }

        return sum;
    }

    /// <summary>Σ 2ψ₁ · 2ψ₂ over pairs of cases that both readers read, by a binary indexed tree over the second reader's ranks.</summary>
    private static long JointByTree(RankedCell a, RankedCell b, ReadOnlySpan<bool> truth, int[] counts)
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
    private static long TwiceBelow(int[] counts, int rank) => rank == 0 ? 0 : UpTo(counts, rank - 1) + UpTo(counts, rank);

    private static long UpTo(int[] counts, int rank)
    {
        long sum = 0;
        for (; rank > 0; rank &= rank - 1)
        {
            sum += counts[rank];
        }

        return sum;
    }

    private static void Enter(int[] counts, int rank, int ranks)
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
            Twice = new double[ratings.Length];
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

        /// <summary>Σ 2ψ over the pairs of which the case is one; 0 for a case that was not read.</summary>
        public double[] Twice { get; }

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
