namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The two-way analysis of variance of a table of readers (rows) by cases (columns), one value in a cell.</summary>
internal sealed class ReaderByCase
{
    /// <summary>The table is looked at, not kept.</summary>
    public ReaderByCase(double[][] table)
    {
        int r = table.Length,
            n = table[0].Length;
        var byCase = new double[n];
        var byReader = new double[r];
        for (var j = 0; j < r; j++)
        {
            for (var k = 0; k < n; k++)
            {
                byCase[k] += table[j][k] / r;
                byReader[j] += table[j][k];
            }

            byReader[j] /= n;
            Mean += byReader[j] / r;
        }

        CaseByReader = new double[r];
        for (var j = 0; j < r; j++)
        {
            Reader += n * Square(byReader[j] - Mean);
            for (var k = 0; k < n; k++)
            {
                CaseByReader[j] += Square(table[j][k] - byReader[j]);
                Interaction += Square(table[j][k] - byReader[j] - (byCase[k] - Mean));
            }
        }

        foreach (var mean in byCase)
        {
            Case += r * Square(mean - Mean);
        }

        ReaderMeans = byReader;
    }

    public double Mean { get; }

    public double[] ReaderMeans { get; }

    /// <summary>Sum of squares among readers.</summary>
    public double Reader { get; }

    /// <summary>Sum of squares among cases.</summary>
    public double Case { get; }

    /// <summary>Sum of squares of the interaction.</summary>
    public double Interaction { get; }

    /// <summary>Each reader's sum of squares among cases.</summary>
    public double[] CaseByReader { get; }

    private static double Square(double x) => x * x;
}
