using System.Text.Encodings.Web;
using System.Text.Json;
using ReaderStudy.Data.Evidence;

namespace ReaderStudy.Cli.Audit;

/// <summary>As one JSON object.</summary>
internal sealed class JsonVerdict(TextWriter output) : IVerdict
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Tell(AuditReport report, int anchors) =>
        output.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    Intact = report.IsIntact,
                    report.Entries,
                    report.Registered,
                    report.Rows,
                    Head = new { report.Head.Sequence, report.Head.Hash },
                    Anchors = anchors,
                    Faults = report.Faults.Select(f => new
                    {
                        Kind = NameOf(f.Kind),
                        f.Table,
                        f.Key,
                        f.Entry,
                        f.Message,
                    }),
                },
                Options
            )
        );

    private static string NameOf(FaultKind kind) =>
        kind switch
        {
            FaultKind.Changed => "changed",
            FaultKind.Removed => "removed",
            FaultKind.Inserted => "inserted",
            FaultKind.Broken => "broken",
        };
}
