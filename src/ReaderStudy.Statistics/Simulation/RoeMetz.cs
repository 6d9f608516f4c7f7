using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>Draws reader studies from a <see cref="RoeMetzModel"/>. Give every study the stream of its own number.</summary>
public static class RoeMetz
{
    /// <summary>One study. Cases without disease come first.</summary>
    public static MrmcRatings Study(RoeMetzModel model, SimulatedDesign design, RandomStream stream) =>
        Draw(model, design, null, stream).Ratings;

    /// <summary>
    /// One study, and scores of a standalone model on its cases: a further arm with one reader whose skill is fixed (no R and τR), who shares
    /// with the readers what the cases have in common (C).
    /// </summary>
    /// <param name="model">For the readers.</param>
    /// <param name="separation">Of the standalone model.</param>
    /// <param name="design">For the readers; the model scores all cases.</param>
    /// <param name="stream">Of this study.</param>
    public static (MrmcRatings Ratings, double[] Scores) StudyWithStandalone(
        RoeMetzModel model,
        double separation,
        SimulatedDesign design,
        RandomStream stream
    ) => Draw(model, design, separation, stream);

    private static (MrmcRatings Ratings, double[] Scores) Draw(
        RoeMetzModel model,
        SimulatedDesign design,
        double? standalone,
        RandomStream stream
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(design.Readers, 1, nameof(design));
        ArgumentOutOfRangeException.ThrowIfLessThan(design.NonDiseased, 1, nameof(design));
        ArgumentOutOfRangeException.ThrowIfLessThan(design.Diseased, 1, nameof(design));
        var (arms, readers, cases) = (model.Separations.Count, design.Readers, design.NonDiseased + design.Diseased);
        var truth = new bool[cases];
        truth.AsSpan(design.NonDiseased).Fill(true);
        var ratings = new double[arms][][];
        for (var arm = 0; arm < arms; arm++)
        {
            ratings[arm] = new double[readers][];
            for (var reader = 0; reader < readers; reader++)
            {
                ratings[arm][reader] = new double[cases];
            }
        }

        var scores = new double[standalone is null ? 0 : cases];
        Fill(model, design, truth: false, ratings, standalone, scores, stream);
        Fill(model, design, truth: true, ratings, standalone, scores, stream);
        return (MrmcRatings.Of(truth, ratings), scores);
    }

    /// <summary>
    /// One truth class: first the readers' effects, then case by case C, the τC, the RC, all ε, and the standalone's own part. Everything is
    /// drawn also where nobody reads, so that a design changes no rating.
    /// </summary>
    private static void Fill(
        RoeMetzModel model,
        SimulatedDesign design,
        bool truth,
        double[][][] ratings,
        double? standalone,
        double[] scores,
        RandomStream stream
    )
    {
        var c = model.Components;
        var spread = truth ? 1 / model.Slope : 1;
        var (first, count) = truth ? (design.NonDiseased, design.Diseased) : (0, design.NonDiseased);
        var offsets = Offsets(model, design.Readers, truth, stream);
        var treatmentCase = new double[ratings.Length];
        var readerCase = new double[design.Readers];
        for (var k = 0; k < count; k++)
        {
            var ofCase = stream.Gaussian() * Math.Sqrt(c.Case);
            Gaussians(treatmentCase, Math.Sqrt(c.TreatmentCase), stream);
            Gaussians(readerCase, Math.Sqrt(c.ReaderCase), stream);
            var error = Math.Sqrt(c.Error);
            for (var arm = 0; arm < ratings.Length; arm++)
            {
                for (var reader = 0; reader < design.Readers; reader++)
                {
                    var within = ofCase + treatmentCase[arm] + readerCase[reader] + (stream.Gaussian() * error);
                    ratings[arm][reader][first + k] = design.Reads(arm, ratings.Length, reader, k)
                        ? offsets[arm][reader] + (spread * within)
                        : double.NaN;
                }
            }

            if (standalone is { } separation)
            {
                var own = stream.Gaussian() * Math.Sqrt(c.TreatmentCase + c.ReaderCase + c.Error);
                scores[first + k] = (truth ? separation : 0) + (spread * (ofCase + own));
            }
        }
    }

    /// <summary>μ + R + τR by arm and reader.</summary>
    private static double[][] Offsets(RoeMetzModel model, int readers, bool truth, RandomStream stream)
    {
        var ofReader = new double[readers];
        Gaussians(ofReader, Math.Sqrt(model.Components.Reader), stream);
        var offsets = new double[model.Separations.Count][];
        for (var arm = 0; arm < offsets.Length; arm++)
        {
            offsets[arm] = new double[readers];
            Gaussians(offsets[arm], Math.Sqrt(model.Components.TreatmentReader), stream);
            for (var reader = 0; reader < readers; reader++)
            {
                offsets[arm][reader] += ofReader[reader] + (truth ? model.Separations[arm] : 0);
            }
        }

        return offsets;
    }

    private static void Gaussians(double[] values, double deviation, RandomStream stream)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = stream.Gaussian() * deviation;
        }
    }
}
