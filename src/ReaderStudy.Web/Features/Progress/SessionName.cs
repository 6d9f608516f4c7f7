using System.Globalization;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>What coordinators and statisticians call a reader's session before the data lock: never by its arm, which is hidden until then.</summary>
internal static class SessionName
{
    /// <summary><c>Period 2, part 1</c>; <c>Training</c>.</summary>
    public static string Of(SessionKind kind, int period, int part, bool hasParts)
    {
        var name = kind switch
        {
            SessionKind.Training => "Training",
            SessionKind.Pivotal => string.Create(CultureInfo.InvariantCulture, $"Period {period}"),
        };
        return hasParts ? string.Create(CultureInfo.InvariantCulture, $"{name}, part {part}") : name;
    }

    /// <summary>By session; parts are named where the reader has more than one in the same period.</summary>
    public static IReadOnlyDictionary<Guid, string> Of(IReadOnlyCollection<ReadingSession> sessions) =>
        sessions.ToDictionary(
            s => s.Id,
            s =>
                Of(
                    s.Kind,
                    s.Period,
                    s.Part,
                    sessions.Any(o => o.Id != s.Id && (o.ReaderId, o.Kind, o.Period) == (s.ReaderId, s.Kind, s.Period))
                )
        );
}
