using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>What was to be read at a place of a session, and what came of it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Reader">Reader 1, Reader 2 … in the order in which they joined; never a person's name.</param>
/// <param name="Level">junior, middle, senior.</param>
/// <param name="ArmId">The reading condition.</param>
/// <param name="Session">In which it lies.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Purpose">What the case is there for.</param>
/// <param name="Reading">With its revisions; null: it was not opened.</param>
/// <param name="Protocol">By which its answers were judged; null: not read.</param>
public sealed record ExportedPlace(
    Guid CaseId,
    int Reader,
    string Level,
    string ArmId,
    ReadingSession Session,
    SessionPlace Place,
    CasePurpose Purpose,
    Reading? Reading,
    ProtocolInForce? Protocol
)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>How the reader brought the series together, a <see cref="Linking"/>; null: not at all.</summary>
    public string? LinkingJson { get; init; }

    /// <summary>locked, skipped, open (begun and not ended), unread.</summary>
    public string Status =>
        Reading is null
            ? "unread"
            : Reading.Status switch
            {
                ReadingStatus.Opened or ReadingStatus.Draft => "open",
                ReadingStatus.Locked => "locked",
                ReadingStatus.Skipped => "skipped",
            };

    /// <summary>The revision that counts of a final reading; null while it is not final: a draft is no answer.</summary>
    public ReadingRevision? Final => Reading is { IsFinal: true } ? Reading.Latest : null;

    /// <summary>Of a locked reading; empty otherwise.</summary>
    public AnswerSheet Answers =>
        Reading?.Status is ReadingStatus.Locked ? AnswerSheet.FromJson(Reading.Latest!.AnswersJson) : AnswerSheet.Empty;

    public IReadOnlyList<ReadingRevision> Corrections =>
        Reading?.Revisions.Where(r => r.Kind is RevisionKind.Correction).OrderBy(r => r.Number).ToList() ?? [];

    /// <summary>By check: why contradicting answers stand; empty: none do.</summary>
    public IReadOnlyDictionary<string, string> Confirmed =>
        Final?.ConfirmedJson is { } json ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(json)! : [];

    /// <summary>What the reader wrote beside the answers: why it was skipped, corrected or stands.</summary>
    public IEnumerable<string> Words =>
        Corrections.Append(Final).Select(r => r?.Reason).OfType<string>().Distinct().Concat(Confirmed.Values);

    /// <summary>The page's own clock when the reading ended, in ms; null: it had none.</summary>
    public ReadingRoom.ReadingTimes? Times =>
        Reading?.Revisions.FirstOrDefault(r => r.Kind is RevisionKind.Lock or RevisionKind.Skip)?.TimesJson is { } json
            ? JsonSerializer.Deserialize<ReadingRoom.ReadingTimes>(json, Web)
            : null;
}

/// <summary>Everything that was to be read of the included cases, read or not: so that what is missing is told apart (STARD 2015, items 15 and 16).</summary>
public sealed class ExportedPlaces(ReaderStudyDbContext db, ProtocolsInForce protocols)
{
    /// <summary>Ordered by case, reader, arm, attempt and session. Only for those who see all answers.</summary>
    /// <param name="study">With its readers.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<ExportedPlace>> Handle(Study study, CancellationToken cancellationToken)
    {
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Include(s => s.Places)
            .Where(s => s.StudyId == study.Id)
            .ToListAsync(cancellationToken);
        var readings = (
            await db.Readings.AsNoTracking().Include(r => r.Revisions).Where(r => r.StudyId == study.Id).ToListAsync(cancellationToken)
        ).ToDictionary(r => (r.SessionId, r.CaseId, r.Attempt, r.ArmId));
        var linkings = (
            await db
                .ReadingLinkings.AsNoTracking()
                .Where(l => db.Readings.Any(r => r.Id == l.ReadingId && r.StudyId == study.Id))
                .ToListAsync(cancellationToken)
        )
            .GroupBy(l => l.ReadingId)
            .ToDictionary(g => g.Key, g => g.MaxBy(l => l.Number)!.LinkingJson);
        var cases = await db
            .Cases.Where(c => c.StudyId == study.Id && c.IsIncluded)
            .Select(c => new
            {
                c.Id,
                c.Code,
                c.Purpose,
            })
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        var versions = (await protocols.Handle(study.Id, cancellationToken)).Versions.ToDictionary(v => v.Number);
        var readers = study
            .Readers.OrderBy(r => r.Id)
            .Select((r, i) => (r.Id, Number: i + 1, Level: r.Level.ToString().ToLowerInvariant()))
            .ToDictionary(r => r.Id);
        return
        [
            .. from session in sessions
            from place in session.Places
            where cases.ContainsKey(place.CaseId)
            from armId in ArmsOf(session, place)
            let reading = readings.GetValueOrDefault((session.Id, place.CaseId, place.Attempt, armId))
            orderby cases[place.CaseId].Code, readers[session.ReaderId].Number, armId, place.Attempt, session.Number
            select new ExportedPlace(
                place.CaseId,
                readers[session.ReaderId].Number,
                readers[session.ReaderId].Level,
                armId,
                session,
                place,
                cases[place.CaseId].Purpose,
                reading,
                reading is null ? null : versions.GetValueOrDefault(reading.ProtocolVersion)
            )
            {
                LinkingJson = reading is null ? null : linkings.GetValueOrDefault(reading.Id),
            },
        ];
    }

    /// <summary>Both stages of a place whose AI is revealed.</summary>
    private static IEnumerable<string> ArmsOf(ReadingSession session, SessionPlace place) =>
        session.RevealArmId is { } reveal && place.IsRevealed ? [session.ArmId, reveal] : [session.ArmId];
}
