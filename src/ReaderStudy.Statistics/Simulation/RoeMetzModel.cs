using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Simulation;

/// <summary>
/// The model of Roe and Metz for readers' ratings of cases in several arms,
/// X = μ + R + C + τR + τC + RC + ε with independent Gaussian effects, drawn apart for the truth classes (R and τR of a reader too, so that
/// readers differ in their AUC). μ is 0 without disease and the arm's separation with disease. With b ≠ 1 the effects that involve diseased
/// cases have 1/b² times the variance, which gives every reader a binormal ROC curve of slope b.
/// </summary>
/// <param name="Separations">By arm; equal separations are the hypothesis of no difference.</param>
/// <param name="Components">Variances without disease.</param>
/// <param name="Slope">b, the ratio of the standard deviations without and with disease; 1 in the original model.</param>
/// <remarks>
/// Roe CA, Metz CE (1997). Academic Radiology 4:298–303. doi:10.1016/S1076-6332(97)80032-3. Unequal variances: Hillis SL (2012). Academic
/// Radiology 19:1518–1528. doi:10.1016/j.acra.2012.09.011. What it means for the analysis of Obuchowski and Rockette: Hillis SL (2018).
/// Statistics in Medicine 37:2067–2093. doi:10.1002/sim.7616
/// </remarks>
public sealed record RoeMetzModel(IReadOnlyList<double> Separations, RoeMetzComponents Components, double Slope = 1)
{
    private double SpreadOfDifference => Components.WithinReader * (1 + (1 / (Slope * Slope)));

    /// <summary>Two arms without a difference, with the published components for that separation (0.75, 1.5 or 2.5).</summary>
    public static RoeMetzModel Null(RoeMetzStructure structure, double separation) =>
        new([separation, separation], RoeMetzComponents.Of(structure, separation));

    /// <summary>
    /// The same AUCs, of the typical reader and spread over readers, from curves of unequal variance: every separation is
    /// <paramref name="meanToSigma"/> times the excess of the diseased cases' standard deviation in the first arm. 4.5 is typical of radiological
    /// studies. The readers' variances grow with the ratings' so that AUCs spread as before.
    /// </summary>
    public RoeMetzModel WithMeanToSigma(double meanToSigma = 4.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(meanToSigma);
        // With s = 1 + μ/k: μ / √(1 + s²) = μ₀ / √2 is quadratic in μ.
        var ratio = Separations[0] / Math.Sqrt(SpreadOfDifference);
        var k = meanToSigma;
        var (a, b, c) = (1 - (ratio * ratio / (k * k)), -2 * ratio * ratio / k, -2 * ratio * ratio);
        var spread = 1 + (((-b + (Math.Sqrt((b * b) - (4 * a * c)) * Math.Sign(ratio))) / (2 * a)) / k);
        if (!(a > 0 && spread > 0))
        {
            throw new ArgumentException("No curve has so small a mean-to-sigma ratio at this AUC.", nameof(meanToSigma));
        }

        var wider = this with { Slope = 1 / spread };
        var scale = wider.SpreadOfDifference / SpreadOfDifference;
        return wider with
        {
            Separations = [.. Separations.Select(s => s * Math.Sqrt(scale))],
            Components = Components with { Reader = Components.Reader * scale, TreatmentReader = Components.TreatmentReader * scale },
        };
    }

    /// <summary>AUC of the typical reader of an arm, Φ(μ / √((1 + 1/b²) σ²)) with σ² = <see cref="RoeMetzComponents.WithinReader"/>.</summary>
    public double TypicalAuc(int arm) => StandardNormal.Cdf(Separations[arm] / Math.Sqrt(SpreadOfDifference));

    /// <summary>Mean AUC over readers of an arm, Φ(μ / √((1 + 1/b²) σ² + 2σ²(R) + 2σ²(τR))): what averages of empirical AUCs estimate.</summary>
    public double MeanAuc(int arm) =>
        StandardNormal.Cdf(Separations[arm] / Math.Sqrt(SpreadOfDifference + (2 * (Components.Reader + Components.TreatmentReader))));
}
