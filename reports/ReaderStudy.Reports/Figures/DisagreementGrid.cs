using System.Globalization;

namespace ReaderStudy.Reports.Figures;

/// <summary>Who was right about the cases of one stratum.</summary>
internal sealed record RightWrong(int Both, int OnlyModel, int OnlyReader, int Neither)
{
    public int Cases => Both + OnlyModel + OnlyReader + Neither;
}

/// <param name="Title">The two who are compared.</param>
/// <param name="Strata">In the order of the columns.</param>
internal sealed record DisagreementRow(string Title, IReadOnlyList<RightWrong> Strata);

/// <summary>
/// Disagreement matrices, one line a reader, one column a stratum: the model right or wrong across, the reader down. The two cells in
/// which they differ are framed; the shade is the part of the stratum's cases.
/// </summary>
internal static class DisagreementGrid
{
    private const double Width = 640;
    private const double Title = 128;
    private const double Cell = 26;
    private const double Header = 62;
    private const double RowHeight = (2 * Cell) + 22;

    public static string Draw(IReadOnlyList<string> strata, IReadOnlyList<DisagreementRow> rows, string model, string alt)
    {
        var place = Math.Min(190, (Width - Title) / strata.Count);
        var label = place >= 110 ? 38.0 : 0;
        var cell = Math.Min(58, (place - label - 12) / 2);
        // Headings stand over the middle of their matrix and must not reach the next one.
        var headingWidth = Math.Min(place - 8, 2 * (place - label - cell));
        var canvas = new SvgCanvas(Width, Header + (rows.Count * RowHeight) + 8);
        for (var s = 0; s < strata.Count; s++)
        {
            var x = Title + (s * place) + label;
            var title = TextWidth.TwoLines(strata[s], 10, headingWidth);
            for (var i = 0; i < title.Count; i++)
            {
                canvas.Text(x + cell, 26 + ((i - title.Count + 1) * 13), title[i], size: 10, bold: true, anchor: Anchor.Middle);
            }

            canvas.Text(x + cell, 41, TextWidth.Fit(model, 10, headingWidth), size: 10, fill: SvgCanvas.Muted, anchor: Anchor.Middle);
            canvas.Text(x + (cell / 2), 55, "right", size: 10, fill: SvgCanvas.Muted, anchor: Anchor.Middle);
            canvas.Text(x + (cell * 1.5), 55, "wrong", size: 10, fill: SvgCanvas.Muted, anchor: Anchor.Middle);
        }

        for (var r = 0; r < rows.Count; r++)
        {
            var y = Header + (r * RowHeight);
            var title = TextWidth.TwoLines(rows[r].Title, 11, Title - 14);
            for (var i = 0; i < title.Count; i++)
            {
                canvas.Text(0, y + Cell + 4 + ((i - ((title.Count - 1) / 2.0)) * 14), title[i], bold: true);
            }

            for (var s = 0; s < rows[r].Strata.Count; s++)
            {
                Panel(canvas, rows[r].Strata[s], Title + (s * place), y, label, cell);
            }
        }

        return canvas.ToSvg(alt);
    }

    private static void Panel(SvgCanvas canvas, RightWrong counts, double x, double y, double label, double cell)
    {
        if (label > 0)
        {
            canvas.Text(x + label - 5, y + (Cell / 2) + 3.5, "right", size: 10, fill: SvgCanvas.Muted, anchor: Anchor.End);
            canvas.Text(x + label - 5, y + (Cell * 1.5) + 3.5, "wrong", size: 10, fill: SvgCanvas.Muted, anchor: Anchor.End);
        }

        (int Count, int Column, int Line)[] cells =
        [
            (counts.Both, 0, 0),
            (counts.OnlyReader, 1, 0),
            (counts.OnlyModel, 0, 1),
            (counts.Neither, 1, 1),
        ];
        foreach (var (count, column, line) in cells)
        {
            var share = counts.Cases == 0 ? 0 : (double)count / counts.Cases;
            var left = x + label + (column * cell);
            var top = y + (line * Cell);
            canvas.Rect(left, top, cell, Cell, Shade.Of(share), SvgCanvas.Paper);
            if (column != line)
            {
                canvas.Rect(left + 1, top + 1, cell - 2, Cell - 2, "none", SvgCanvas.Ink, 1.2);
            }

            var number = counts.Cases == 0 ? "–" : count.ToString(CultureInfo.InvariantCulture);
            canvas.Text(
                left + (cell / 2),
                top + (Cell / 2) + 4,
                number,
                size: MatrixGrid.SizeOf(number, cell),
                fill: Shade.InkOn(share),
                anchor: Anchor.Middle
            );
        }
    }
}
