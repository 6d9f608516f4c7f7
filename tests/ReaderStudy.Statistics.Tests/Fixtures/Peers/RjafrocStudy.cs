using System.Globalization;
using System.Text.Json;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>
/// A data set as RJafroc holds it: free-response (marks, with cases and lesions), localisation (LROC) or plain ratings (ROC), told apart by
/// the columns. Treatments and readers are in the package's order.
/// </summary>
internal sealed class RjafrocStudy
{
    private readonly FrocReadings? _froc;
    private readonly LrocReadings? _lroc;
    private readonly bool _located;

    private RjafrocStudy(FixtureFolder folder, FrocReadings? froc, LrocReadings? lroc, bool located)
    {
        (_froc, _lroc, _located) = (froc, lroc, located);
        Treatments = Named(folder, "rows", "trt", froc?.Treatments ?? lroc!.Ratings.Treatments);
        Readers = Named(folder, "cols", "rdr", froc?.Readers ?? lroc!.Ratings.Readers);
    }

    /// <summary>The package's names, "trt" before them.</summary>
    public IReadOnlyList<string> Treatments { get; }

    /// <summary>The package's names, "rdr" before them; the input numbers readers from 1.</summary>
    public IReadOnlyList<string> Readers { get; }

    public static RjafrocStudy Of(FixtureFolder folder)
    {
        var input = folder.Input;
        if (input.Has("type"))
        {
            return new RjafrocStudy(folder, Froc(folder), null, false);
        }

        var located = input.Has("rating_correct_localisation");
        var lowest = Enumerable.Range(0, input.Count).Min(i => input.Number(i, "rating"));
        LrocReading[] rows = [.. Enumerable.Range(0, input.Count).Select(i => Lroc(input, i, located))];
        return new RjafrocStudy(folder, null, LrocReadings.Of(rows, Math.Min(0, lowest)), located);
    }

    public ReaderFigures Figures(string figure, double fraction) =>
        _froc is not null ? FrocFigureOf(figure).ForAll(_froc) : LrocFigureOf(figure, fraction).ForAll(_lroc!);

    public LeaveOneOut LeavingOutEach(string figure, double fraction) =>
        _froc is not null ? FrocFigureOf(figure).LeavingOutEach(_froc) : LrocFigureOf(figure, fraction).LeavingOutEach(_lroc!);

    /// <summary>A free-response data set's inferred ROC area goes by either name.</summary>
    private static FrocFigure FrocFigureOf(string figure) =>
        FrocFigure.Named(figure == "Wilcoxon" ? "HrAuc" : figure) ?? throw new ArgumentException($"No figure '{figure}'.", nameof(figure));

    private LrocFigure LrocFigureOf(string figure, double fraction) =>
        figure switch
        {
            "Wilcoxon" => LrocFigure.Auc,
            "PCL" when _located => LrocFigure.CorrectLocalisation(fraction),
            "ALROC" when _located => LrocFigure.Area(fraction),
            _ => throw new ArgumentException($"No figure '{figure}'.", nameof(figure)),
        };

    private static FrocReadings Froc(FixtureFolder folder)
    {
        var (input, cases, lesions) = (folder.Input, folder.Table("cases.csv"), folder.Table("lesions.csv"));
        return FrocReadings.Of(
            [.. Enumerable.Range(0, cases.Count).Select(i => new FrocCase(cases.Text(i, "case"), cases.Number(i, "truth") != 0))],
            [
                .. Enumerable
                    .Range(0, lesions.Count)
                    .Select(i => new FrocLesion(
                        lesions.Text(i, "case"),
                        lesions.Text(i, "lesion"),
                        double.IsNaN(lesions.Number(i, "weight")) ? null : lesions.Number(i, "weight")
                    )),
            ],
            [
                .. Enumerable
                    .Range(0, input.Count)
                    .Where(i => double.IsFinite(input.Number(i, "rating")))
                    .Select(i => new FrocMark(
                        input.Text(i, "treatment"),
                        input.Text(i, "reader"),
                        input.Text(i, "case"),
                        input.Text(i, "type") == "LL" ? input.Text(i, "lesion") : null,
                        input.Number(i, "rating")
                    )),
            ],
            Numbered(folder, "rows", "trt"),
            Numbered(folder, "cols", "rdr")
        );
    }

    private static LrocReading Lroc(FixtureTable input, int row, bool located) =>
        new(
            input.Text(row, "treatment"),
            input.Text(row, "reader"),
            input.Text(row, "case"),
            input.Number(row, "truth") != 0,
            input.Number(row, "rating"),
            located && input.Number(row, "rating_correct_localisation") > input.Number(row, "rating_incorrect_localisation")
        );

    /// <summary>
    /// The names of rows or columns of the figures of merit, where the folder gives them: a reader without any mark is in no other place.
    /// </summary>
    private static string[] Labels(FixtureFolder folder, string of)
    {
        foreach (var block in folder.Blocks)
        {
            if (block.Function == "UtilFigureOfMerit" && block.Values.TryGetProperty(of, out var labels))
            {
                var texts =
                    labels.ValueKind == JsonValueKind.Array ? labels.EnumerateArray().Select(l => l.ToString()) : [labels.ToString()];
                return [.. texts];
            }
        }

        return [];
    }

    /// <summary>
    /// 1 to as many names as the folder gives, so that a reader without any mark is there; nothing where the input does not number them.
    /// </summary>
    private static string[] Numbered(FixtureFolder folder, string of, string prefix)
    {
        string[] numbers = [.. Enumerable.Range(1, Labels(folder, of).Length).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return folder.Input.Texts(prefix == "trt" ? "treatment" : "reader").All(numbers.Contains) ? numbers : [];
    }

    private static string[] Named(FixtureFolder folder, string of, string prefix, IReadOnlyList<string> all)
    {
        var labels = Labels(folder, of);
        return labels.Length == all.Count ? labels : [.. all.Select(l => prefix + l)];
    }
}
