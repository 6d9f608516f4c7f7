using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Design;

/// <summary>
/// Variance components of the Obuchowski-Rockette model from a pilot study, or conjectured, with which a reader study of two treatments is
/// planned. Error terms shrink with the number of cases n as n* / n. Estimates may be negative; where a power rests on max(σ²(TR), 0) or
/// max(Cov2 − Cov3, 0), negative ones count as 0.
/// </summary>
/// <param name="TreatmentReader">σ²(TR).</param>
/// <param name="Error">Var.</param>
/// <param name="Cov1">Same reader, different treatments.</param>
/// <param name="Cov2">Different readers, same treatment.</param>
/// <param name="Cov3">Different readers, different treatments.</param>
/// <param name="Cases">The number n* of cases to which the error terms refer.</param>
/// <remarks>
/// Hillis SL, Obuchowski NA, Berbaum KS (2011). Power estimation for multireader ROC methods: an updated and unified approach. Academic
/// Radiology 18:129–142. doi:10.1016/j.acra.2010.09.007
/// </remarks>
public sealed record OrPilot(double TreatmentReader, double Error, double Cov1, double Cov2, double Cov3, int Cases)
{
    private double ReaderCovariance => Math.Max(Cov2 - Cov3, 0);

    /// <summary>From the analysis of a pilot study.</summary>
    public static OrPilot Of(OrAnalysis analysis, int cases)
    {
        var c = analysis.Components;
        return new OrPilot(c.TreatmentReader, c.Error, c.Cov1, c.Cov2, c.Cov3, cases);
    }

    /// <summary>Conjectured: the error variance at some number of cases, and the three correlations of errors.</summary>
    public static OrPilot Conjectured(
        double treatmentReader,
        double error,
        double correlation1,
        double correlation2,
        double correlation3,
        int cases
    ) => new(treatmentReader, error, correlation1 * error, correlation2 * error, correlation3 * error, cases);

    /// <summary>
    /// Power when results shall hold for readers and cases: denominator σ²(TR) + n*/n (Var − Cov1 + (r − 1) max(Cov2 − Cov3, 0)), with Hillis's
    /// degrees of freedom.
    /// </summary>
    public MrmcPower RandomReadersRandomCases(double difference, int readers, int cases, double alpha = 0.05)
    {
        MrmcPower.RequirePlan(readers, cases, alpha);
        var readersOnly = ReadersOnly(cases);
        var denominator = readersOnly + ((double)Cases / cases * readers * ReaderCovariance);
        var df = denominator * denominator / (readersOnly * readersOnly) * (readers - 1);
        return MrmcPower.Of(difference, readers, denominator, df, alpha);
    }

    /// <summary>
    /// Power when results shall hold for cases and these readers: χ² with denominator n*/n (Var − Cov1 + (r − 1) max(Cov2 − Cov3, 0)).
    /// </summary>
    public MrmcPower FixedReadersRandomCases(double difference, int readers, int cases, double alpha = 0.05)
    {
        MrmcPower.RequirePlan(readers, cases, alpha);
        var denominator = (double)Cases / cases * (Error - Cov1 + ((readers - 1) * ReaderCovariance));
        return MrmcPower.Of(difference, readers, denominator, double.PositiveInfinity, alpha);
    }

    /// <summary>
    /// Power when results shall hold for readers and these cases: denominator σ²(TR) + n*/n (Var − Cov1 − max(Cov2 − Cov3, 0)) with r − 1
    /// degrees of freedom. NaN with one reader.
    /// </summary>
    public MrmcPower RandomReadersFixedCases(double difference, int readers, int cases, double alpha = 0.05)
    {
        MrmcPower.RequirePlan(readers, cases, alpha);
        return MrmcPower.Of(difference, readers, ReadersOnly(cases), readers - 1, alpha);
    }

    private double ReadersOnly(int cases) => Math.Max(TreatmentReader, 0) + ((double)Cases / cases * (Error - Cov1 - ReaderCovariance));
}
