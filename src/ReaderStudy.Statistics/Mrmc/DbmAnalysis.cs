namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// An analysis of pseudo-values with its ingredients, and the inferences that can be drawn from it. Denominators of the overall test below
/// are also those of the differences: Var(θ̂ᵢ − θ̂ₖ) = 2 denominator / (r n).
/// </summary>
/// <param name="Figures">Figures of merit by treatment and reader.</param>
/// <param name="Cases">The number n of cases that the figure of merit rests on.</param>
/// <param name="Anova">Mean squares.</param>
/// <param name="Components">Variance components; negative estimates are reported.</param>
/// <param name="ByTreatment">Mean squares of each treatment alone.</param>
/// <param name="ByReader">Mean squares of each reader alone.</param>
public sealed record DbmAnalysis(
    ReaderFigures Figures,
    int Cases,
    DbmAnova Anova,
    DbmVarianceComponents Components,
    IReadOnlyList<DbmTreatment> ByTreatment,
    IReadOnlyList<DbmReader> ByReader
)
{
    /// <summary>
    /// Generalises to readers and cases: F = MS(T) / D with D = MS(TR) + max(MS(TC) − MS(TRC), 0) and Hillis's degrees of freedom
    /// D² / (MS(TR)² / ((t − 1)(r − 1))). A treatment's mean likewise from its own MS(R) + max(MS(C) − MS(RC), 0).
    /// </summary>
    public MrmcInference RandomReadersRandomCases()
    {
        var denominator = Anova.TreatmentReader.Value + Positive(Anova.TreatmentCase.Value - Anova.TreatmentReaderCase.Value);
        return Inference(
            denominator,
            Satterthwaite(denominator, Anova.TreatmentReader),
            own =>
            {
                var total = own.Reader.Value + Positive(own.Case.Value - own.ReaderCase.Value);
                return (total, Satterthwaite(total, own.Reader));
            }
        );
    }

    /// <summary>
    /// Generalises to cases for these readers: F = MS(T) / MS(TC) with (t − 1)(n − 1) degrees of freedom; a treatment's mean from its MS(C)
    /// with n − 1. Obuchowski and Rockette's χ² has the same denominator.
    /// </summary>
    public MrmcInference FixedReadersRandomCases() =>
        Inference(Anova.TreatmentCase.Value, Anova.TreatmentCase.DegreesOfFreedom, own => (own.Case.Value, own.Case.DegreesOfFreedom));

    /// <summary>
    /// Generalises to readers for these cases: F = MS(T) / MS(TR) with (t − 1)(r − 1) degrees of freedom; a treatment's mean from its MS(R)
    /// with r − 1.
    /// </summary>
    public MrmcInference RandomReadersFixedCases() =>
        Inference(
            Anova.TreatmentReader.Value,
            Anova.TreatmentReader.DegreesOfFreedom,
            own => (own.Reader.Value, own.Reader.DegreesOfFreedom)
        );

    /// <summary>
    /// Each reader's own differences between treatments, generalising to cases: variance 2 MS(TC) / n of that reader with the
    /// (t − 1)(n − 1) degrees of freedom of that mean square.
    /// </summary>
    public IReadOnlyList<ReaderDifference> DifferencesByReader() => Differences(square => square.DegreesOfFreedom);

    /// <summary>
    /// The same with n − 1 degrees of freedom, as the R package RJafroc has it; the two are the same with two treatments.
    /// </summary>
    public IReadOnlyList<ReaderDifference> DifferencesByReaderWithCaseDf() => Differences(_ => Cases - 1);

    private List<ReaderDifference> Differences(Func<MeanSquare, double> df)
    {
        var differences = new List<ReaderDifference>();
        for (var j = 0; j < Figures.Readers.Count; j++)
        {
            var square = ByReader[j].TreatmentCase;
            for (var i = 0; i < Figures.Treatments.Count; i++)
            {
                for (var k = i + 1; k < Figures.Treatments.Count; k++)
                {
                    var value = Figures[i, j] - Figures[k, j];
                    var estimate = new MrmcEstimate(value, Math.Sqrt(2 * square.Value / Cases), df(square));
                    differences.Add(new ReaderDifference(Figures.Readers[j], Figures.Treatments[i], Figures.Treatments[k], estimate));
                }
            }
        }

        return differences;
    }

    private MrmcInference Inference(double denominator, double df, Func<DbmTreatment, (double Total, double Df)> ofMean)
    {
        int t = Figures.Treatments.Count,
            r = Figures.Readers.Count;
        double n = Cases;
        var means = new TreatmentMean[t];
        for (var i = 0; i < t; i++)
        {
            var own = ByTreatment[i];
            var (total, ownDf) = ofMean(own);
            // MS(R) = n MS(R) of figures of merit; MS(C) = n (Var + (r − 1) Cov2) and MS(RC) = n (Var − Cov2).
            var cov2 = (own.Case.Value - own.ReaderCase.Value) / (r * n);
            means[i] = new TreatmentMean(
                Figures.Treatments[i],
                new MrmcEstimate(Figures.MeanOf(i), Math.Sqrt(total / (r * n)), ownDf),
                own.Reader.Value / n,
                r == 1 ? own.Case.Value / n : (own.ReaderCase.Value / n) + cov2,
                cov2
            );
        }

        var differences = new List<TreatmentDifference>();
        for (var i = 0; i < t; i++)
        {
            for (var k = i + 1; k < t; k++)
            {
                var value = means[i].Estimate.Value - means[k].Estimate.Value;
                var estimate = new MrmcEstimate(value, Math.Sqrt(2 / (r * n) * denominator), df);
                differences.Add(new TreatmentDifference(Figures.Treatments[i], Figures.Treatments[k], estimate));
            }
        }

        var equality = new OverallTest(Anova.Treatment.Value, denominator, t - 1, df);
        return new MrmcInference(equality, means, differences) { Readers = [.. Enumerable.Repeat(r, t)], Scale = n };
    }

    private static double Positive(double value) => value < 0 ? 0 : value;

    private static double Satterthwaite(double total, MeanSquare known) =>
        total * total / (known.Value * known.Value / known.DegreesOfFreedom);
}
