namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Figures of merit of every treatment and reader with one case left out at a time. Where a reader did not read the case, the figure of
/// merit is that of all cases. Cases on which the figure of merit does not rest (healthy ones for a sensitivity) are not left out at all.
/// </summary>
public sealed class LeaveOneOut
{
    private readonly double[][] _without;

    /// <param name="figures">With all cases.</param>
    /// <param name="without">
    /// By <see cref="ReaderFigures.Cell"/>, then by case left out; for pairs of treatment and reader that are not given an empty array.
    /// </param>
    /// <exception cref="ArgumentException">The sizes differ, or there are fewer than two cases.</exception>
    public LeaveOneOut(ReaderFigures figures, double[][] without)
    {
        if (without.Length != figures.Cells)
        {
            throw new ArgumentException(
                $"Figures without each case are needed for {figures.Cells} treatments and readers.",
                nameof(without)
            );
        }

        Cases = without.Max(w => w.Length);
        if (Cases < 2)
        {
            throw new ArgumentException("The jackknife needs at least two cases.", nameof(without));
        }

        for (var i = 0; i < figures.Treatments.Count; i++)
        {
            for (var j = 0; j < figures.Readers.Count; j++)
            {
                if (figures.IsGiven(i, j) && without[figures.Cell(i, j)].Length != Cases)
                {
                    throw new ArgumentException("All treatments and readers need the same number of cases.", nameof(without));
                }
            }
        }

        (Figures, _without) = (figures, without);
    }

    public ReaderFigures Figures { get; }

    /// <summary>How many cases are left out in turn.</summary>
    public int Cases { get; }

    /// <summary>A reader's figure of merit under a treatment by case left out.</summary>
    public ReadOnlySpan<double> Of(int treatment, int reader) => _without[Figures.Cell(treatment, reader)];

    /// <summary>The jackknife covariance (n − 1) / n Σₖ (θ̂ₐ₍₋ₖ₎ − θ̄ₐ)(θ̂ᵦ₍₋ₖ₎ − θ̄ᵦ), with θ̄ the mean over the cases left out.</summary>
    /// <remarks>Efron B, Stein C (1981). Annals of Statistics 9:586–596. doi:10.1214/aos/1176345462</remarks>
    public ErrorCovariance Covariance()
    {
        var centred = new double[_without.Length][];
        for (var a = 0; a < centred.Length; a++)
        {
            centred[a] = Centred(_without[a]);
        }

        return new ErrorCovariance(Figures, CrossProducts.Of(centred, (Cases - 1.0) / Cases));
    }

    private static double[] Centred(double[] values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var centred = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            centred[i] = values[i] - mean;
        }

        return centred;
    }
}
