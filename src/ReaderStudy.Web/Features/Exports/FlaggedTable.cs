using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Bids;

namespace ReaderStudy.Web.Features.Exports;

/// <summary><c>flagged-texts.tsv</c>: which free texts look as if they named somebody, and whether they are in the export. Never the text.</summary>
internal static class FlaggedTable
{
    public static async Task WriteAsync(
        IExportTarget target,
        IReadOnlyList<FlaggedText> flagged,
        ExportChoices choices,
        CancellationToken cancellationToken
    )
    {
        if (flagged.Count == 0)
        {
            return;
        }

        var text = new StringBuilder("participant_id\treader\tquestion\treason\texported\n");
        foreach (var one in flagged)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"sub-{one.Case}\t{one.Reader}\t{Plain(one.Question)}\t{one.Reason}\t{(choices.FlaggedTexts ? "yes" : "no")}\n"
            );
        }

        await using var stream = await target.CreateAsync("flagged-texts.tsv", cancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }

    private static string Plain(string cell) => string.Concat(cell.Select(c => char.IsControl(c) ? ' ' : c));
}
