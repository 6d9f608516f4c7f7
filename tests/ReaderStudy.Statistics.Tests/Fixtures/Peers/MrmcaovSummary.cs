using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>One analysis in the form of MRMCaov's summary.</summary>
internal sealed class MrmcaovSummary(MrmcInput input, FixtureBlock block)
{
    private readonly OrAnalysis _analysis = Mrmcaov.Analyse(input, block);
    private readonly double _level = block.Number("conf.level", 0.95);
    private readonly string _metric = block.Option("metric")!;

    /// <summary>The block leaves out what is rounding noise in the package.</summary>
    private bool LeavesOutTests => block.Exceptions.Any(e => e.Contains("test_equality", StringComparison.Ordinal));

    private bool LeavesOutReaderTests => block.Exceptions.Any(e => e.Contains("reader_test_diffs", StringComparison.Ordinal));

    public Dictionary<string, object?> Tree(string @fixed)
    {
        var inference = @fixed switch
        {
            "reader" => _analysis.FixedReadersRandomCases(),
            "case" => _analysis.RandomReadersFixedCases(),
            _ => _analysis.RandomReadersRandomCases(),
        };
        return new Dictionary<string, object?>
        {
            ["design"] = Design(_analysis.Design),
            ["reader_metrics"] = Cells(
                (i, j) => Row(("value", _analysis.Figures[i, j]), ("treatment", Treatment(i)), ("reader", Reader(j)))
            ),
            ["num_obs"] = Cells((i, j) => Readings(i, j)),
            ["covariance_order"] = Cells((i, j) => $"{Treatment(i)}.{Reader(j)}"),
            ["covariance_matrix"] = Cells((i, j) => Cells((k, l) => _analysis.Covariance.Of(i, j, k, l))),
            ["anova"] = Anova(),
            ["vcov_comps"] = Components(),
            ["test_equality"] = LeavesOutTests ? NotMatched.Value : new[] { Equality(inference.Equality, @fixed) },
            ["test_diffs"] = LeavesOutTests ? NotMatched.Value : inference.Differences.Select(d => Difference(d, @fixed)).ToList(),
            ["test_means"] = inference.Means.Select(m => Mean(m, @fixed)).ToList(),
            ["reader_test_diffs"] = _analysis.DifferencesByReader().Select(ReaderDifference).ToList(),
            ["reader_means"] = _analysis.Readings().Select(ReaderMean).ToList(),
        };
    }

    private static int Design(MrmcDesign design) =>
        design switch
        {
            MrmcDesign.Crossed => 1,
            MrmcDesign.CasesNestedInReaders => 2,
            MrmcDesign.CasesNestedInTreatments => 3,
            MrmcDesign.ReadersNestedInTreatments => 4,
            MrmcDesign.PartiallyPaired => -1,
        };

    private List<object?> Anova()
    {
        object? Line(string term, MeanSquare square) =>
            square.DegreesOfFreedom == 0 && _analysis.Design == MrmcDesign.ReadersNestedInTreatments
                ? Row(("term", "NA"), ("df", null), ("ss", null), ("ms", null))
                : Row(("term", term), ("df", square.DegreesOfFreedom), ("ss", square.SumOfSquares), ("ms", square.Value));
        var anova = _analysis.Anova;
        return [Line("treatment", anova.Treatment), Line("reader", anova.Reader), Line("treatment:reader", anova.TreatmentReader)];
    }

    private List<object?> Components()
    {
        object? Line(string row, double estimate, double? correlation) =>
            Row(("row", row), ("Estimate", estimate), ("Correlation", correlation));
        var c = _analysis.Components;
        return
        [
            Line("reader", c.Reader, null),
            Line("treatment:reader", c.TreatmentReader, null),
            Line("Error", c.Error, null),
            Line("Cov1", c.Cov1, c.Correlation1),
            Line("Cov2", c.Cov2, c.Correlation2),
            Line("Cov3", c.Cov3, c.Correlation3),
        ];
    }

    private Dictionary<string, object?> Equality(OverallTest test, string @fixed)
    {
        var c = _analysis.Components;
        var nested = _analysis.Design == MrmcDesign.ReadersNestedInTreatments;
        var row = Row(
            ("MS(T)", test.MeanSquare),
            ("MS[T]", test.MeanSquare),
            ("MS(T:R)", _analysis.Anova.TreatmentReader.Value),
            ("MS[R(T)]", nested ? _analysis.Anova.Reader.Value : null),
            ("Cov1", c.Cov1),
            ("Cov2", c.Cov2),
            ("Cov3", c.Cov3),
            ("Denominator", test.Denominator),
            ("F", test.F),
            ("X2", test.ChiSquared),
            ("df1", test.NumeratorDf),
            ("df2", test.DenominatorDf),
            ("p-value", test.P)
        );
        if (@fixed == "reader")
        {
            row["df"] = test.NumeratorDf;
        }

        return row;
    }

    private Dictionary<string, object?> Difference(TreatmentDifference difference, string @fixed) =>
        Tested($"{Name(difference.First)} - {Name(difference.Second)}", difference.Estimate, @fixed);

    private Dictionary<string, object?> ReaderDifference(ReaderDifference difference)
    {
        var row = Tested($"{Name(difference.First)} - {Name(difference.Second)}", difference.Estimate, "reader");
        row["Reader"] = input.Readers[_analysis.Figures.Readers.ToList().IndexOf(difference.Reader)];
        if (LeavesOutReaderTests)
        {
            foreach (var name in new[] { "StdErr", "CI.Lower", "CI.Upper", "z", "p-value" })
            {
                row[name] = NotMatched.Value;
            }
        }

        return row;
    }

    private Dictionary<string, object?> Tested(string comparison, MrmcEstimate estimate, string @fixed)
    {
        var (lower, upper) = estimate.Interval(_level);
        return Row(
            ("Comparison", comparison),
            ("Estimate", estimate.Value),
            ("StdErr", estimate.StandardError),
            ("df", estimate.DegreesOfFreedom),
            ("CI.Lower", lower),
            ("CI.Upper", upper),
            (@fixed == "reader" ? "z" : "t", estimate.Statistic()),
            ("p-value", estimate.P())
        );
    }

    private Dictionary<string, object?> Mean(TreatmentMean mean, string @fixed)
    {
        var (lower, upper) = Limits(mean.Estimate);
        return Row(
            ("Estimate", mean.Estimate.Value),
            ("MS(R)", mean.ReaderMeanSquare),
            ("Var(Error)", mean.ErrorVariance),
            ("Cov2", mean.Cov2),
            ("StdErr", mean.Estimate.StandardError),
            ("df", @fixed == "reader" ? null : mean.Estimate.DegreesOfFreedom),
            ("CI.Lower", lower),
            ("CI.Upper", upper)
        );
    }

    private Dictionary<string, object?> ReaderMean(ReaderEstimate reading)
    {
        var (lower, upper) = Limits(reading.Estimate);
        return Row(
            (_metric, reading.Estimate.Value),
            ("treatment", Name(reading.Treatment)),
            ("reader", input.Readers[_analysis.Figures.Readers.ToList().IndexOf(reading.Reader)]),
            ("StdErr", reading.Estimate.StandardError),
            ("CI.Lower", lower),
            ("CI.Upper", upper)
        );
    }

    /// <summary>The package cuts what is named an area, a sensitivity or a specificity to 0 and 1.</summary>
    private (double Lower, double Upper) Limits(MrmcEstimate estimate) =>
        new[] { "_auc", "_sens", "_spec" }.Any(e => _metric.EndsWith(e, StringComparison.Ordinal))
            ? estimate.IntervalWithin(0, 1, _level)
            : estimate.Interval(_level);

    private int Readings(int treatment, int reader)
    {
        var count = 0;
        var own = input.Ratings.Of(treatment, reader);
        var cases = Mrmcaov.Figure(block).Cases;
        for (var k = 0; k < own.Length; k++)
        {
            var enters = cases == FigureCases.All || input.Ratings.Diseased[k] == (cases == FigureCases.Diseased);
            count += enters && !double.IsNaN(own[k]) ? 1 : 0;
        }

        return count;
    }

    private List<object?> Cells(Func<int, int, object?> of)
    {
        var cells = new List<object?>();
        for (var i = 0; i < input.Treatments.Count; i++)
        {
            for (var j = 0; j < input.Readers.Count; j++)
            {
                if (_analysis.Figures.IsGiven(i, j))
                {
                    cells.Add(of(i, j));
                }
            }
        }

        return cells;
    }

    private string Treatment(int index) => input.Treatments[index];

    private string Reader(int index) => input.Readers[index];

    private string Name(string treatment) => input.Treatments[_analysis.Figures.Treatments.ToList().IndexOf(treatment)];

    private static Dictionary<string, object?> Row(params (string Name, object? Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value);
}
