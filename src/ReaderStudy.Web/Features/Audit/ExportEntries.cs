using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Audit;

public enum AuditFormat
{
    /// <summary>Comma-separated, the first line names the columns.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}

/// <summary>Writes entries of the trail in their order, as they are read; names of people are not in them, ids are.</summary>
public sealed class ExportEntries(ReaderStudyDbContext db)
{
    private const string Header = "sequence,at,action,person,study,subject,detail,rows_sha256,previous_hash,hash";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="pass">Of the study whose entries are asked for; null: everything, for administrators.</param>
    /// <param name="format">How a line looks.</param>
    /// <param name="to">Takes the bytes.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task Handle(StudyPass? pass, AuditFormat format, Stream to, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), bufferSize: 16384, leaveOpen: true) { NewLine = "\r\n" };
        if (format is AuditFormat.Csv)
        {
            await writer.WriteLineAsync(Header);
        }

        var all = db.AuditEntries.AsNoTracking();
        var entries = pass is null ? all : all.VisibleTo(pass);
        await foreach (var entry in entries.OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var line = format switch
            {
                AuditFormat.Csv => string.Join(',', Cells(entry).Select(c => CsvCells.Quoted(c.Value))),
                AuditFormat.JsonLines => JsonSerializer.Serialize(Cells(entry).ToDictionary(c => c.Name, c => c.Value), Json),
            };
            await writer.WriteAsync(line);
            await writer.WriteAsync(format is AuditFormat.Csv ? "\r\n" : "\n");
        }
    }

    private static IEnumerable<(string Name, string Value)> Cells(AuditEntry entry) =>
        Header
            .Split(',')
            .Zip([
                entry.Sequence.ToString(CultureInfo.InvariantCulture),
                entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                entry.Action,
                entry.ActorId?.ToString() ?? "",
                entry.StudyId?.ToString() ?? "",
                entry.Subject,
                entry.Detail,
                entry.RowsSha256,
                entry.PreviousHash,
                entry.Hash,
            ]);
}
