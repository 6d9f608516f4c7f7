using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Mrmc;

/// <summary>Small studies with ties and missing readings, drawn from a seed, for properties and for routes that are slow but plain.</summary>
internal static class SmallStudies
{
    public static readonly Config Pinned = Config.QuickThrowOnFailure.WithReplay(20250611UL, 7UL).WithMaxTest(60);

    public static Arbitrary<int> Seeds => Gen.Choose(0, 1_000_000).ToArbitrary();

    /// <summary>[arm][reader][case], NaN where not read; the first cases are without disease.</summary>
    public static (bool[] Truth, double[][][] Ratings) Draw(int seed, int arms = 2, double missing = 0.25)
    {
        var stream = new RandomStream((ulong)seed, 3);
        var (readers, n0, n1) = (2 + stream.Below(3), 3 + stream.Below(4), 3 + stream.Below(4));
        bool[] truth = [.. Enumerable.Range(0, n0 + n1).Select(k => k >= n0)];
        return (
            truth,
            [
                .. Enumerable
                    .Range(0, arms)
                    .Select(_ =>
                        Enumerable.Range(0, readers).Select(_ => truth.Select(t => Rating(stream, t, missing)).ToArray()).ToArray()
                    ),
            ]
        );
    }

    public static MrmcRatings Ratings((bool[] Truth, double[][][] Ratings) study) => MrmcRatings.Of(study.Truth, study.Ratings);

    private static double Rating(RandomStream stream, bool diseased, double missing)
    {
        var rating = stream.Below(4) + (diseased && stream.Uniform() < 0.6 ? 2 : 0);
        return stream.Uniform() < missing ? double.NaN : rating;
    }
}
