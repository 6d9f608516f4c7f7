namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// The weighted share of pairs (x, y) with x below y, ties counting ½, where both kinds of items belong to cases:
/// θ = Σ_x Σ_y w_y ψ(x, y) / (D_x · D_y), D being sums over cases. With everything that leaving out each case takes from θ, in
/// O(n log n): a case takes the sums of its own x and its own y, less the pairs within it, and its parts of D_x and D_y.
/// </summary>
internal static class ClusteredWilcoxon
{
    /// <param name="x">Ratings by case.</param>
    /// <param name="xStart">Where a case's begin; one entry more than there are cases.</param>
    /// <param name="y">Ratings by case.</param>
    /// <param name="yStart">Where a case's begin.</param>
    /// <param name="weights">By y.</param>
    /// <param name="xParts">By case: what it adds to D_x.</param>
    /// <param name="yParts">By case: what it adds to D_y.</param>
    public static FigureJackknife Of(
        double[] x,
        int[] xStart,
        double[] y,
        int[] yStart,
        double[] weights,
        ReadOnlySpan<int> xParts,
        ReadOnlySpan<int> yParts
    )
    {
        var cases = xParts.Length;
        var byX = Above(x, y, weights);
        var byY = Below(x, y);
        var lost = new double[cases];
        var total = 0.0;
        long allX = 0,
            allY = 0;
        for (var k = 0; k < cases; k++)
        {
            allX += xParts[k];
            allY += yParts[k];
            for (var i = xStart[k]; i < xStart[k + 1]; i++)
            {
                total += byX[i];
                lost[k] += byX[i];
                for (var j = yStart[k]; j < yStart[k + 1]; j++)
                {
                    lost[k] -= weights[j] * Psi(x[i], y[j]);
                }
            }

            for (var j = yStart[k]; j < yStart[k + 1]; j++)
            {
                lost[k] += weights[j] * byY[j];
            }
        }

        for (var k = 0; k < cases; k++)
        {
            lost[k] = Ratio(total - lost[k], allX - xParts[k], allY - yParts[k]);
        }

        return new FigureJackknife(Ratio(total, allX, allY), lost);
    }

    /// <summary>1 when x is below y, ½ when they tie (both unmarked too), else 0.</summary>
    public static double Psi(double x, double y) =>
        x < y ? 1
        : x > y ? 0
        : 0.5;

    private static double Ratio(double sum, long xs, long ys) => xs > 0 && ys > 0 ? sum / ((double)xs * ys) : double.NaN;

    /// <summary>By x: the weight of the y above it, and half that of its ties.</summary>
    private static double[] Above(double[] x, double[] y, double[] weights)
    {
        var sorted = (double[])y.Clone();
        var sortedWeights = (double[])weights.Clone();
        Array.Sort(sorted, sortedWeights);
        var fromHere = new double[sorted.Length + 1];
        for (var j = sorted.Length - 1; j >= 0; j--)
        {
            fromHere[j] = fromHere[j + 1] + sortedWeights[j];
        }

        var result = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (first, last) = Ties(sorted, x[i]);
            result[i] = 0.5 * (fromHere[first] + fromHere[last]);
        }

        return result;
    }

    /// <summary>By y: how many x are below it, and half its ties.</summary>
    private static double[] Below(double[] x, double[] y)
    {
        var sorted = (double[])x.Clone();
        Array.Sort(sorted);
        var result = new double[y.Length];
        for (var j = 0; j < y.Length; j++)
        {
            var (first, last) = Ties(sorted, y[j]);
            result[j] = 0.5 * ((double)first + last);
        }

        return result;
    }

    /// <summary>The first place not below the value, and the first above it.</summary>
    private static (int First, int Last) Ties(double[] sorted, double value)
    {
        int low = 0,
            high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var first = low;
        high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (first, low);
    }
}
