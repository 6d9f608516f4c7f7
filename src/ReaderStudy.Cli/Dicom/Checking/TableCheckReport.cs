using System.Globalization;
using ReaderStudy.Dicom;

namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary>A line a file, in columns, the path and the reason last because they are of any length; at the end a sentence.</summary>
internal sealed class TableCheckReport(TextWriter output) : ICheckReport
{
    private int _good;
    private int _odd;
    private int _bad;

    public void Begin() => Line("file", "columns x rows", "frames", "bits", "photometric", "transfer syntax", "path");

    public void Add(CheckedFile file)
    {
        _good += file.Ok ? 1 : 0;
        _odd += file.Ok && file.Oddities > 0 ? 1 : 0;
        _bad += file.Ok ? 0 : 1;
        var size = file is { Rows: { } rows, Columns: { } columns } ? Text($"{columns} x {rows}") : "-";
        Line(
            file.Ok ? "ok" : "not ok",
            size,
            file.Frames is { } frames ? Text($"{frames}") : "-",
            file.BitsStored is { } bits ? Text($"{bits}") : "-",
            file.Photometric ?? "-",
            file.TransferSyntaxUid is { } uid ? TransferSyntax.Of(uid).Name : "-",
            file.Path + (file.Error is null ? Oddities(file.Oddities) : ": " + file.Error)
        );
    }

    public void End()
    {
        output.WriteLine();
        var odd = _odd == 0 ? string.Empty : Text($" ({_odd} of them with oddities that do no harm)");
        var count = _good + _bad;
        output.WriteLine(
            count == 0 ? "There is no file to check."
            : _bad == 0 ? Text($"All {count} files are good{odd}.")
            : Text($"{_good} of {count} files are good{odd}, {_bad} cannot be used.")
        );
    }

    private void Line(string state, string size, string frames, string bits, string photometric, string syntax, string rest) =>
        output.WriteLine(Text($"{state, -7} {size, 14} {frames, 6} {bits, 4}  {photometric, -15} {syntax, -35} {rest}"));

    private static string Oddities(int count) =>
        count switch
        {
            0 => string.Empty,
            1 => " (1 oddity)",
            _ => Text($" ({count} oddities)"),
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
