using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>One analysis of iMRMC in Java, of an arm or of a difference, and its decompositions in the order of the columns printed.</summary>
internal sealed class IMrmcJavaRecord(IMrmcStudy study, UStatisticArm first, UStatisticDifference? difference)
{
    private readonly int _readers = study.Ratings.Readers.Count;
    private readonly int _nonDiseased = study.Ratings.Diseased.Count(d => !d);
    private readonly int _diseased = study.Ratings.Diseased.Count(d => d);

    public UStatisticArm First { get; } = first;

    public UStatisticDifference? Difference { get; } = difference;

    /// <summary>Whether all readers of the analysis read all its cases, in both arms.</summary>
    public bool FullyCrossed =>
        Difference is { } d
            ? d.PerReader.Count == d.Readers && d.PerReader.All(r => (r.NonDiseased, r.Diseased) == (d.NonDiseased, d.Diseased))
            : First.PerReader.All(r => (r.NonDiseased, r.Diseased) == (First.NonDiseased, First.Diseased));

    public double[] DorfmanCoefficients =>
        Values(
            Difference is null
                ? DorfmanComponents.CoefficientsOfArm(_readers, Cases)
                : DorfmanComponents.CoefficientsOfDifference(_readers, Cases)
        );

    /// <summary>The program prints the third coefficient of an arm under MC, and the second of a difference under RC.</summary>
    public double[] MeanSquareCoefficients
    {
        get
        {
            var c = Difference is null
                ? CrossedMeanSquares.CoefficientsOfArm(_readers, Cases)
                : CrossedMeanSquares.CoefficientsOfDifference(_readers, Cases);
            return Difference is null
                ? [c.Reader, c.Case, 0, 0, c.ReaderCase, 0]
                : [0, 0, c.TreatmentCase, c.TreatmentReader, 0, c.TreatmentReaderCase];
        }
    }

    public double[] ObuchowskiCoefficients =>
        Values(
            Difference is null ? UStatisticObuchowski.CoefficientsOfArm(_readers) : UStatisticObuchowski.CoefficientsOfDifference(_readers)
        );

    public double HillisDegreesOfFreedom =>
        Difference is { } d
            ? Unbiased.HillisDegreesOfFreedomOfDifference(Aucs(d.First), Aucs(d.Second))
            : Unbiased.HillisDegreesOfFreedomOfArm(Aucs(First));

    private int Cases => _nonDiseased + _diseased;

    private UStatisticObuchowski Unbiased =>
        Difference is { } d
            ? UStatisticObuchowski.OfDifference(
                (Moments(d.First.Moments, false), Aucs(d.First)),
                (Moments(d.Second.Moments, false), Aucs(d.Second)),
                Moments(d.Moments, false),
                _nonDiseased,
                _diseased
            )
            : UStatisticObuchowski.OfArm(Moments(First.Moments, false), Aucs(First), _nonDiseased, _diseased);

    public UStatisticInference Inference(bool biased) =>
        (biased, Difference) switch
        {
            (true, { } d) => d.Biased,
            (false, { } d) => d.Unbiased,
            (true, null) => First.Biased,
            (false, null) => First.Unbiased,
        };

    /// <summary>A moment that the design does not hold is 0 here.</summary>
    public IReadOnlyList<double> Moments(UStatisticMoments of, bool biased) =>
        [.. (biased ? of.Biased : of.Unbiased).Select(m => double.IsNaN(m) ? 0 : m)];

    public double[] Dorfman(bool biased) => Values(DorfmanOf(biased));

    public double[] MeanSquares(bool biased)
    {
        var c = DorfmanOf(biased);
        var m = Difference is null ? CrossedMeanSquares.OfArm(c, _readers, Cases) : CrossedMeanSquares.OfDifference(c, _readers, Cases);
        return [m.Reader, m.Case, m.ReaderCase, m.TreatmentReader, m.TreatmentCase, m.TreatmentReaderCase];
    }

    public double[] Obuchowski(bool biased) => Values(biased ? UStatisticObuchowski.Of(DorfmanOf(true), Cases) : Unbiased);

    private static double[] Values(DorfmanComponents c) =>
        [c.Reader, c.Case, c.ReaderCase, c.TreatmentReader, c.TreatmentCase, c.TreatmentReaderCase];

    private static double[] Values(UStatisticObuchowski c) =>
        [c.Reader, c.TreatmentReader, c.Covariance1, c.Covariance2, c.Covariance3, c.Error];

    private static double[] Aucs(UStatisticArm arm) => [.. arm.PerReader.Select(r => r.Auc)];

    private DorfmanComponents DorfmanOf(bool biased) =>
        Difference is { } d
            ? DorfmanComponents.OfDifference(
                Of(d.First.Moments, biased),
                Of(d.Second.Moments, biased),
                Of(d.Moments, biased),
                _nonDiseased,
                _diseased
            )
            : DorfmanComponents.OfArm(Of(First.Moments, biased), _nonDiseased, _diseased);

    private BarrettComponents Of(UStatisticMoments moments, bool biased) => BarrettComponents.Of(Moments(moments, biased));
}
