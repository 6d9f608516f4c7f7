using System.Globalization;

namespace ReaderStudy.Reports.Figures;

internal enum MarkShape
{
    /// <summary>A filled disc: readers.</summary>
    Disc,

    /// <summary>A filled square on its corner: a model, or readers and models together.</summary>
    Diamond,
}

/// <summary>Point and interval; NaN when undefined, and then only <paramref name="Text"/> is printed.</summary>
internal sealed record IntervalMark(MarkShape Shape, double Value, double Lower, double Upper, string Text);

/// <param name="Label">At the left.</param>
/// <param name="Marks">One below the other.</param>
internal sealed record IntervalRow(string Label, IReadOnlyList<IntervalMark> Marks);

/// <summary>
/// Estimates with their intervals, one row each, the numbers beside them: the forest plot of accuracies and the figure of kappas.
/// </summary>
internal static class IntervalPlot
{
    private const double Width = 640;
    private const double Left = 150;
    private const double Right = 424;
    private const double Line = 19;

    /// <param name="rows">From top to bottom.</param>
    /// <param name="axis">What the numbers are, under the axis.</param>
    /// <param name="percent">Ticks as percentages.</param>
    /// <param name="legend">What the shapes mean; empty: no legend.</param>
    /// <param name="heading">Over the numbers at the right.</param>
    /// <param name="alt">What a person who cannot see the figure is told.</param>
    public static string Draw(
        IReadOnlyList<IntervalRow> rows,
        string axis,
        bool percent,
        IReadOnlyList<(MarkShape Shape, string Text)> legend,
        string heading,
        string alt
    )
    {
        var (from, to, step) = Range(rows.SelectMany(r => r.Marks));
        double At(double value) => Left + ((Math.Clamp(value, from, to) - from) / (to - from) * (Right - Left));

        const double top = 30;
        var bottom = top + rows.Sum(HeightOf) + 4;
        var canvas = new SvgCanvas(Width, bottom + 38);

        var x = Left;
        foreach (var (shape, text) in legend)
        {
            Mark(canvas, shape, x + 5, 12);
            canvas.Text(x + 15, 16, text, fill: SvgCanvas.Muted);
            x += 32 + TextWidth.Of(text, 11);
        }

        canvas.Text(Right + 16, 16, heading, fill: SvgCanvas.Muted);
        for (var i = 0; i <= (int)Math.Round((to - from) / step); i++)
        {
            var tick = from + (i * step);
            canvas.Line(At(tick), top, At(tick), bottom);
            canvas.Text(At(tick), bottom + 15, Tick(tick, percent), size: 10, fill: SvgCanvas.Muted, anchor: Anchor.Middle);
        }

        canvas.Line(Left, bottom, Right, bottom, SvgCanvas.Muted);
        canvas.Text((Left + Right) / 2, bottom + 33, axis, size: 10.5, fill: SvgCanvas.Muted, anchor: Anchor.Middle);
        var y = top + 2;
        foreach (var row in rows)
        {
            Row(canvas, row, y, At);
            y += HeightOf(row);
        }

        return canvas.ToSvg(alt);
    }

    /// <summary>The rows in as few groups of about the same size as there must be for each to fit a page.</summary>
    public static IReadOnlyList<IntervalRow[]> Split(IReadOnlyList<IntervalRow> rows) =>
        rows.Count == 0 ? [] : SvgCanvas.Split(rows, (int)((SvgCanvas.PageHeight - 72) / rows.Max(HeightOf)));

    private static double HeightOf(IntervalRow row) => Math.Max(row.Marks.Count * Line, 2 * 13) + 5;

    private static void Row(SvgCanvas canvas, IntervalRow row, double y, Func<double, double> at)
    {
        var height = HeightOf(row);
        var label = TextWidth.TwoLines(row.Label, 11, Left - 14);
        for (var i = 0; i < label.Count; i++)
        {
            canvas.Text(0, y + (height / 2) + 4 + ((i - ((label.Count - 1) / 2.0)) * 13), label[i]);
        }

        for (var i = 0; i < row.Marks.Count; i++)
        {
            var mark = row.Marks[i];
            var centre = y + (height / 2) + ((i - ((row.Marks.Count - 1) / 2.0)) * Line);
            canvas.Text(Right + 16, centre + 4, TextWidth.Fit(mark.Text, 11, Width - Right - 16));
            if (!double.IsNaN(mark.Lower) && !double.IsNaN(mark.Upper))
            {
                canvas.Line(at(mark.Lower), centre, at(mark.Upper), centre, Colour(mark.Shape), 1.8);
                canvas.Line(at(mark.Lower), centre - 3.5, at(mark.Lower), centre + 3.5, Colour(mark.Shape), 1.5);
                canvas.Line(at(mark.Upper), centre - 3.5, at(mark.Upper), centre + 3.5, Colour(mark.Shape), 1.5);
            }

            if (!double.IsNaN(mark.Value))
            {
                Mark(canvas, mark.Shape, at(mark.Value), centre);
            }
        }
    }

    private static string Colour(MarkShape shape) =>
        shape switch
        {
            MarkShape.Disc => SvgCanvas.ReaderColour,
            MarkShape.Diamond => SvgCanvas.ModelColour,
        };

    private static void Mark(SvgCanvas canvas, MarkShape shape, double x, double y)
    {
        _ = shape switch
        {
            MarkShape.Disc => canvas.Circle(x, y, 4.2, Colour(shape)),
            MarkShape.Diamond => canvas.Diamond(x, y, 5.6, Colour(shape), hollow: true),
        };
    }

    private static string Tick(double value, bool percent) =>
        percent
            ? Math.Round(100 * value).ToString("0", CultureInfo.InvariantCulture) + " %"
            : (Math.Round(value, 2) + 0.0).ToString("0.0#", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>From the round number below the lowest limit to 1; never narrower than 0.2.</summary>
    private static (double From, double To, double Step) Range(IEnumerable<IntervalMark> marks)
    {
        var lowest = marks.SelectMany(m => new[] { m.Value, m.Lower }).Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).Min();
        var from = Math.Max(-1, Math.Min(Math.Floor((lowest + 1e-9) * 10) / 10, 0.8));
        var span = 1 - from;
        var step =
            span <= 0.35 ? 0.05
            : span <= 0.75 ? 0.1
            : span <= 1.05 ? 0.2
            : 0.5;
        from = 1 - (Math.Ceiling((span / step) - 1e-9) * step);
        return (from, 1, step);
    }
}
