using System.Globalization;

namespace ReaderStudy.Reports.Figures;

/// <summary>One matrix of counts.</summary>
/// <param name="Title">Over the matrix.</param>
/// <param name="Rows">Names of the rows.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Counts">Row by row.</param>
/// <param name="RightColumn">For each row the column that is right and is framed; null: none.</param>
internal sealed record MatrixPanel(
    string Title,
    IReadOnlyList<string> Rows,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<int>> Counts,
    Func<int, int?> RightColumn
);

/// <summary>
/// Confusion matrices side by side, drawn as heat maps: the number is the count, the shade its part of the row, the frame the right answer.
/// </summary>
internal static class MatrixGrid
{
    private const double Width = 640;
    private const double Cell = 26;
    private const double Gap = 18;
    private const double Foot = 18;

    /// <summary>The panels in as few groups of about the same size as there must be for each to fit a page.</summary>
    public static IReadOnlyList<MatrixPanel[]> Split(IReadOnlyList<MatrixPanel> panels)
    {
        if (panels.Count == 0)
        {
            return [];
        }

        var layout = Layout.Of(panels);
        return SvgCanvas.Split(panels, layout.PerLine * Math.Max(1, (int)((SvgCanvas.PageHeight - Foot) / layout.PanelHeight)));
    }

    /// <summary>The axes say what rows and columns are.</summary>
    public static string Draw(IReadOnlyList<MatrixPanel> panels, string rowAxis, string columnAxis, string alt)
    {
        var layout = Layout.Of(panels);
        var lines = (panels.Count + layout.PerLine - 1) / layout.PerLine;
        var canvas = new SvgCanvas(Width, (lines * layout.PanelHeight) + Foot);
        for (var i = 0; i < panels.Count; i++)
        {
            Panel(canvas, panels[i], 14 + (i % layout.PerLine * layout.Place), i / layout.PerLine * layout.PanelHeight, layout);
        }

        for (var line = 0; line < lines; line++)
        {
            var middle = (line * layout.PanelHeight) + 22 + layout.LabelHeight + (layout.Rows * Cell / 2);
            canvas.Text(9, middle, rowAxis, size: 10, fill: SvgCanvas.Muted, anchor: Anchor.Middle, upwards: true);
        }

        canvas.Text(14, (lines * layout.PanelHeight) + 10, $"Rows: {rowAxis}. Columns: {columnAxis}.", size: 10, fill: SvgCanvas.Muted);
        return canvas.ToSvg(alt);
    }

    /// <summary>Sizes that all panels of a figure share. Names of columns that fit their cells stand upright, all others turned.</summary>
    private sealed record Layout(int Rows, int PerLine, double Place, double LabelWidth, double LabelHeight, double CellWidth, bool Turned)
    {
        public double PanelHeight => 22 + LabelHeight + (Rows * Cell) + 16;

        public static Layout Of(IReadOnlyList<MatrixPanel> panels)
        {
            var columns = panels.Max(p => p.Columns.Count);
            var labelWidth = Math.Min(110, panels.SelectMany(p => p.Rows).Max(r => TextWidth.Of(r, 10)) + 8);
            var perLine = Math.Max(1, Math.Min(4, (int)((Width - 14 + Gap) / (labelWidth + (columns * 22) + Gap))));
            var place = (Width - 14 + Gap) / perLine;
            var cellWidth = Math.Min(40, (place - Gap - labelWidth) / columns);
            var longest = panels.SelectMany(p => p.Columns).Max(c => TextWidth.Of(c, 10));
            var turned = longest > cellWidth - 4;
            return new(
                panels.Max(p => p.Rows.Count),
                perLine,
                place,
                labelWidth,
                turned ? Math.Min(98, longest + 8) : 18,
                cellWidth,
                turned
            );
        }
    }

    private static void Panel(SvgCanvas canvas, MatrixPanel panel, double x, double y, Layout layout)
    {
        var (labelWidth, labelHeight, cell) = (layout.LabelWidth, layout.LabelHeight, layout.CellWidth);
        var left = x + labelWidth;
        var top = y + 22 + labelHeight;
        canvas.Text(x, y + 13, TextWidth.Fit(panel.Title, 11, labelWidth + (panel.Columns.Count * cell)), bold: true);
        for (var c = 0; c < panel.Columns.Count; c++)
        {
            var name = layout.Turned ? TextWidth.Fit(panel.Columns[c], 10, labelHeight - 4) : panel.Columns[c];
            var middle = left + ((c + 0.5) * cell);
            _ = layout.Turned
                ? canvas.Text(middle + 3.5, top - 6, name, size: 10, fill: SvgCanvas.Muted, upwards: true)
                : canvas.Text(middle, top - 6, name, size: 10, fill: SvgCanvas.Muted, anchor: Anchor.Middle);
        }

        for (var r = 0; r < panel.Rows.Count; r++)
        {
            var rowTop = top + (r * Cell);
            var name = TextWidth.Fit(panel.Rows[r], 10, labelWidth - 6);
            canvas.Text(left - 6, rowTop + (Cell / 2) + 3.5, name, size: 10, anchor: Anchor.End);
            var total = panel.Counts[r].Sum();
            for (var c = 0; c < panel.Columns.Count; c++)
            {
                var count = panel.Counts[r][c];
                var share = total == 0 ? 0 : (double)count / total;
                canvas.Rect(left + (c * cell), rowTop, cell, Cell, Shade.Of(share), SvgCanvas.Paper);
                var number = count.ToString(CultureInfo.InvariantCulture);
                var ink = count == 0 ? "#59626e" : Shade.InkOn(share);
                canvas.Text(
                    left + ((c + 0.5) * cell),
                    rowTop + (Cell / 2) + 4,
                    number,
                    size: SizeOf(number, cell),
                    fill: ink,
                    anchor: Anchor.Middle
                );
            }

            if (panel.RightColumn(r) is { } right)
            {
                canvas.Rect(left + (right * cell) + 1, rowTop + 1, cell - 2, Cell - 2, "none", SvgCanvas.Ink, 1.2);
            }
        }
    }

    internal static double SizeOf(string number, double cell) =>
        number.Length * 6.6 > cell - 3 ? 11 * (cell - 3) / (number.Length * 6.6) : 11;
}
