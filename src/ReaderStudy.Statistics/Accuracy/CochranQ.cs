namespace ReaderStudy.Statistics.Accuracy;

/// <summary>
/// Cochran's Q: are several readers right equally often on the same cases? With k readers, c_j cases right by reader j and r_i readers right
/// on case i: Q = (k − 1)(k Σc_j² − (Σc_j)²) / (k Σr_i − Σr_i²), against χ² with k − 1 degrees of freedom. Cases on which all readers agree
/// change nothing. With two readers it is McNemar's χ² without correction.
/// </summary>
/// <remarks>Cochran WG (1950). Biometrika 37:256–266. doi:10.1093/biomet/37.3-4.256</remarks>
/// <param name="Cases">Cases counted.</param>
/// <param name="RightByReader">c_j.</param>
/// <param name="Test">NaN when no case tells the readers apart, or there is only one reader.</param>
public sealed record CochranQ(int Cases, IReadOnlyList<int> RightByReader, ChiSquaredTest Test)
{
    /// <summary>From cases as rows and readers as columns. Every reader must have read every case: leave out incomplete cases before.</summary>
    public static CochranQ Of(bool[,] right)
    {
        ArgumentNullException.ThrowIfNull(right);
        var (cases, readers) = (right.GetLength(0), right.GetLength(1));
        var byReader = new int[readers];
        long rows = 0,
            rowSquares = 0;
        for (var i = 0; i < cases; i++)
        {
            long row = 0;
            for (var j = 0; j < readers; j++)
            {
                if (right[i, j])
                {
                    row++;
                    byReader[j]++;
                }
            }

            rows += row;
            rowSquares += row * row;
        }

        double columnSquares = byReader.Sum(c => (double)c * c);
        var numerator = (readers - 1) * ((readers * columnSquares) - ((double)rows * rows));
        var denominator = (readers * (double)rows) - rowSquares;
        return new CochranQ(cases, byReader, new ChiSquaredTest(numerator / denominator, readers - 1));
    }
}
