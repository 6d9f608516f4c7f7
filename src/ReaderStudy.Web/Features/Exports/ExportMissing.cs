using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Shared;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// Writes the cells of the completeness matrix (reader, case, arm) that have no locked reading, each with why: <c>missing-readings.csv</c>, and
/// <c>missing-readings.json</c> with its columns. Where every reading is there, the table has no row.
/// </summary>
public sealed class ExportMissing(ExportedCases cases, ExportedPlaces places)
{
    /// <summary>As <c>readings.tsv</c> has them; words of readers are left out.</summary>
    private static readonly string[] Told =
    [
        "reader",
        "reader_level",
        "arm",
        "attempt",
        "purpose",
        "session",
        "session_kind",
        "period",
        "position",
        "status",
        "skip_reason",
        "opened_at",
        "protocol_version",
        "protocol_sha256",
    ];

    private static readonly IReadOnlyList<ReadingColumn> Columns = [.. ReadingColumns.Of(words => words).Where(c => Told.Contains(c.Name))];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="study">With its readers.</param>
    /// <param name="target">The export.</param>
    /// <param name="folder">With a slash at its end; empty: the top.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, IExportTarget target, string folder, CancellationToken cancellationToken)
    {
        var names = (await cases.Handle(study.Id, cancellationToken)).ToDictionary(c => c.Id, c => c.Name);
        var text = new StringBuilder("participant_id,").AppendJoin(',', Columns.Select(c => c.Name)).Append("\r\n");
        foreach (var place in (await places.Handle(study, cancellationToken)).Where(p => p.Status != "locked"))
        {
            text.Append("sub-")
                .Append(names[place.CaseId])
                .Append(',')
                .AppendJoin(',', Columns.Select(c => CsvCells.Quoted(c.Value(place) ?? "")))
                .Append("\r\n");
        }

        var dictionary = new JsonObject { ["participant_id"] = Described("The case") };
        foreach (var column in Columns)
        {
            dictionary[column.Name] = Described(column.Description);
        }

        await WriteAsync("missing-readings.csv", text.ToString());
        await WriteAsync("missing-readings.json", dictionary.ToJsonString(Indented) + "\n");

        async Task WriteAsync(string name, string content)
        {
            await using var stream = await target.CreateAsync(folder + name, cancellationToken);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
        }
    }

    private static JsonObject Described(string text) => new() { ["Description"] = text };
}
