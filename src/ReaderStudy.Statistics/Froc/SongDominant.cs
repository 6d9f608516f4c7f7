namespace ReaderStudy.Statistics.Froc;

/// <summary>Song's second index, by pairs of cases.</summary>
internal static class SongDominant
{
    public static FigureJackknife Of(FrocReadings readings, ReaderMarks marks)
    {
        var cases = readings.Cases.Count;
        var diseased = new double[cases][];
        for (var k = 0; k < cases; k++)
        {
            diseased[k] = readings.Diseased[k] ? AllMarks(readings, marks, k) : [];
        }

        var wins = new double[cases];
        var total = 0.0;
        for (var k1 = 0; k1 < cases; k1++)
        {
            for (var k2 = 0; k2 < cases && !readings.Diseased[k1]; k2++)
            {
                if (readings.Diseased[k2])
                {
                    var win = Win(marks.NonLesionOf(k1), diseased[k2]);
                    wins[k1] += win;
                    wins[k2] += win;
                    total += win;
                }
            }
        }

        for (var k = 0; k < cases; k++)
        {
            var (k1, k2) = (readings.NonDiseasedCases, readings.DiseasedCases);
            wins[k] = readings.Diseased[k] ? Share(total - wins[k], k1, k2 - 1) : Share(total - wins[k], k1 - 1, k2);
        }

        return new FigureJackknife(Share(total, readings.NonDiseasedCases, readings.DiseasedCases), wins);
    }

    private static double Share(double wins, int nonDiseased, int diseased) =>
        nonDiseased > 0 && diseased > 0 ? wins / ((double)nonDiseased * diseased) : double.NaN;

    private static double[] AllMarks(FrocReadings readings, ReaderMarks marks, int number)
    {
        var all = new List<double>();
        foreach (var rating in marks.NonLesionOf(number))
        {
            all.Add(rating);
        }

        foreach (var rating in marks.LesionsOf(readings, number))
        {
            if (double.IsFinite(rating))
            {
                all.Add(rating);
            }
        }

        return [.. all];
    }

    private static double Win(ReadOnlySpan<double> nonDiseased, ReadOnlySpan<double> diseased)
    {
        if (nonDiseased.IsEmpty || diseased.IsEmpty)
        {
            return nonDiseased.IsEmpty == diseased.IsEmpty ? 0.5
                : nonDiseased.IsEmpty ? 1
                : 0;
        }

        // Twice ψ, so that half of the pairs is a whole number.
        long twice = 0;
        foreach (var x in nonDiseased)
        {
            foreach (var y in diseased)
            {
                twice +=
                    x < y ? 2
                    : x > y ? 0
                    : 1;
            }
        }

        return ClusteredWilcoxon.Psi((long)nonDiseased.Length * diseased.Length, twice);
    }
}
