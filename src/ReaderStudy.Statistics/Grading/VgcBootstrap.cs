using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// The readers' mean VGC area in resamples. A case that was graded in both arms is drawn with both its grades, so that the pairing stays;
/// cases of one arm only are drawn within their arm.
/// </summary>
/// <remarks>Båth M, Hansson J (2016). Radiation Protection Dosimetry 169:46–53. doi:10.1093/rpd/ncv542</remarks>
public static class VgcBootstrap
{
    /// <summary>These readers and other cases.</summary>
    /// <exception cref="BadInputException">As <see cref="VgcArea.Of"/>.</exception>
    public static BootstrapDistribution OverCases(
        IReadOnlyList<VisualGrade> grades,
        string reference,
        string test,
        int replicates,
        ulong seed
    )
    {
        var table = new Table(grades, reference, test);
        int[] readers = [.. Enumerable.Range(0, table.Readers)];
        return Bootstrap.Of(table.CasePlan, rows => table.MeanArea(readers, rows), replicates, seed);
    }

    /// <summary>Other readers and other cases: readers are drawn too.</summary>
    /// <exception cref="BadInputException">As <see cref="VgcArea.Of"/>.</exception>
    public static BootstrapDistribution OverReadersAndCases(
        IReadOnlyList<VisualGrade> grades,
        string reference,
        string test,
        int replicates,
        ulong seed
    )
    {
        var table = new Table(grades, reference, test);
        return TwoWayBootstrap.Of(ResamplingPlan.OverCases(table.Readers), table.CasePlan, table.MeanArea, replicates, seed);
    }

    private sealed class Table
    {
        private readonly double[,] _reference;
        private readonly double[,] _test;
        private readonly int[] _atReference;
        private readonly int[] _atTest;

        public Table(IReadOnlyList<VisualGrade> grades, string reference, string test)
        {
            GradeTable.Check(grades);
            string[] readers = GradeTable.ReadersOf(grades.Where(g => g.Arm == reference || g.Arm == test));
            string[] referenceCases = GradeTable.CasesOf(grades, reference);
            string[] testCases = GradeTable.CasesOf(grades, test);
            _reference = GradeTable.Of(grades, reference, readers, referenceCases);
            _test = GradeTable.Of(grades, test, readers, testCases);
            Readers = readers.Length;
            string[] cases = [.. referenceCases.Union(testCases)];
            _atReference = [.. cases.Select(c => Array.IndexOf(referenceCases, c))];
            _atTest = [.. cases.Select(c => Array.IndexOf(testCases, c))];
            CasePlan = ResamplingPlan.WithinStrata([.. cases.Select((_, k) => (_atReference[k] >= 0, _atTest[k] >= 0))]);
        }

        public int Readers { get; }

        public ResamplingPlan CasePlan { get; }

        public double MeanArea(ReadOnlySpan<int> readers, ReadOnlySpan<int> cases)
        {
            var (from, to) = (new double[cases.Length], new double[cases.Length]);
            var sum = 0.0;
            foreach (var reader in readers)
            {
                var (n, m) = (0, 0);
                foreach (var row in cases)
                {
                    if (_atReference[row] >= 0)
                    {
                        from[n++] = _reference[reader, _atReference[row]];
                    }

                    if (_atTest[row] >= 0)
                    {
                        to[m++] = _test[reader, _atTest[row]];
                    }
                }

                sum += EmpiricalAuc.Of(from.AsSpan(0, n), to.AsSpan(0, m));
            }

            return sum / readers.Length;
        }
    }
}
