using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Resampling;

/// <summary>What was drawn with replacement in one resample of a reader study; positions from 0, which may repeat.</summary>
/// <param name="Readers">Positions among <see cref="MrmcRatings.Readers"/>.</param>
/// <param name="Negatives">Positions among the cases without the disease.</param>
/// <param name="Positives">Positions among the cases with it.</param>
public sealed record MrmcResample(IReadOnlyList<int> Readers, IReadOnlyList<int> Negatives, IReadOnlyList<int> Positives);

/// <summary>
/// Bootstrap of the readers' mean empirical AUC under each treatment: over cases, readers, or both (the two-way bootstrap, which generalises
/// to new readers and new cases). Cases are drawn within the classes of truth, and the same cases and readers under all treatments, so that
/// differences keep their pairing. Each resample has a random stream of its own: the same seed gives the same bytes on any number of cores.
/// </summary>
/// <remarks>
/// Gallas BD, Bandos A, Samuelson FW, Wagner RF (2009). Communications in Statistics - Theory and Methods 38:2586–2603.
/// doi:10.1080/03610920802610084. Beiden SV, Wagner RF, Campbell G (2000). Academic Radiology 7:341–349. doi:10.1016/S1076-6332(00)80008-2
/// </remarks>
public sealed class MrmcAucBootstrap
{
    private MrmcAucBootstrap(IReadOnlyList<BootstrapDistribution> treatments) => Treatments = treatments;

    /// <summary>
    /// The mean AUC of the readers of each treatment. A resample in which a reader lacks a class of truth is undefined (NaN), which can
    /// happen only where ratings are missing.
    /// </summary>
    public IReadOnlyList<BootstrapDistribution> Treatments { get; }

    /// <summary>First − second treatment, in the same resamples.</summary>
    public BootstrapDistribution Difference(int first, int second) =>
        new(
            Treatments[first].Estimate - Treatments[second].Estimate,
            [.. Treatments[first].Replicates.Zip(Treatments[second].Replicates, (a, b) => a - b)]
        );

    /// <summary>Cases are drawn, readers stay: for conclusions about these readers.</summary>
    public static MrmcAucBootstrap OverCases(MrmcRatings ratings, int replicates, ulong seed) =>
        Of(ratings, replicates, seed, readers: false, cases: true);

    /// <summary>Readers are drawn, cases stay: for conclusions about these cases.</summary>
    public static MrmcAucBootstrap OverReaders(MrmcRatings ratings, int replicates, ulong seed) =>
        Of(ratings, replicates, seed, readers: true, cases: false);

    /// <summary>Readers and cases are drawn.</summary>
    public static MrmcAucBootstrap OverReadersAndCases(MrmcRatings ratings, int replicates, ulong seed) =>
        Of(ratings, replicates, seed, readers: true, cases: true);

    /// <summary>Of resamples drawn elsewhere.</summary>
    public static MrmcAucBootstrap Of(MrmcRatings ratings, IReadOnlyList<MrmcResample> resamples)
    {
        var study = new Study(ratings);
        return Of(
            study,
            resamples.Count,
            (number, readers, cases) =>
            {
                var resample = resamples[number];
                Count(readers, resample.Readers);
                Count(cases, resample.Negatives, study.Negatives);
                Count(cases, resample.Positives, study.Positives);
            }
        );
    }

    private static MrmcAucBootstrap Of(MrmcRatings ratings, int replicates, ulong seed, bool readers, bool cases)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicates);
        var study = new Study(ratings);
        return Of(
            study,
            replicates,
            (number, readerWeights, caseWeights) =>
            {
                var stream = new RandomStream(seed, (ulong)number);
                if (readers)
                {
                    Draw(stream, readerWeights);
                }
                else
                {
                    Array.Fill(readerWeights, 1);
                }

                if (cases)
                {
                    Draw(stream, caseWeights, study.Negatives);
                    Draw(stream, caseWeights, study.Positives);
                }
                else
                {
                    Array.Fill(caseWeights, 1);
                }
            }
        );
    }

    private static MrmcAucBootstrap Of(Study study, int count, Action<int, int[], int[]> weigh)
    {
        var estimates = new double[study.Treatments];
        var everyReader = new int[study.Readers];
        var everyCase = new int[study.Cases];
        Array.Fill(everyReader, 1);
        Array.Fill(everyCase, 1);
        study.MeanAucs(everyReader, everyCase, new int[study.Slots], estimates);
        var replicates = new double[count * study.Treatments];
        Parallel.For(
            0,
            count,
            () => (Readers: new int[study.Readers], Cases: new int[study.Cases], Scratch: new int[study.Slots]),
            (number, _, own) =>
            {
                Array.Clear(own.Readers);
                Array.Clear(own.Cases);
                weigh(number, own.Readers, own.Cases);
                study.MeanAucs(own.Readers, own.Cases, own.Scratch, replicates.AsSpan(number * study.Treatments, study.Treatments));
                return own;
            },
            _ => { }
        );

        return new MrmcAucBootstrap([
            .. estimates.Select(
                (estimate, t) =>
                    new BootstrapDistribution(estimate, [.. Enumerable.Range(0, count).Select(r => replicates[(r * study.Treatments) + t])])
            ),
        ]);
    }

    private static void Draw(RandomStream stream, int[] weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[stream.Below(weights.Length)]++;
        }
    }

    private static void Draw(RandomStream stream, int[] weights, int[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            weights[places[stream.Below(places.Length)]]++;
        }
    }

    private static void Count(int[] weights, IReadOnlyList<int> drawn)
    {
        for (var i = 0; i < drawn.Count; i++)
        {
            weights[drawn[i]]++;
        }
    }

    private static void Count(int[] weights, IReadOnlyList<int> drawn, int[] places)
    {
        for (var i = 0; i < drawn.Count; i++)
        {
            weights[places[drawn[i]]]++;
        }
    }

    /// <summary>The study, ready for counting.</summary>
    private sealed class Study
    {
        private readonly GradedRatings?[][] _graded;

        public Study(MrmcRatings ratings)
        {
            bool[] diseased = [.. ratings.Diseased];
            Cases = diseased.Length;
            Readers = ratings.Readers.Count;
            Treatments = ratings.Treatments.Count;
            Negatives = [.. Enumerable.Range(0, Cases).Where(i => !diseased[i])];
            Positives = [.. Enumerable.Range(0, Cases).Where(i => diseased[i])];
            _graded = new GradedRatings?[Treatments][];
            for (var t = 0; t < Treatments; t++)
            {
                _graded[t] = new GradedRatings?[Readers];
                for (var r = 0; r < Readers; r++)
                {
                    if (ratings.HasRead(t, r))
                    {
                        var graded = GradedRatings.Of(ratings.Of(t, r), diseased);
                        Slots = Math.Max(Slots, graded.Slots);
                        _graded[t][r] = graded;
                    }
                }
            }
        }

        public int Treatments { get; }

        public int Readers { get; }

        public int Cases { get; }

        public int Slots { get; }

        /// <summary>Cases without the disease.</summary>
        public int[] Negatives { get; }

        /// <summary>Cases with it.</summary>
        public int[] Positives { get; }

        /// <summary>The mean over the drawn readers who read under a treatment; NaN where none did.</summary>
        public void MeanAucs(int[] readerWeights, int[] caseWeights, int[] scratch, Span<double> means)
        {
            for (var t = 0; t < means.Length; t++)
            {
                double sum = 0;
                var readers = 0;
                for (var r = 0; r < readerWeights.Length; r++)
                {
                    if (readerWeights[r] > 0 && _graded[t][r] is { } graded)
                    {
                        sum += readerWeights[r] * graded.Auc(caseWeights, scratch);
                        readers += readerWeights[r];
                    }
                }

                means[t] = sum / readers;
            }
        }
    }
}
