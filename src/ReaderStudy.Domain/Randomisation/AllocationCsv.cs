using System.Globalization;
using System.Text;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>Writes an allocation as <c>allocation.csv</c>: one row a place, in the order of reading (RFC 4180, UTF-8, lines ended by LF).</summary>
public static class AllocationCsv
{
    public const string Header = "session,reader,kind,period,part,arm,reveal_arm,position,case,attempt,revealed,sham_class";

    /// <param name="sessions">By number.</param>
    /// <param name="readers">Names by reader.</param>
    /// <param name="cases">Codes by case.</param>
    public static string Write(
        IEnumerable<AllocatedSession> sessions,
        IReadOnlyDictionary<Guid, string> readers,
        IReadOnlyDictionary<Guid, string> cases
    )
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var session in sessions)
        {
            for (var i = 0; i < session.Places.Count; i++)
            {
                var place = session.Places[i];
                text.Append(CultureInfo.InvariantCulture, $"{session.Number},{Cell(readers[session.ReaderId])},{KindOf(session)},")
                    .Append(CultureInfo.InvariantCulture, $"{session.Period},{session.Part},{Cell(session.ArmId)},")
                    .Append(CultureInfo.InvariantCulture, $"{Cell(session.RevealArmId ?? "")},{i + 1},{Cell(cases[place.CaseId])},")
                    .Append(CultureInfo.InvariantCulture, $"{place.Attempt},{(place.IsRevealed ? 1 : 0)},{Cell(place.ShamClassId ?? "")}")
                    .Append('\n');
            }
        }

        return text.ToString();
    }

    private static string KindOf(AllocatedSession session) =>
        session.Kind switch
        {
            SessionKind.Pivotal => "pivotal",
            SessionKind.Training => "training",
        };

    private static string Cell(string value) =>
        value.AsSpan().IndexOfAny(',', '"', '\n') >= 0 || value.Contains('\r', StringComparison.Ordinal)
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
