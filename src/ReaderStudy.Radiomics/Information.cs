namespace ReaderStudy.Radiomics;

/// <summary>Entropy in bits.</summary>
internal static class Information
{
    /// <summary>−Σ p log2 p; a probability of 0 adds nothing.</summary>
    public static double Entropy(IEnumerable<double> probabilities) => probabilities.Sum(Of);

    /// <summary>−p log2 p.</summary>
    public static double Of(double probability) => probability > 0 ? -probability * Math.Log2(probability) : 0;
}
