using System.Globalization;
using System.Text;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Web.Features.Shared;

namespace ReaderStudy.Web.Features.Deviations;

/// <summary><c>deviations.csv</c>: one row a deviation, oldest first, with the protocol that was in force; readers as Reader 2, never by name.</summary>
public static class DeviationsCsv
{
    public const string Header =
        "deviation,state,rule,concerns,reason,asked_at,decided_at,decision_reason,protocol_version,protocol_sha256";

    /// <summary>UTF-8, RFC 4180; times in ISO 8601 of UTC.</summary>
    public static byte[] Of(IEnumerable<ListedDeviation> deviations)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var d in deviations.OrderBy(d => d.RequestedAt).ThenBy(d => d.Id))
        {
            string[] cells =
            [
                d.Id.ToString(),
                StateOf(d.Status),
                d.RuleCode,
                d.Where,
                d.Reason,
                Instant(d.RequestedAt),
                d.DecidedAt is { } at ? Instant(at) : "",
                d.DecisionReason ?? "",
                d.ProtocolVersion.ToString(CultureInfo.InvariantCulture),
                d.ProtocolSha256,
            ];
            text.AppendJoin(',', cells.Select(CsvCells.Quoted)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string StateOf(DeviationStatus status) =>
        status switch
        {
            DeviationStatus.Requested => "requested",
            DeviationStatus.Approved => "approved",
            DeviationStatus.Refused => "refused",
            DeviationStatus.Noted => "noted",
        };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
