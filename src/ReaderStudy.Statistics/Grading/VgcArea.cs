using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// The area under the VGC curve of each reader and its mean, with errors from the cases' structural components (DeLong's variance). The
/// same cases may have been graded in both arms: their two components are then correlated, and the products of both enter (as for
/// clusters of one image of each kind). Each reader must have graded the same cases as the others.
/// </summary>
/// <param name="Readers">As they are named in the grades.</param>
/// <param name="ReaderAreas">One a reader.</param>
/// <param name="Covariance">Of the readers' areas over cases.</param>
/// <param name="ReferenceCases">Cases of the reference arm.</param>
/// <param name="TestCases">Cases of the test arm.</param>
/// <param name="SharedCases">Cases of both.</param>
/// <remarks>
/// Båth M, Månsson LG (2007). British Journal of Radiology 80:169–176. doi:10.1259/bjr/35012658.
/// DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595.
/// Clusters: Obuchowski NA (1997). Biometrics 53:567–578. doi:10.2307/2533958.
/// Random readers: Hillis SL, Obuchowski NA, Schartz KM, Berbaum KS (2005). Statistics in Medicine 24:1579–1607. doi:10.1002/sim.2024
/// </remarks>
public sealed record VgcArea(
    IReadOnlyList<string> Readers,
    IReadOnlyList<double> ReaderAreas,
    double[,] Covariance,
    int ReferenceCases,
    int TestCases,
    int SharedCases
)
{
    /// <summary>The mean of the readers' areas.</summary>
    public double Area => ReaderAreas.Average();

    /// <summary>Of the mean for these readers and other cases: the mean of all entries of the covariance matrix. NaN with one case of an arm.</summary>
    public double VarianceOverCases
    {
        get
        {
            var sum = 0.0;
            foreach (var entry in Covariance)
            {
                sum += entry;
            }

            return sum / Covariance.Length;
        }
    }

    /// <summary>MS(R), the variance of the readers' areas; NaN with one reader.</summary>
    public double MeanSquareReaders => Readers.Count < 2 ? double.NaN : ReaderAreas.Sum(a => (a - Area) * (a - Area)) / (Readers.Count - 1);

    /// <summary>Cov₂, the mean covariance of two readers; NaN with one reader.</summary>
    public double CovarianceOfReaders
    {
        get
        {
            var r = Readers.Count;
            return ((r * r * VarianceOverCases) - Enumerable.Range(0, r).Sum(i => Covariance[i, i])) / (r * (r - 1.0));
        }
    }

    /// <summary>For other readers and cases: (MS(R) + R max(Cov₂, 0)) / R.</summary>
    public double VarianceOverReadersAndCases => VarianceOfBoth / Readers.Count;

    /// <summary>Hillis': (MS(R) + R max(Cov₂, 0))² / (MS(R)² / (R − 1)); ∞ when all readers have one area.</summary>
    public double DegreesOfFreedomOverReadersAndCases =>
        MeanSquareReaders == 0
            ? double.PositiveInfinity
            : VarianceOfBoth * VarianceOfBoth / (MeanSquareReaders * MeanSquareReaders / (Readers.Count - 1));

    private double VarianceOfBoth => MeanSquareReaders + (Readers.Count * Math.Max(CovarianceOfReaders, 0));

    /// <summary>Estimates the areas of two arms' grades.</summary>
    /// <exception cref="BadInputException">Rows that repeat or are not numbers; a reader without a grade of a case that another graded.</exception>
    public static VgcArea Of(IReadOnlyList<VisualGrade> grades, string reference, string test)
    {
        GradeTable.Check(grades);
        string[] readers = GradeTable.ReadersOf(grades.Where(g => g.Arm == reference || g.Arm == test));
        string[] referenceCases = GradeTable.CasesOf(grades, reference);
        string[] testCases = GradeTable.CasesOf(grades, test);
        var from = GradeTable.Of(grades, reference, readers, referenceCases);
        var to = GradeTable.Of(grades, test, readers, testCases);
        Placements[] curves = [.. Enumerable.Range(0, readers.Length).Select(r => Placements.Of(Row(from, r), Row(to, r)))];
        var atReference = referenceCases.Select((c, k) => (c, k)).ToDictionary(p => p.c, p => p.k);
        List<(int Reference, int Test)> shared =
        [
            .. testCases.Select((c, k) => (Reference: atReference.GetValueOrDefault(c, -1), Test: k)).Where(p => p.Reference >= 0),
        ];
        var covariance = DeLong.CovarianceMatrix(curves);
        for (var r = 0; r < readers.Length; r++)
        {
            for (var s = 0; s < readers.Length; s++)
            {
                covariance[r, s] += Crossed(curves[r], curves[s], shared) / ((double)referenceCases.Length * testCases.Length);
            }
        }

        return new VgcArea(readers, [.. curves.Select(c => c.Auc)], covariance, referenceCases.Length, testCases.Length, shared.Count);
    }

    /// <summary>Area ± z·SE for these readers and other cases, cut at 0 and 1.</summary>
    public (double Lower, double Upper) IntervalOverCases(double level = 0.95)
    {
        var half = StandardNormal.Critical(level) * Math.Sqrt(VarianceOverCases);
        return (Math.Max(0, Area - half), Math.Min(1, Area + half));
    }

    /// <summary>Area ± t·SE for other readers and cases, cut at 0 and 1; NaN with one reader.</summary>
    public (double Lower, double Upper) IntervalOverReadersAndCases(double level = 0.95)
    {
        var half = StudentsT.Critical(level, DegreesOfFreedomOverReadersAndCases) * Math.Sqrt(VarianceOverReadersAndCases);
        return (Math.Max(0, Area - half), Math.Min(1, Area + half));
    }

    /// <summary>Two-sided p-value of equal image quality, area 0.5, for these readers and other cases.</summary>
    public double POverCases() => StandardNormal.TwoSidedP((Area - 0.5) / Math.Sqrt(VarianceOverCases));

    /// <summary>The same for other readers and cases.</summary>
    public double POverReadersAndCases() =>
        StudentsT.TwoSidedP((Area - 0.5) / Math.Sqrt(VarianceOverReadersAndCases), DegreesOfFreedomOverReadersAndCases);

    /// <summary>
    /// The sample covariance of one reader's components as test images with the other's as reference images, both ways round, times the
    /// number of shared cases; 0 with fewer than two.
    /// </summary>
    private static double Crossed(Placements first, Placements second, List<(int Reference, int Test)> shared)
    {
        if (shared.Count < 2)
        {
            return 0;
        }

        var sum = 0.0;
        foreach (var (reference, test) in shared)
        {
            sum += (first.V10[test] - first.Auc) * (second.V01[reference] - second.Auc);
            sum += (second.V10[test] - second.Auc) * (first.V01[reference] - first.Auc);
        }

        return sum * shared.Count / (shared.Count - 1.0);
    }

    private static double[] Row(double[,] scores, int row) => [.. Enumerable.Range(0, scores.GetLength(1)).Select(c => scores[row, c])];
}
