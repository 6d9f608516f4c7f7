namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Scores of one arm with 0 for a missing reading, who read what, and their margins.</summary>
internal sealed class ScoreArm
{
    public ScoreArm(IReadOnlyList<double[]> scores, int cases)
    {
        var readers = scores.Count;
        Scores = new double[readers][];
        Read = new double[readers][];
        (CaseSums, CaseCounts) = (new double[cases], new double[cases]);
        (ReaderSums, ReaderCounts, ReaderMeans) = (new double[readers], new double[readers], new double[readers]);
        for (var r = 0; r < readers; r++)
        {
            (Scores[r], Read[r]) = (new double[cases], new double[cases]);
            for (var k = 0; k < cases; k++)
            {
                var score = scores[r][k];
                if (!double.IsNaN(score))
                {
                    (Scores[r][k], Read[r][k]) = (score, 1);
                    CaseSums[k] += score;
                    CaseCounts[k]++;
                    ReaderSums[r] += score;
                    ReaderCounts[r]++;
                }
            }

            ReaderMeans[r] = ReaderSums[r] / ReaderCounts[r];
            Total += ReaderSums[r];
            Count += ReaderCounts[r];
        }
    }

    public double[][] Scores { get; }

    /// <summary>1 for a reading, 0 for none.</summary>
    public double[][] Read { get; }

    public double[] CaseSums { get; }

    public double[] CaseCounts { get; }

    public double[] ReaderSums { get; }

    public double[] ReaderCounts { get; }

    public double[] ReaderMeans { get; }

    public double Total { get; }

    public double Count { get; }

    public double Mean => Total / Count;
}

/// <summary>Two arms of the same readers and cases.</summary>
internal sealed class ScoreDesign
{
    public ScoreDesign(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second)
    {
        if (first.Count == 0 || first.Count != second.Count)
        {
            throw new BadInputException("Both arms need the same readers, at least one; give NaN for readings that there are not.");
        }

        Readers = first.Count;
        Cases = first[0].Length;
        if (first.Concat(second).Any(scores => scores.Length != Cases))
        {
            throw new BadInputException("Every reader needs the same cases; give NaN for readings that there are not.");
        }

        First = new ScoreArm(first, Cases);
        Second = new ScoreArm(second, Cases);
    }

    public int Readers { get; }

    public int Cases { get; }

    public ScoreArm First { get; }

    public ScoreArm Second { get; }
}
