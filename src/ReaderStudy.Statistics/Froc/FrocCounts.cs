namespace ReaderStudy.Statistics.Froc;

/// <summary>The figures of merit that are a count over a count: Σ a_k / Σ b_k over the cases that enter.</summary>
internal static class FrocCounts
{
    public static FigureJackknife MarkedDiseased(FrocReadings readings, ReaderMarks marks) =>
        Of(readings, diseased: true, k => (IsMarked(readings, marks, k) ? 1 : 0, 1));

    public static FigureJackknife UnmarkedNonDiseased(FrocReadings readings, ReaderMarks marks) =>
        Of(readings, diseased: false, k => (IsMarked(readings, marks, k) ? 0 : 1, 1));

    public static FigureJackknife LesionFraction(FrocReadings readings, ReaderMarks marks) =>
        Of(
            readings,
            diseased: true,
            k =>
            {
                var lesions = marks.LesionsOf(readings, k);
                var marked = 0;
                foreach (var rating in lesions)
                {
                    marked += double.IsFinite(rating) ? 1 : 0;
                }

                return (marked, lesions.Length);
            }
        );

    public static FigureJackknife NonLesionFraction(FrocReadings readings, ReaderMarks marks) =>
        Of(readings, diseased: false, k => (marks.NonLesionOf(k).Length, 1));

    public static FigureJackknife NonLesionFractionAllCases(FrocReadings readings, ReaderMarks marks) =>
        Of(readings, diseased: null, k => (marks.NonLesionOf(k).Length, 1));

    public static FigureJackknife ExponentialSpecificity(FrocReadings readings, ReaderMarks marks)
    {
        var plain = NonLesionFraction(readings, marks);
        return new FigureJackknife(Math.Exp(-plain.Figure), Array.ConvertAll(plain.Without, rate => Math.Exp(-rate)));
    }

    private static bool IsMarked(FrocReadings readings, ReaderMarks marks, int number) => double.IsFinite(marks.Highest(readings, number));

    /// <summary>Over the diseased cases, the non-diseased, or (null) all.</summary>
    private static FigureJackknife Of(FrocReadings readings, bool? diseased, Func<int, (int Of, int All)> counts)
    {
        var entering = new List<(int Of, int All)>();
        long sum = 0,
            all = 0;
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            if (diseased is null || diseased == readings.Diseased[k])
            {
                var part = counts(k);
                entering.Add(part);
                sum += part.Of;
                all += part.All;
            }
        }

        var left = new double[entering.Count];
        for (var k = 0; k < left.Length; k++)
        {
            left[k] = Ratio(sum - entering[k].Of, all - entering[k].All);
        }

        return new FigureJackknife(Ratio(sum, all), left);
    }

    private static double Ratio(long of, long all) => all > 0 ? (double)of / all : double.NaN;
}
