using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>A reader's figure of merit, and the same without each of the cases that it rests on.</summary>
/// <param name="Figure">θ.</param>
/// <param name="Without">
/// θ₍ₖ₎ by case that the figure rests on, in the order of the cases. NaN where nothing can be compared without the case (it was the only
/// one of its truth).
/// </param>
internal sealed record FigureJackknife(double Figure, double[] Without)
{
    /// <summary>All treatments and readers; of a figure that rests on all cases those without disease come first.</summary>
    /// <param name="treatments">Their names.</param>
    /// <param name="readers">Their names.</param>
    /// <param name="diseased">By case that the figure rests on.</param>
    /// <param name="jackknife">By treatment and reader.</param>
    public static LeaveOneOut ForAll(
        IReadOnlyList<string> treatments,
        IReadOnlyList<string> readers,
        IEnumerable<bool> diseased,
        Func<int, int, FigureJackknife> jackknife
    )
    {
        int[] order = [.. diseased.Select((d, k) => (d, k)).OrderBy(c => c.d).Select(c => c.k)];
        var values = new double[treatments.Count, readers.Count];
        var without = new double[treatments.Count * readers.Count][];
        for (var i = 0; i < treatments.Count; i++)
        {
            for (var j = 0; j < readers.Count; j++)
            {
                var one = jackknife(i, j);
                values[i, j] = one.Figure;
                without[(i * readers.Count) + j] = Array.ConvertAll(order, k => one.Without[k]);
            }
        }

        return new LeaveOneOut(new ReaderFigures(treatments, readers, values), without);
    }

    /// <summary>All treatments and readers.</summary>
    public static ReaderFigures Figures(IReadOnlyList<string> treatments, IReadOnlyList<string> readers, Func<int, int, double> figure)
    {
        var values = new double[treatments.Count, readers.Count];
        for (var i = 0; i < treatments.Count; i++)
        {
            for (var j = 0; j < readers.Count; j++)
            {
                values[i, j] = figure(i, j);
            }
        }

        return new ReaderFigures(treatments, readers, values);
    }
}
