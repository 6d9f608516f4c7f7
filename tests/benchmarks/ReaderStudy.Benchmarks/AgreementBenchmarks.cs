using BenchmarkDotNet.Attributes;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Benchmarks;

/// <summary>From ratings in memory (a row a case, a column a reader) to the coefficient, counting included.</summary>
public class AgreementBenchmarks
{
    private readonly int[,] _ten = Ratings("fleiss_10000x10.csv");
    private readonly int[,] _two;
    private readonly int[,] _missing = Ratings("kripp_1000x5.csv");

    public AgreementBenchmarks()
    {
        _two = new int[_ten.GetLength(0), 2];
        for (var i = 0; i < _ten.GetLength(0); i++)
        {
            (_two[i, 0], _two[i, 1]) = (_ten[i, 0], _ten[i, 1]);
        }
    }

    [Benchmark(Description = "fleiss-10000x10")]
    public double Fleiss() => FleissKappa.Of(RatingTable.Of(_ten, 5)).Kappa;

    [Benchmark(Description = "cohen-quadratic-10000")]
    public double Cohen() => CohenKappa.Of(RatingTable.Of(_two, 5), weights: AgreementWeights.Quadratic(5)).Kappa;

    [Benchmark(Description = "krippendorff-1000x5-1000")]
    public KrippendorffReplicates Krippendorff() =>
        KrippendorffBootstrap.Of(RatingTable.Of(_missing, 5), KrippendorffMetric.Interval, 1000, 1);

    /// <summary>Categories from 1; a missing rating is −1.</summary>
    private static int[,] Ratings(string file)
    {
        var rows = BenchmarkData.Read(file);
        var table = new int[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows[0].Length; j++)
            {
                table[i, j] = double.IsNaN(rows[i][j]) ? -1 : (int)rows[i][j] - 1;
            }
        }

        return table;
    }
}
