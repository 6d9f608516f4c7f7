using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>RJafroc's figures of merit and pseudo-values.</summary>
internal static class RjafrocFigures
{
    [Reproduces("RJafroc", "UtilFigureOfMerit")]
    public static object? Figures(FixtureFolder folder, FixtureBlock block)
    {
        var study = RjafrocStudy.Of(folder);
        var figures = study.Figures(block.Option("FOM")!, block.Number("FPFValue", 0.2));
        string[] rows = [.. study.Treatments];
        string[] columns = [.. study.Readers];
        return new Dictionary<string, object?>
        {
            // A single row's or column's name stands without a list.
            ["rows"] = rows.Length == 1 ? rows[0] : rows,
            ["cols"] = columns.Length == 1 ? columns[0] : columns,
            ["fom"] = Enumerable
                .Range(0, rows.Length)
                .Select(i => Enumerable.Range(0, columns.Length).Select(j => figures[i, j]).ToArray())
                .ToArray(),
        };
    }

    [Reproduces("RJafroc", "UtilPseudoValues")]
    public static object? CentredPseudoValues(FixtureFolder folder, FixtureBlock block)
    {
        var study = RjafrocStudy.Of(folder);
        var figure = block.Option("FOM")!;
        var fraction = block.Number("FPFValue", 0.2);
        var values = PseudoValues.Centred(study.LeavingOutEach(figure, fraction));
        var result = new Dictionary<string, object?> { ["dims"] = new[] { study.Treatments.Count, study.Readers.Count, values.Cases } };
        for (var i = 0; i < study.Treatments.Count; i++)
        {
            for (var j = 0; j < study.Readers.Count; j++)
            {
                result.Add($"treatment{i + 1}_reader{j + 1}", values.Of(i, j).ToArray());
            }
        }

        return result;
    }
}
