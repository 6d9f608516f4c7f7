using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Mrmc;

/// <summary>Small crossed studies with ties, for properties that hold of every study. The same ones in every run.</summary>
internal static class RandomReaderStudies
{
    public static readonly Config Pinned = Config.QuickThrowOnFailure.WithReplay(20240611UL, 3UL).WithMaxTest(60);

    /// <summary>1 to 3 treatments, 1 to 4 readers, 2 to 7 cases of each class, ratings 1 to 5; as tables.</summary>
    public static Arbitrary<(bool[] Diseased, double[][][] Ratings)> Tables { get; } =
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Table((ulong)seed, 1, 1)).ToArbitrary();

    /// <summary>The same with at least two treatments and two readers.</summary>
    public static Arbitrary<(bool[] Diseased, double[][][] Ratings)> Comparisons { get; } =
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Table((ulong)seed, 2, 2)).ToArbitrary();

    public static MrmcRatings Study((bool[] Diseased, double[][][] Ratings) table) => MrmcRatings.Of(table.Diseased, table.Ratings);

    /// <summary>The table with about a fifth of the readings missing; two cases of each class stay with every reader.</summary>
    public static (bool[] Diseased, double[][][] Ratings) WithGaps((bool[] Diseased, double[][][] Ratings) table)
    {
        var random = new RandomStream(77, (ulong)table.Diseased.Length);
        return (
            table.Diseased,
            [
                .. table.Ratings.Select(t =>
                    t.Select(r =>
                            r.Select(
                                    (x, k) =>
                                        table.Diseased.Take(k).Count(d => d == table.Diseased[k]) >= 2 && random.Below(5) == 0
                                            ? double.NaN
                                            : x
                                )
                                .ToArray()
                        )
                        .ToArray()
                ),
            ]
        );
    }

    public static bool Near(double expected, double got, double tolerance = 1e-10) =>
        expected.Equals(got) || Math.Abs(expected - got) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static (bool[], double[][][]) Table(ulong seed, int leastTreatments, int leastReaders)
    {
        var random = new RandomStream(seed, 0);
        int t = leastTreatments + random.Below(4 - leastTreatments),
            r = leastReaders + random.Below(5 - leastReaders),
            diseased = 2 + random.Below(6),
            healthy = 2 + random.Below(6);
        var truth = new bool[diseased + healthy];
        for (var placed = 0; placed < diseased; )
        {
            ref var place = ref truth[random.Below(truth.Length)];
            placed += place ? 0 : 1;
            place = true;
        }

        double[][][] ratings =
        [
            .. Enumerable
                .Range(0, t)
                .Select(_ =>
                    Enumerable
                        .Range(0, r)
                        .Select(_ => truth.Select(d => 1 + random.Below(4) + (d ? (double)random.Below(2) : 0)).ToArray())
                        .ToArray()
                ),
        ];
        return (truth, ratings);
    }
}
