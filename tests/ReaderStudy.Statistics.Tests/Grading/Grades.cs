using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Statistics.Tests.Grading;

/// <summary>
/// Made-up grades that R makes too: d &lt;- expand.grid(case = 0:39, reader = 0:2, arm = 0:1);
/// d$score &lt;- 1 + (d$case * 7 + d$reader * 3 + d$arm * 5 + d$case * d$reader + (d$case %/% 5) * d$arm) %% 5;
/// d$score &lt;- pmin(5, d$score + ifelse(d$arm == 1 &amp; d$case %% 3 == 0, 1, 0)).
/// </summary>
internal static class Grades
{
    public static readonly VisualGrade[] All =
    [
        .. from arm in new[] { 0, 1 }
        from reader in Enumerable.Range(0, 3)
        from image in Enumerable.Range(0, 40)
        select new VisualGrade($"{reader}", $"{image}", $"{arm}", Score(image, reader, arm)),
    ];

    public static readonly int[] Scores = [.. All.Select(g => (int)g.Score)];

    public static readonly string[] Cases = [.. All.Select(g => g.Case)];

    public static readonly string[] ReaderOfRow = [.. All.Select(g => g.Reader)];

    /// <summary>Arm 1, reader 1, reader 2.</summary>
    public static readonly double[,] Covariates = Table(g => [g.Arm == "1" ? 1 : 0, g.Reader == "1" ? 1 : 0, g.Reader == "2" ? 1 : 0]);

    /// <summary>Reader 1, reader 2.</summary>
    public static readonly double[,] Readers = Table(g => [g.Reader == "1" ? 1 : 0, g.Reader == "2" ? 1 : 0]);

    private static int Score(int image, int reader, int arm)
    {
        var score = 1 + (((image * 7) + (reader * 3) + (arm * 5) + (image * reader) + (image / 5 * arm)) % 5);
        return Math.Min(5, score + (arm == 1 && image % 3 == 0 ? 1 : 0));
    }

    private static double[,] Table(Func<VisualGrade, double[]> row)
    {
        var width = row(All[0]).Length;
        var table = new double[All.Length, width];
        for (var i = 0; i < All.Length; i++)
        {
            for (var k = 0; k < width; k++)
            {
                table[i, k] = row(All[i])[k];
            }
        }

        return table;
    }
}
