using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Estimates of the covariances of readers' figures of merit over samples of cases.</summary>
public static class ErrorCovariances
{
    /// <summary>
    /// By the jackknife over cases, for any figure of merit (<see cref="LeaveOneOut.Covariance"/>). The n of its factor (n − 1) / n counts all
    /// cases of the study that the figure of merit rests on, also those that a reader did not read.
    /// </summary>
    public static ErrorCovariance Jackknife(MrmcRatings ratings, FigureOfMerit figure) => figure.LeavingOutEach(ratings).Covariance();

    /// <summary>
    /// DeLong's covariances of AUCs, S₁₀ / m + S₀₁ / n. Where two readers read different cases, S₁₀ and S₀₁ are over the cases that they share,
    /// m′ and n′ in number, and the terms become S₁₀ m′ / (m₁ m₂) and S₀₁ n′ / (n₁ n₂): 0 for readers who share none, NaN for one shared case
    /// of a class. For a crossed study those are the published ones.
    /// </summary>
    /// <remarks>DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595</remarks>
    public static ErrorCovariance DeLong(MrmcRatings ratings)
    {
        var figures = FigureOfMerit.Auc.ForAll(ratings);
        var cells = Components(ratings, figures);
        var matrix = new double[cells.Length, cells.Length];
        for (var a = 0; a < cells.Length; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                matrix[a, b] = matrix[b, a] = Term(cells[a].Diseased, cells[b].Diseased) + Term(cells[a].NonDiseased, cells[b].NonDiseased);
            }
        }

        return new ErrorCovariance(figures, matrix);
    }

    /// <summary>
    /// Unbiased covariances of AUCs, by moments of the kernel over pairs of cases (<see cref="UnbiasedCovariance"/>). They may be negative,
    /// also on the diagonal.
    /// </summary>
    public static ErrorCovariance Unbiased(MrmcRatings ratings)
    {
        var figures = FigureOfMerit.Auc.ForAll(ratings);
        return new ErrorCovariance(figures, UnbiasedCovariance.Of(ratings));
    }

    private static (Placed Diseased, Placed NonDiseased)[] Components(MrmcRatings ratings, ReaderFigures figures)
    {
        var cells = new (Placed, Placed)[figures.Cells];
        var cell = new RatingsByTruth(ratings);
        for (var i = 0; i < figures.Treatments.Count; i++)
        {
            for (var j = 0; j < figures.Readers.Count; j++)
            {
                cell.Take(i, j);
                var placements = Placements.Of(cell.NonDiseased, cell.Diseased);
                cells[figures.Cell(i, j)] = (
                    new Placed(placements.V10, placements.Auc, cell.DiseasedPlaces, cell.AllDiseased),
                    new Placed(placements.V01, placements.Auc, cell.NonDiseasedPlaces, cell.AllNonDiseased)
                );
            }
        }

        return cells;
    }

    private static double Term(Placed a, Placed b)
    {
        double shared = a.Shared(b);
        if (shared < 2)
        {
            return shared == 0 ? 0 : double.NaN;
        }

        return CrossProducts.Dot(a.Centred, b.Centred) / (shared - 1) * shared / ((double)a.Count * b.Count);
    }

    /// <summary>Placements less their mean by case of a class; 0 where the case was not read.</summary>
    private sealed class Placed
    {
        private readonly bool[] _read;

        public Placed(double[] placements, double auc, ReadOnlySpan<int> places, int all)
        {
            Centred = new double[all];
            _read = new bool[all];
            Count = placements.Length;
            for (var k = 0; k < placements.Length; k++)
            {
                Centred[places[k]] = placements[k] - auc;
                _read[places[k]] = true;
            }
        }

        public double[] Centred { get; }

        public int Count { get; }

        public int Shared(Placed other)
        {
            if (Count == _read.Length || other.Count == _read.Length)
            {
                return Math.Min(Count, other.Count);
            }

            var shared = 0;
            for (var k = 0; k < _read.Length; k++)
            {
                shared += _read[k] && other._read[k] ? 1 : 0;
            }

            return shared;
        }
    }
}
