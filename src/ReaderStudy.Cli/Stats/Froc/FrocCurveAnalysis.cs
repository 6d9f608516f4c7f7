using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary><c>readerstudy stats froc-curve</c>.</summary>
internal static class FrocCurveAnalysis
{
    private static readonly Dictionary<string, Func<FrocReadings, int, int, OperatingCharacteristic>> Curves = new()
    {
        ["FROC"] = FrocCurve.Froc,
        ["AFROC"] = FrocCurve.Afroc,
        ["AFROC1"] = FrocCurve.AfrocAllCases,
        ["wAFROC"] = FrocCurve.WeightedAfroc,
        ["wAFROC1"] = FrocCurve.WeightedAfrocAllCases,
        ["ROC"] = FrocCurve.InferredRoc,
    };

    public static StatsAnalysis Create()
    {
        var files = new FrocFiles();
        var curve = StatsOptions.Choice("--curve", "Which curve.", "FROC", [.. Curves.Keys]);
        return new StatsAnalysis(
            "froc-curve",
            "Operating points of the FROC, AFROC, wAFROC or inferred ROC curve of every reader, and their mean.",
            """
            FROC     found part of all lesions, against false positive marks per case; it ends where all marks count
            AFROC    the same, against the part of non-diseased cases with a false positive; AFROC1: of all cases
            wAFROC   mean weight found per diseased case, against the part of non-diseased cases with a false positive; wAFROC1: of all cases
            ROC      diseased against non-diseased cases by the highest rating of either kind of mark
            A point's threshold counts the marks rated that or higher. The mean of readers is that of their ordinates, by straight lines
            between points; a FROC curve keeps its last ordinate beyond its end. The area is trapezoidal.
            Bunch PC et al. (1978), J Appl Photogr Eng 4:166-171; Chakraborty DP, Winter LH (1990), doi:10.1148/radiology.174.3.2305073;
            Chakraborty DP (2017), doi:10.1201/9781351228190.
            Example: readerstudy stats froc-curve marks.csv --cases cases.csv --lesions lesions.csv --curve wAFROC --json
            """,
            input => Run(files.Read(input), input.Option(curve))
        )
        {
            Columns = FrocFiles.MarkColumns,
            Options = [.. files.Options, curve],
        };
    }

    private static StatsReport Run(FrocReadings readings, string name)
    {
        var results = new List<object>();
        var points = new List<IReadOnlyList<string>>();
        var areas = new List<IReadOnlyList<string>>();
        for (var i = 0; i < readings.Treatments.Count; i++)
        {
            OperatingCharacteristic[] curves = [.. Enumerable.Range(0, readings.Readers.Count).Select(j => Curves[name](readings, i, j))];
            for (var j = 0; j <= curves.Length; j++)
            {
                var isMean = j == curves.Length;
                var curve = isMean ? OperatingCharacteristic.VerticalAverage(curves) : curves[j];
                var reader = isMean ? "mean" : readings.Readers[j];
                results.Add(
                    new
                    {
                        Treatment = readings.Treatments[i],
                        Reader = reader,
                        curve.Area,
                        curve.Points,
                    }
                );
                areas.Add([readings.Treatments[i], reader, Printed.Number(curve.Area), Printed.Number(curve.Points[^1].X)]);
                points.AddRange(
                    curve
                        .Points.Where(_ => !isMean)
                        .Select(p =>
                            (IReadOnlyList<string>)
                                [readings.Treatments[i], reader, Printed.Number(p.Threshold), Printed.Number(p.X), Printed.Number(p.Y)]
                        )
                );
            }
        }

        return new StatsReport(
            new { Curve = name, Curves = results },
            [
                new StatsTable($"{name}: operating points", ["treatment", "reader", "threshold", "x", "y"], points, 2),
                new StatsTable($"Area under the {name} curve", ["treatment", "reader", "area", "ends at"], areas, 2),
            ],
            ["The points of the mean curve are in the JSON."]
        );
    }
}
