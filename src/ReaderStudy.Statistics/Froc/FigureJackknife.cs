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
    /// <summary>All treatments and readers.</summary>
    public static LeaveOneOut ForAll(
        IReadOnlyList<string> treatments,
        IReadOnlyList<string> readers,
        Func<int, int, FigureJackknife> jackknife
    )
    {
        var values = new double[treatments.Count, readers.Count];
        var without = new double[treatments.Count * readers.Count][];
        for (var i = 0; i < treatments.Count; i++)
        {
            for (var j = 0; j < readers.Count; j++)
            {
                var one = jackknife(i, j);
                values[i, j] = one.Figure;
                without[(i * readers.Count) + j] = one.Without;
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
