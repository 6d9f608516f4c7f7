using ReaderStudy.Statistics.Mrmc;
using static ReaderStudy.Statistics.Tests.Fixtures.Peers.RjafrocSignificance;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>An analysis of pseudo-values in the form of RJafroc's output.</summary>
internal sealed class RjafrocDbm(DbmAnalysis analysis, double level)
{
    public Dictionary<string, object?> Tree()
    {
        var readers = analysis.FixedReadersRandomCases();
        var fixedReaders = Inference(readers);
        fixedReaders.Add("ciDiffTrtEachRdr", Differences(analysis.DifferencesByReaderWithCaseDf(), level));
        return Row(
            ("FOMs", RjafrocSignificance.Figures(analysis.Figures)),
            ("ANOVA", Anova()),
            ("RRRC", Inference(analysis.RandomReadersRandomCases())),
            ("FRRC", fixedReaders),
            ("RRFC", Inference(analysis.RandomReadersFixedCases()))
        );
    }

    private Dictionary<string, object?> Anova()
    {
        static object? Line(string row, MeanSquare square) =>
            Row(("row", row), ("SS", square.SumOfSquares), ("DF", square.DegreesOfFreedom), ("MS", square.Value));
        static object? Component(string row, double estimate) => Row(("row", row), ("Estimates", estimate));
        var (anova, c) = (analysis.Anova, analysis.Components);
        return Row(
            (
                "TRCanova",
                new[]
                {
                    Line("T", anova.Treatment),
                    Line("R", anova.Reader),
                    Line("C", anova.Case),
                    Line("TR", anova.TreatmentReader),
                    Line("TC", anova.TreatmentCase),
                    Line("RC", anova.ReaderCase),
                    Line("TRC", anova.TreatmentReaderCase),
                    Row(("row", "Total"), ("SS", anova.Total.SumOfSquares), ("DF", anova.Total.DegreesOfFreedom), ("MS", null)),
                }
            ),
            (
                "VarCom",
                new[]
                {
                    Component("VarR", c.Reader),
                    Component("VarC", c.Case),
                    Component("VarTR", c.TreatmentReader),
                    Component("VarTC", c.TreatmentCase),
                    Component("VarRC", c.ReaderCase),
                    Component("VarErr", c.Error),
                }
            ),
            (
                "IndividualTrt",
                new[]
                {
                    Alone("msR", Treatments, analysis.ByTreatment, t => t.Reader),
                    Alone("msC", Treatments, analysis.ByTreatment, t => t.Case),
                    Alone("msRC", Treatments, analysis.ByTreatment, t => t.ReaderCase),
                }
            ),
            (
                "IndividualRdr",
                new[]
                {
                    Alone("msT", analysis.Figures.Readers, analysis.ByReader, r => r.Treatment),
                    Alone("msC", analysis.Figures.Readers, analysis.ByReader, r => r.Case),
                    Alone("msTC", analysis.Figures.Readers, analysis.ByReader, r => r.TreatmentCase),
                }
            )
        );
    }

    private List<string> Treatments => [.. analysis.Figures.Treatments.Select(t => t.Replace("trt", "Trt", StringComparison.Ordinal))];

    private static Dictionary<string, object?> Alone<T>(
        string row,
        IReadOnlyList<string> names,
        IReadOnlyList<T> parts,
        Func<T, MeanSquare> of
    )
    {
        var line = Row(("row", row), ("DF", of(parts[0]).DegreesOfFreedom));
        for (var i = 0; i < names.Count; i++)
        {
            line.Add(names[i], of(parts[i]).Value);
        }

        return line;
    }

    private Dictionary<string, object?> Inference(MrmcInference inference)
    {
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
}
