namespace ReaderStudy.Statistics.Froc;

/// <summary>What one reader marked under one treatment; −∞ is unmarked.</summary>
internal sealed class ReaderMarks
{
    public ReaderMarks(int cases, List<(int Case, double Rating)> nonLesion, double[] lesionRatings)
    {
        LesionRatings = lesionRatings;
        NonLesionStart = new int[cases + 1];
        HighestNonLesion = new double[cases];
        Array.Fill(HighestNonLesion, double.NegativeInfinity);
        foreach (var (number, rating) in nonLesion)
        {
            NonLesionStart[number + 1]++;
            HighestNonLesion[number] = Math.Max(HighestNonLesion[number], rating);
        }

        for (var k = 0; k < cases; k++)
        {
            NonLesionStart[k + 1] += NonLesionStart[k];
        }

        NonLesionRatings = new double[nonLesion.Count];
        var next = NonLesionStart.AsSpan(0, cases).ToArray();
        foreach (var (number, rating) in nonLesion)
        {
            NonLesionRatings[next[number]++] = rating;
        }

        // In order within a case, so that no result depends on the order of the rows.
        for (var k = 0; k < cases; k++)
        {
            NonLesionRatings.AsSpan(NonLesionStart[k], NonLesionStart[k + 1] - NonLesionStart[k]).Sort();
        }
    }

    /// <summary>By lesion.</summary>
    public double[] LesionRatings { get; }

    /// <summary>All of them, by case.</summary>
    public double[] NonLesionRatings { get; }

    /// <summary>Where a case's begin in <see cref="NonLesionRatings"/>; one entry more than there are cases.</summary>
    public int[] NonLesionStart { get; }

    /// <summary>By case.</summary>
    public double[] HighestNonLesion { get; }

    public ReadOnlySpan<double> NonLesionOf(int number) =>
        NonLesionRatings.AsSpan(NonLesionStart[number], NonLesionStart[number + 1] - NonLesionStart[number]);

    public ReadOnlySpan<double> LesionsOf(FrocReadings readings, int number) =>
        LesionRatings.AsSpan(readings.LesionStart[number], readings.LesionStart[number + 1] - readings.LesionStart[number]);

    /// <summary>The inferred ROC rating of a case: the highest of its marks of either kind.</summary>
    public double Highest(FrocReadings readings, int number)
    {
        var highest = HighestNonLesion[number];
        foreach (var rating in LesionsOf(readings, number))
        {
            highest = Math.Max(highest, rating);
        }

        return highest;
    }
}
