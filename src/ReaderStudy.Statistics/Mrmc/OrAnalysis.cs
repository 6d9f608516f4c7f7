namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// An Obuchowski-Rockette analysis with its ingredients, and the inferences that can be drawn from it. Denominators of the overall test
/// below are also those of the differences: Var(θ̂ᵢ − θ̂ₖ) = (1/rᵢ + 1/rₖ) denominator.
/// </summary>
/// <param name="Figures">Figures of merit by treatment and reader.</param>
/// <param name="Covariance">Their covariances over samples of cases.</param>
/// <param name="Design">The design that was assumed.</param>
/// <param name="Anova">Mean squares.</param>
/// <param name="Components">Variance components and covariances; negative estimates are reported.</param>
public sealed record OrAnalysis(
    ReaderFigures Figures,
    ErrorCovariance Covariance,
    MrmcDesign Design,
    OrAnova Anova,
    OrVarianceComponents Components
)
{
    /// <summary>
    /// By how much a covariance among readers multiplies in MS(T): the number of readers r; where readers are nested in treatments
    /// r₀ = (N − Σ rᵢ² / N) / (t − 1) with rᵢ of all N readers under treatment i. NaN there with one treatment.
    /// </summary>
    public double ReadersPerTreatment
    {
        get
        {
            double all = Figures.Readers.Count;
            if (!IsNested)
            {
                return all;
            }

            double squares = 0;
            for (var i = 0; i < Figures.Treatments.Count; i++)
            {
                squares += Math.Pow(Figures.ReadersOf(i), 2);
            }

            return Figures.Treatments.Count == 1 ? double.NaN : (all - (squares / all)) / (Figures.Treatments.Count - 1);
        }
    }

    /// <summary>Every reader alone; where readers are nested in treatments without mean square and Cov1.</summary>
    public IReadOnlyList<OrReader> ByReader =>
        [
            .. Figures.Readers.Select(
                (reader, j) => new OrReader(reader, TreatmentMeanSquareOf(j), Covariance.VarianceOfReader(j), Covariance.Cov1OfReader(j))
            ),
        ];

    private bool IsNested => Design == MrmcDesign.ReadersNestedInTreatments;

    /// <summary>MS(TR), or MS(R(T)) where readers are nested in treatments.</summary>
    private MeanSquare ErrorMeanSquare => IsNested ? Anova.Reader : Anova.TreatmentReader;

    private bool TreatmentsShareCases => Design != MrmcDesign.CasesNestedInTreatments;

    private bool ReadersShareCases => Design != MrmcDesign.CasesNestedInReaders;

    /// <summary>
    /// Generalises to readers and cases: F = MS(T) / D with D = MS(TR) + r max(Cov2 − Cov3, 0), and Hillis's degrees of freedom
    /// D² / (MS(TR)² / ((t − 1)(r − 1))), not rounded. A treatment's mean has the variance MS(R) / r + max(Cov2, 0) of its own readings, with
    /// (MS(R) + r max(Cov2, 0))² / (MS(R)² / (r − 1)). Where readers are nested in treatments MS(R(T)) and r₀
    /// (<see cref="ReadersPerTreatment"/>) take the places of MS(TR) and r. All is NaN with one reader.
    /// </summary>
    public MrmcInference RandomReadersRandomCases()
    {
        var error = ErrorMeanSquare;
        var denominator = error.Value + (ReadersPerTreatment * Positive(Cov2LessCov3));
        var df = Satterthwaite(denominator, error);
        return Inference(
            denominator,
            df,
            i =>
            {
                var r = Figures.ReadersOf(i);
                var reader = new MeanSquare(ObuchowskiRockette.ReaderSumOfSquares(Figures, i), r - 1);
                var total = reader.Value + (r * Positive(Cov2Of(i)));
                return (Math.Sqrt(total / r), Satterthwaite(total, reader));
            }
        );
    }

    /// <summary>
    /// Generalises to cases for these readers: χ² = (t − 1) MS(T) / D with D = Var − Cov1 + (r − 1)(Cov2 − Cov3), and normal intervals. The
    /// difference Cov2 − Cov3 is taken as estimated, so that the analysis equals that of pseudo-values; a treatment's mean has the variance
    /// (Var + (r − 1) max(Cov2, 0)) / r of its own readings. Where readers are nested in treatments D = Var − Cov3 + (r₀ − 1)(Cov2 − Cov3).
    /// </summary>
    public MrmcInference FixedReadersRandomCases() => FixedReaders(Cov2LessCov3);

    /// <summary>
    /// The same with max(Cov2 − Cov3, 0), as the R package RJafroc has it. The two differ only where the estimate is negative; this one then
    /// has the wider intervals.
    /// </summary>
    public MrmcInference FixedReadersRandomCasesClipped() => FixedReaders(Positive(Cov2LessCov3));

    /// <summary>
    /// Generalises to readers for these cases: F = MS(T) / MS(TR) with (t − 1)(r − 1) degrees of freedom, or MS(R(T)) with N − t where
    /// readers are nested in treatments; a treatment's mean has the variance MS(R) / r with r − 1. All is NaN with one reader.
    /// </summary>
    public MrmcInference RandomReadersFixedCases() =>
        Inference(
            ErrorMeanSquare.Value,
            ErrorMeanSquare.DegreesOfFreedom,
            i =>
            {
                var r = Figures.ReadersOf(i);
                var reader = new MeanSquare(ObuchowskiRockette.ReaderSumOfSquares(Figures, i), r - 1);
                return (Math.Sqrt(reader.Value / r), reader.DegreesOfFreedom);
            }
        );

    /// <summary>
    /// Each reader's own differences between treatments, generalising to cases: variance 2 (Var − Cov1) of that reader, averaged over
    /// treatments; normal. Empty where readers are nested in treatments.
    /// </summary>
    public IReadOnlyList<ReaderDifference> DifferencesByReader()
    {
        var differences = new List<ReaderDifference>();
        for (var j = 0; j < Figures.Readers.Count && !IsNested; j++)
        {
            var variance = 2 * (TreatmentsShareCases ? Covariance.VarianceLessCov1OfReader(j) : Covariance.VarianceOfReader(j));
            for (var i = 0; i < Figures.Treatments.Count; i++)
            {
                for (var k = i + 1; k < Figures.Treatments.Count; k++)
                {
                    differences.Add(ReaderDifferenceOf(i, k, j, variance));
                }
            }
        }

        return differences;
    }

    /// <summary>
    /// Each reader's own differences between treatments, with the variance of that pair: Var(θ̂ᵢⱼ) + Var(θ̂ₖⱼ) − 2 Cov(θ̂ᵢⱼ, θ̂ₖⱼ). With two
    /// treatments the same as <see cref="DifferencesByReader"/>.
    /// </summary>
    public IReadOnlyList<ReaderDifference> PairwiseDifferencesByReader()
    {
        var differences = new List<ReaderDifference>();
        for (var j = 0; j < Figures.Readers.Count && !IsNested; j++)
        {
            for (var i = 0; i < Figures.Treatments.Count; i++)
            {
                for (var k = i + 1; k < Figures.Treatments.Count; k++)
                {
                    var shared = TreatmentsShareCases ? 2 * Covariance.Of(i, j, k, j) : 0;
                    var variance = Covariance.VarianceOf(i, j) + Covariance.VarianceOf(k, j) - shared;
                    differences.Add(ReaderDifferenceOf(i, k, j, variance));
                }
            }
        }

        return differences;
    }

    /// <summary>Each reader's figure of merit under each treatment with the standard error over samples of cases; normal.</summary>
    public IReadOnlyList<ReaderEstimate> Readings()
    {
        var estimates = new List<ReaderEstimate>();
        for (var i = 0; i < Figures.Treatments.Count; i++)
        {
            for (var j = 0; j < Figures.Readers.Count; j++)
            {
                if (Figures.IsGiven(i, j))
                {
                    var error = Math.Sqrt(Covariance.VarianceOf(i, j));
                    var estimate = new MrmcEstimate(Figures[i, j], error, double.PositiveInfinity);
                    estimates.Add(new ReaderEstimate(Figures.Treatments[i], Figures.Readers[j], estimate));
                }
            }
        }

        return estimates;
    }

    /// <summary>Cov2 − Cov3, by pairs where that keeps identical arms at exactly 0.</summary>
    private double Cov2LessCov3 =>
        IsNested || !TreatmentsShareCases || !ReadersShareCases ? Components.Cov2 - Components.Cov3 : Covariance.Cov2LessCov3();

    private double Cov2Of(int treatment) => ReadersShareCases ? Covariance.Cov2OfTreatment(treatment) : 0;

    private MeanSquare TreatmentMeanSquareOf(int reader)
    {
        int t = Figures.Treatments.Count,
            worked = 0;
        double sum = 0;
        for (var i = 0; i < t; i++)
        {
            worked += Figures.IsGiven(i, reader) ? 1 : 0;
            for (var k = i + 1; k < t; k++)
            {
                if (Figures.IsGiven(i, reader) && Figures.IsGiven(k, reader))
                {
                    var difference = Figures[i, reader] - Figures[k, reader];
                    sum += difference * difference;
                }
            }
        }

        return new MeanSquare(sum / worked, worked - 1);
    }

    private MrmcInference FixedReaders(double cov2LessCov3)
    {
        double variance;
        if (IsNested)
        {
            variance = Components.Error - Components.Cov3;
        }
        else
        {
            variance = TreatmentsShareCases ? Covariance.VarianceLessCov1() : Components.Error;
        }

        var more = ReadersPerTreatment - 1;
        return Inference(
            more == 0 ? variance : variance + (more * cov2LessCov3),
            double.PositiveInfinity,
            i =>
            {
                var r = Figures.ReadersOf(i);
                var own = Covariance.VarianceOfTreatment(i);
                return (Math.Sqrt((r == 1 ? own : own + ((r - 1) * Positive(Cov2Of(i)))) / r), double.PositiveInfinity);
            }
        );
    }

    private MrmcInference Inference(double denominator, double df, Func<int, (double Error, double Df)> ofMean)
    {
        var t = Figures.Treatments.Count;
        var means = new TreatmentMean[t];
        for (var i = 0; i < t; i++)
        {
            var (error, own) = ofMean(i);
            means[i] = new TreatmentMean(
                Figures.Treatments[i],
                new MrmcEstimate(Figures.MeanOf(i), error, own),
                new MeanSquare(ObuchowskiRockette.ReaderSumOfSquares(Figures, i), Figures.ReadersOf(i) - 1).Value,
                Covariance.VarianceOfTreatment(i),
                Cov2Of(i)
            );
        }

        var differences = new List<TreatmentDifference>();
        for (var i = 0; i < t; i++)
        {
            for (var k = i + 1; k < t; k++)
            {
                var scale = (1.0 / Figures.ReadersOf(i)) + (1.0 / Figures.ReadersOf(k));
                var value = means[i].Estimate.Value - means[k].Estimate.Value;
                var estimate = new MrmcEstimate(value, Math.Sqrt(scale * denominator), df);
                differences.Add(new TreatmentDifference(Figures.Treatments[i], Figures.Treatments[k], estimate));
            }
        }

        var equality = new OverallTest(Anova.Treatment.Value, denominator, t - 1, df);
        return new MrmcInference(equality, means, differences) { Readers = [.. Enumerable.Range(0, t).Select(Figures.ReadersOf)] };
    }

    private ReaderDifference ReaderDifferenceOf(int treatment, int other, int reader, double variance)
    {
        var value = Figures[treatment, reader] - Figures[other, reader];
        var estimate = new MrmcEstimate(value, Math.Sqrt(variance), double.PositiveInfinity);
        return new ReaderDifference(Figures.Readers[reader], Figures.Treatments[treatment], Figures.Treatments[other], estimate);
    }

    /// <summary>NaN stays NaN.</summary>
    private static double Positive(double value) => value < 0 ? 0 : value;

    private static double Satterthwaite(double total, MeanSquare known) =>
        total * total / (known.Value * known.Value / known.DegreesOfFreedom);
}
