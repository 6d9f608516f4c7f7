namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Variance components of the Obuchowski-Rockette model, as they were estimated: they may be negative. Covariances that the design rules
/// out are 0.
/// </summary>
/// <param name="Reader">σ²(R) = (MS(R) − MS(TR)) / t − Cov1 + Cov3; NaN where readers are nested in treatments.</param>
/// <param name="TreatmentReader">σ²(TR) = MS(TR) − Var + Cov1 + Cov2 − Cov3; NaN where readers are nested in treatments.</param>
/// <param name="ReaderInTreatment">σ²(R(T)) = MS(R(T)) − Var + Cov2 where readers are nested in treatments, else NaN.</param>
/// <param name="Error">Var, the mean variance of a figure of merit over samples of cases.</param>
/// <param name="Cov1">Same reader, different treatments.</param>
/// <param name="Cov2">Different readers, same treatment.</param>
/// <param name="Cov3">Different readers, different treatments.</param>
public sealed record OrVarianceComponents(
    double Reader,
    double TreatmentReader,
    double ReaderInTreatment,
    double Error,
    double Cov1,
    double Cov2,
    double Cov3
)
{
    /// <summary>Cov1 / Var.</summary>
    public double Correlation1 => Cov1 / Error;

    /// <summary>Cov2 / Var.</summary>
    public double Correlation2 => Cov2 / Error;

    /// <summary>Cov3 / Var.</summary>
    public double Correlation3 => Cov3 / Error;

    /// <summary>
    /// The components with max(Cov2 − Cov3, 0) in place of Cov2 − Cov3 where σ²(TR) is estimated, as the R package RJafroc has it:
    /// σ²(TR) = MS(TR) − Var + Cov1 + max(Cov2 − Cov3, 0), and σ²(R) smaller by what σ²(TR) gains over the number of treatments.
    /// </summary>
    public OrVarianceComponents Clipped(int treatments)
    {
        var gain = Cov2 < Cov3 ? Cov3 - Cov2 : 0;
        return this with { Reader = Reader - (gain / treatments), TreatmentReader = TreatmentReader + gain };
    }
}
