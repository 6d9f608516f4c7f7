using System.Text.Json;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>The input of a ROC fixture: a truth, and a column for each predictor, which a direction turns so that higher means positive.</summary>
internal sealed class RocData
{
    private readonly FixtureTable _table;
    private readonly Dictionary<string, double> _signs = [];
    private readonly bool?[] _truth;

    public RocData(FixtureFolder folder, FixtureBlock block)
    {
        _table = folder.Input;
        Predictors = [.. _table.Columns.Where(c => c is not ("case" or "truth"))];
        // Options of the block itself come first; blocks without them follow the folder's first block that has some.
        var options = new[] { block }.Concat(folder.Blocks).Select(b => b.Options).ToList();
        var levels = First(options, "levels").Select(l => l.ToString()).DefaultIfEmpty("0").ToList();
        var (control, positive) = (levels[0], levels.Count > 1 ? levels[1] : null);
        _truth = [.. _table.Texts("truth").Select(t => t == "" ? null : (bool?)(positive is null ? t != control : t == positive))];
        var directions = First(options, "direction").Select(d => d.ToString()).ToList();
        for (var i = 0; i < Predictors.Count; i++)
        {
            var direction = directions.Count == 0 ? "<" : directions[Math.Min(i, directions.Count - 1)];
            _signs[Predictors[i]] = direction == ">" || (direction == "auto" && FallsByMedian(Predictors[i])) ? -1 : 1;
        }
    }

    public IReadOnlyList<string> Predictors { get; }

    public int Rows => _table.Count;

    public bool? Truth(int row) => _truth[row];

    public double Sign(string predictor) => _signs[predictor];

    public string Direction(string predictor) => Sign(predictor) < 0 ? ">" : "<";

    public double Rating(int row, string predictor) => _truth[row] is null ? double.NaN : Sign(predictor) * _table.Number(row, predictor);

    public RatedCases Of(string predictor) => Complete(predictor)[0];

    /// <summary>As they are in the file, whatever the direction.</summary>
    public RatedCases AsWritten(string predictor)
    {
        var cases = Of(predictor);
        return Sign(predictor) > 0 ? cases : new RatedCases([.. cases.Negatives.Select(x => -x)], [.. cases.Positives.Select(x => -x)]);
    }

    /// <summary>Cases that have all of the predictors.</summary>
    public IReadOnlyList<RatedCases> Complete(params string[] predictors) =>
        RatedCases.Complete(
            [.. _truth.Select(t => t == true)],
            [.. predictors.Select(p => Enumerable.Range(0, Rows).Select(row => Rating(row, p)).ToArray())]
        );

    private bool FallsByMedian(string predictor)
    {
        double Median(bool positive) =>
            SampleQuantile.Of(
                Enumerable
                    .Range(0, Rows)
                    .Where(r => _truth[r] == positive)
                    .Select(r => _table.Number(r, predictor))
                    .Where(x => !double.IsNaN(x)),
                0.5
            );
        return Median(false) > Median(true);
    }

    private static IEnumerable<JsonElement> First(IEnumerable<JsonElement> options, string name)
    {
        foreach (var option in options)
        {
            if (option.ValueKind == JsonValueKind.Object && option.TryGetProperty(name, out var value))
            {
                return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
            }
        }

        return [];
    }
}
