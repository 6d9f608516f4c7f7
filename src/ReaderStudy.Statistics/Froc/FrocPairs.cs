namespace ReaderStudy.Statistics.Froc;

/// <summary>The figures of merit that compare pairs of a false positive and a lesion, or of two cases.</summary>
internal static class FrocPairs
{
    public static FigureJackknife Weighted(FrocReadings readings, ReaderMarks marks, bool allCases) =>
        AgainstLesions(readings, marks, allCases, readings.Weights, perLesion: false);

    public static FigureJackknife Unweighted(FrocReadings readings, ReaderMarks marks, bool allCases) =>
        AgainstLesions(readings, marks, allCases, Ones(readings.Lesions.Count), perLesion: true);

    public static FigureJackknife HighestRating(FrocReadings readings, ReaderMarks marks) =>
        OfScores(readings, number => marks.Highest(readings, number));

    public static FigureJackknife SongAverage(FrocReadings readings, ReaderMarks marks) =>
        OfScores(readings, number => Math.Max(Mean(marks.NonLesionOf(number)), Mean(marks.LesionsOf(readings, number))));

    public static FigureJackknife FrocArea(FrocReadings readings, ReaderMarks marks)
    {
        var cases = readings.Cases.Count;
        Span<int> xParts = new int[cases];
        Span<int> yParts = new int[cases];
        xParts.Fill(1);
        for (var k = 0; k < cases; k++)
        {
            yParts[k] = readings.LesionStart[k + 1] - readings.LesionStart[k];
        }

        return ClusteredWilcoxon.Of(
            marks.NonLesionRatings,
            marks.NonLesionStart,
            marks.LesionRatings,
            readings.LesionStart,
            Ones(readings.Lesions.Count),
            xParts,
            yParts
        );
    }

    private static FigureJackknife AgainstLesions(FrocReadings readings, ReaderMarks marks, bool allCases, double[] weights, bool perLesion)
    {
        var (x, xStart, xParts) = FalsePositives(readings, marks, allCases);
        var yParts = new int[readings.Cases.Count];
        for (var k = 0; k < yParts.Length; k++)
        {
            var lesions = readings.LesionStart[k + 1] - readings.LesionStart[k];
            yParts[k] = perLesion ? lesions : Math.Min(lesions, 1);
        }

        return ClusteredWilcoxon.Of(x, xStart, marks.LesionRatings, readings.LesionStart, weights, xParts, yParts);
    }

    /// <summary>The highest non-lesion mark of each case, or of each non-diseased case.</summary>
    private static (double[] Ratings, int[] Start, int[] Parts) FalsePositives(FrocReadings readings, ReaderMarks marks, bool allCases)
    {
        var cases = readings.Cases.Count;
        var ratings = new double[allCases ? cases : readings.NonDiseasedCases];
        var start = new int[cases + 1];
        var parts = new int[cases];
        var next = 0;
        for (var k = 0; k < cases; k++)
        {
            if (allCases || !readings.Diseased[k])
            {
                parts[k] = 1;
                ratings[next++] = marks.HighestNonLesion[k];
            }

            start[k + 1] = next;
        }

        return (ratings, start, parts);
    }

    /// <summary>The AUC of one score a case.</summary>
    private static FigureJackknife OfScores(FrocReadings readings, Func<int, double> score)
    {
        var cases = readings.Cases.Count;
        var (x, xStart, xParts) = (new double[readings.NonDiseasedCases], new int[cases + 1], new int[cases]);
        var (y, yStart, yParts) = (new double[readings.DiseasedCases], new int[cases + 1], new int[cases]);
        int nextX = 0,
            nextY = 0;
        for (var k = 0; k < cases; k++)
        {
            if (readings.Diseased[k])
            {
                yParts[k] = 1;
                y[nextY++] = score(k);
            }
            else
            {
                xParts[k] = 1;
                x[nextX++] = score(k);
            }

            (xStart[k + 1], yStart[k + 1]) = (nextX, nextY);
        }

        return ClusteredWilcoxon.Of(x, xStart, y, yStart, Ones(y.Length), xParts, yParts);
    }

    /// <summary>Of what was marked; −∞ when nothing was.</summary>
    private static double Mean(ReadOnlySpan<double> ratings)
    {
        var sum = 0.0;
        var marked = 0;
        foreach (var rating in ratings)
        {
            if (double.IsFinite(rating))
            {
                sum += rating;
                marked++;
            }
        }

        return marked == 0 ? double.NegativeInfinity : sum / marked;
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
