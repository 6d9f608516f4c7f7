using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Design;

/// <summary>
/// Variance components of pseudo-values from a pilot study, with which a reader study of two treatments is planned. Negative estimates of
/// σ²(TR) and σ²(TC) count as 0.
/// </summary>
/// <param name="TreatmentReader">σ²(TR).</param>
/// <param name="TreatmentCase">σ²(TC).</param>
/// <param name="Error">σ²(ε), with the treatment-reader-case interaction.</param>
/// <remarks>
/// Hillis SL, Berbaum KS (2004). Power estimation for the Dorfman-Berbaum-Metz method. Academic Radiology 11:1260–1273.
/// doi:10.1016/j.acra.2004.08.009
/// </remarks>
public sealed record DbmPilot(double TreatmentReader, double TreatmentCase, double Error)
{
    /// <summary>From the analysis of a pilot study.</summary>
    public static DbmPilot Of(DbmAnalysis analysis) =>
        new(analysis.Components.TreatmentReader, analysis.Components.TreatmentCase, analysis.Components.Error);

    /// <summary>
    /// Power when results shall hold for readers and cases: denominator σ²(TR) + (σ²(ε) + r σ²(TC)) / n, with Hillis's degrees of freedom.
    /// </summary>
    public MrmcPower RandomReadersRandomCases(double difference, int readers, int cases, double alpha = 0.05)
    {
        MrmcPower.RequirePlan(readers, cases, alpha);
        var readersOnly = Math.Max(TreatmentReader, 0) + (Error / cases);
        var denominator = readersOnly + (readers * Math.Max(TreatmentCase, 0) / cases);
        var df = denominator * denominator / (readersOnly * readersOnly) * (readers - 1);
        return MrmcPower.Of(difference, readers, denominator, df, alpha);
    }

    /// <summary>
    /// Power when results shall hold for cases and these readers: F with denominator (σ²(ε) + r σ²(TC)) / n and n − 1 degrees of freedom.
    /// </summary>
    public MrmcPower FixedReadersRandomCases(double difference, int readers, int cases, double alpha = 0.05)
    {
        MrmcPower.RequirePlan(readers, cases, alpha);
        return MrmcPower.Of(difference, readers, (Error + (readers * Math.Max(TreatmentCase, 0))) / cases, cases - 1, alpha);
    }

    /// <summary>
    /// Power when results shall hold for readers and these cases: denominator σ²(TR) + σ²(ε) / n with r − 1 degrees of freedom. NaN with one
    /// reader.
    /// </summary>
    public MrmcPower RandomReadersFixedCases(double difference, int readers, int cases, double alpha = 0.05)
    {
        MrmcPower.RequirePlan(readers, cases, alpha);
        return MrmcPower.Of(difference, readers, Math.Max(TreatmentReader, 0) + (Error / cases), readers - 1, alpha);
    }
}
