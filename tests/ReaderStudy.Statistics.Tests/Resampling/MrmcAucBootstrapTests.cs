using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Resampling;

public sealed class MrmcAucBootstrapTests
{
    private static readonly bool[] Diseased = [false, true, false, false, true, true, false];

    // [treatment][reader][case]
    private static readonly double[][][] Ratings =
    [
        [
            [1, 3, 2, 2, 2, 4, 3],
            [0.1, 0.5, 0.2, 0.9, 0.7, 0.8, 0.1],
        ],
        [
            [2, 3, 1, 1, 3, 5, 4],
            [0.3, 0.3, 0.2, 0.4, 0.9, 0.6, 0.5],
        ],
    ];

    private static readonly MrmcRatings Study = MrmcRatings.Of(Diseased, Ratings);

    [Fact]
    public void The_estimate_is_the_mean_auc_of_the_readers()
    {
        var bootstrap = MrmcAucBootstrap.Of(Study, [new MrmcResample([0, 1], [0, 1, 2, 3], [0, 1, 2])]);

        for (var t = 0; t < 2; t++)
        {
            var mean = (Auc(t, 0, [0, 1, 2, 3], [0, 1, 2]) + Auc(t, 1, [0, 1, 2, 3], [0, 1, 2])) / 2;
            Assert.Equal(mean, bootstrap.Treatments[t].Estimate, 15);
            Assert.Equal(mean, bootstrap.Treatments[t].Replicates[0], 15);
        }

        Assert.Equal(bootstrap.Treatments[0].Estimate - bootstrap.Treatments[1].Estimate, bootstrap.Difference(0, 1).Estimate);
    }

    [Fact]
    public void A_resample_counts_cases_and_readers_as_often_as_they_were_drawn()
    {
        var bootstrap = MrmcAucBootstrap.Of(Study, [new MrmcResample([1, 1, 0], [0, 0, 3, 2], [2, 2, 0]), new MrmcResample([0], [1], [1])]);

        for (var t = 0; t < 2; t++)
        {
            Assert.Equal(
                ((2 * Auc(t, 1, [0, 0, 3, 2], [2, 2, 0])) + Auc(t, 0, [0, 0, 3, 2], [2, 2, 0])) / 3,
                bootstrap.Treatments[t].Replicates[0],
                15
            );
            Assert.Equal(Auc(t, 0, [1], [1]), bootstrap.Treatments[t].Replicates[1]);
        }

        Assert.Equal(
            bootstrap.Treatments[1].Replicates[0] - bootstrap.Treatments[0].Replicates[0],
            bootstrap.Difference(1, 0).Replicates[0]
        );
    }

    [Fact]
    public void Readers_cases_or_both_are_drawn_by_pinned_streams()
    {
        // Readers first, then negative, then positive cases, from the stream of the resample.
        var both = MrmcAucBootstrap.OverReadersAndCases(Study, 30, 5);
        var cases = MrmcAucBootstrap.OverCases(Study, 30, 5);
        var readers = MrmcAucBootstrap.OverReaders(Study, 30, 5);
        for (var number = 0; number < 30; number++)
        {
            int[] Draw(RandomStream stream, int of) => [.. Enumerable.Range(0, of).Select(_ => stream.Below(of))];
            var stream = new RandomStream(5, (ulong)number);
            var (r, n, p) = (Draw(stream, 2), Draw(stream, 4), Draw(stream, 3));
            Assert.Equal(r.Average(reader => Auc(1, reader, n, p)), both.Treatments[1].Replicates[number], 14);
            Assert.Equal(r.Average(reader => Auc(0, reader, [0, 1, 2, 3], [0, 1, 2])), readers.Treatments[0].Replicates[number], 14);
            stream = new RandomStream(5, (ulong)number);
            (n, p) = (Draw(stream, 4), Draw(stream, 3));
            Assert.Equal((Auc(1, 0, n, p) + Auc(1, 1, n, p)) / 2, cases.Treatments[1].Replicates[number], 14);
        }

        Assert.Equal(both.Difference(0, 1).Replicates, MrmcAucBootstrap.OverReadersAndCases(Study, 30, 5).Difference(0, 1).Replicates);
        Assert.Throws<ArgumentOutOfRangeException>(() => MrmcAucBootstrap.OverCases(Study, 0, 1));
    }

    [Fact]
    public void Cases_without_a_rating_are_left_out_and_readers_without_a_treatment_too()
    {
        double[][][] ratings =
        [
            [
                [1, 3, double.NaN, 2, 2, 4, 3],
                [0.1, 0.5, 0.2, 0.9, 0.7, 0.8, 0.1],
            ],
            [
                [2, 3, 1, 1, 3, 5, 4],
                [.. Enumerable.Repeat(double.NaN, 7)],
            ],
        ];
        var bootstrap = MrmcAucBootstrap.Of(
            MrmcRatings.Of(Diseased, ratings),
            [
                new MrmcResample([0, 1], [1, 1, 0, 2], [0, 1, 2]),
                new MrmcResample([1, 1], [0, 1, 2, 3], [0, 1, 2]),
                new MrmcResample([0, 0], [1, 1, 1, 1], [0, 1, 2]),
            ]
        );

        Assert.Equal((Auc(0, 0, [0, 2], [0, 1, 2]) + Auc(0, 1, [1, 1, 0, 2], [0, 1, 2])) / 2, bootstrap.Treatments[0].Replicates[0], 15);
        Assert.Equal(Auc(1, 0, [1, 1, 0, 2], [0, 1, 2]), bootstrap.Treatments[1].Replicates[0], 15);
        // No drawn reader read the second treatment; and of the first reader only a case that he did not rate was drawn.
        Assert.Equal(double.NaN, bootstrap.Treatments[1].Replicates[1]);
        Assert.Equal(double.NaN, bootstrap.Treatments[0].Replicates[2]);
        Assert.Equal(1, bootstrap.Treatments[0].Undefined);
    }

    private static double Auc(int treatment, int reader, int[] negatives, int[] positives)
    {
        int[] without = [.. Enumerable.Range(0, Diseased.Length).Where(i => !Diseased[i])];
        int[] with = [.. Enumerable.Range(0, Diseased.Length).Where(i => Diseased[i])];
        return EmpiricalAuc.Of(
            [.. negatives.Select(i => Ratings[treatment][reader][without[i]])],
            [.. positives.Select(i => Ratings[treatment][reader][with[i]])]
        );
    }
}
