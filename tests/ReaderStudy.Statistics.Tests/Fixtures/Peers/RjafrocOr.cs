using ReaderStudy.Statistics.Mrmc;
using static ReaderStudy.Statistics.Tests.Fixtures.Peers.RjafrocSignificance;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>An Obuchowski-Rockette analysis in the form of RJafroc's output.</summary>
internal sealed class RjafrocOr(OrAnalysis analysis, int cases, double level)
{
    public Dictionary<string, object?> Tree() =>
        Row(
            ("FOMs", RjafrocSignificance.Figures(analysis.Figures)),
            ("ANOVA", Anova()),
            ("RRRC", RandomReadersRandomCases()),
            ("FRRC", FixedReadersRandomCases()),
            ("RRFC", RandomReadersFixedCases())
        );

    private Dictionary<string, object?> Anova()
    {
        static object? Line(string row, MeanSquare square) =>
            Row(("row", row), ("SS", square.SumOfSquares), ("DF", square.DegreesOfFreedom), ("MS", square.Value));
        static object? Component(string row, double estimate, double? rho) => Row(("row", row), ("Estimates", estimate), ("Rhos", rho));
        var (anova, c) = (analysis.Anova, analysis.Components.Clipped(analysis.Figures.Treatments.Count));
        return Row(
            ("TRanova", new[] { Line("T", anova.Treatment), Line("R", anova.Reader), Line("TR", anova.TreatmentReader) }),
            (
                "VarCom",
                new[]
                {
                    Component("VarR", c.Reader, null),
                    Component("VarTR", c.TreatmentReader, null),
                    Component("Cov1", c.Cov1, c.Correlation1),
                    Component("Cov2", c.Cov2, c.Correlation2),
                    Component("Cov3", c.Cov3, c.Correlation3),
                    Component("Var", c.Error, null),
                }
            ),
            (
                "IndividualTrt",
                analysis
                    .RandomReadersRandomCases()
                    .Means.Select(m =>
                        Row(
                            ("row", m.Treatment),
                            ("DF", analysis.Figures.Readers.Count - 1),
                            ("msREachTrt", m.ReaderMeanSquare),
                            ("varEachTrt", m.ErrorVariance),
                            ("cov2EachTrt", m.Cov2)
                        )
                    )
                    .ToList()
            ),
            ("IndividualRdr", Readers())
        );
    }

    private List<object?> Readers() =>
        [
            .. analysis.ByReader.Select(r =>
                Row(
                    ("row", r.Reader),
                    ("DF", r.Treatment.DegreesOfFreedom),
                    ("msTEachRdr", r.Treatment.Value),
                    ("varEachRdr", r.ErrorVariance),
                    ("cov1EachRdr", r.Cov1)
                )
            ),
        ];

    private Dictionary<string, object?> RandomReadersRandomCases()
    {
        var inference = analysis.RandomReadersRandomCases();
        var test = inference.Equality;
        return Row(
            (
                "FTests",
                new[]
                {
                    Row(("row", "Treatment"), ("DF", test.NumeratorDf), ("MS", test.MeanSquare), ("FStat", test.F), ("p", test.P)),
                    Row(("row", "Error"), ("DF", test.DenominatorDf), ("MS", test.Denominator), ("FStat", null), ("p", null)),
                }
            ),
            ("ciDiffTrt", Differences(inference, level)),
            ("ciAvgRdrEachTrt", Means(inference, level, t => t))
        );
    }

    private Dictionary<string, object?> FixedReadersRandomCases()
    {
        var inference = analysis.FixedReadersRandomCasesClipped();
        var test = inference.Equality;
        return Row(
            (
                "FTests",
                new[]
                {
                    Row(("row", "Treatment"), ("MS", test.MeanSquare), ("Chisq", test.ChiSquared), ("DF", test.NumeratorDf), ("p", test.P)),
                    Row(("row", "Error"), ("MS", test.Denominator), ("Chisq", null), ("DF", null), ("p", null)),
                }
            ),
            ("ciDiffTrt", Differences(inference, level)),
            ("ciAvgRdrEachTrt", Means(inference, level, t => t, cases - 1)),
            ("ciDiffTrtEachRdr", Differences(analysis.DifferencesByReader(), level)),
            ("IndividualRdrVarCov1", Readers())
        );
    }

    private Dictionary<string, object?> RandomReadersFixedCases()
    {
        var inference = analysis.RandomReadersFixedCases();
        var test = inference.Equality;
        return Row(
            (
                "FTests",
                new[]
                {
                    Row(("row", "T"), ("DF", test.NumeratorDf), ("MS", test.MeanSquare), ("F", test.F), ("p", test.P)),
                    Row(("row", "TR"), ("DF", test.DenominatorDf), ("MS", test.Denominator), ("F", null), ("p", null)),
                }
            ),
            ("ciDiffTrt", Differences(inference, level)),
            ("ciAvgRdrEachTrt", Means(inference, level, t => t.Replace("trt", "Trt", StringComparison.Ordinal)))
        );
    }
}
