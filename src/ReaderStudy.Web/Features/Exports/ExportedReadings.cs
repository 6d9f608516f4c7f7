using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>A locked reading as it leaves the study.</summary>
/// <param name="Id">The reading.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Reader">Reader 1, Reader 2 … in the order in which they joined; never a person's name.</param>
/// <param name="Level">junior, middle, senior.</param>
/// <param name="Arm">The reading condition.</param>
/// <param name="Attempt">From 1; larger for a hidden repeat.</param>
/// <param name="LockedAt">When.</param>
/// <param name="Answers">The revision that counts.</param>
public sealed record ExportedReading(
    Guid Id,
    Guid CaseId,
    int Reader,
    string Level,
    Arm Arm,
    int Attempt,
    DateTimeOffset LockedAt,
    AnswerSheet Answers
)
{
    /// <summary>The session in which it was read.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The version by which it was judged; null: not known.</summary>
    public ProtocolInForce? Protocol { get; init; }

    /// <summary>For file names: <c>reader-01_unaided_1</c>.</summary>
    public string FileName =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"reader-{Reader:00}_{string.Concat(Arm.Id.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}_{Attempt}"
        );
}

/// <summary>A free text that looks as if it named somebody.</summary>
/// <param name="Case">The case's code.</param>
/// <param name="Reader">Reader 1 …</param>
/// <param name="Question">What was asked.</param>
/// <param name="Text">The answer.</param>
/// <param name="Reason">What it looks like.</param>
public sealed record FlaggedText(string Case, int Reader, string Question, string Text, string Reason);

/// <summary>The locked readings of included cases. Only for those who see all answers.</summary>
public sealed class ExportedReadings(ReaderStudyDbContext db, ProtocolsInForce protocols)
{
    /// <summary>Ordered by case, reader, arm and attempt.</summary>
    /// <param name="study">With its readers.</param>
    /// <param name="caseId">Of one case; null: of all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<ExportedReading>> Handle(Study study, Guid? caseId, CancellationToken cancellationToken)
    {
        var rows = await (
            from reading in db.Readings.AsNoTracking()
            join revision in db.ReadingRevisions.AsNoTracking() on reading.Id equals revision.ReadingId
            join one in db.Cases.AsNoTracking() on reading.CaseId equals one.Id
            where reading.StudyId == study.Id && reading.Status == ReadingStatus.Locked && one.IsIncluded
            where caseId == null || reading.CaseId == caseId
            where !db.ReadingRevisions.Any(later => later.ReadingId == reading.Id && later.Number > revision.Number)
            select new
            {
                reading.Id,
                reading.CaseId,
                one.Code,
                reading.ReaderId,
                reading.SessionId,
                reading.ArmId,
                reading.Attempt,
                reading.LockedAt,
                reading.OpenedAt,
                reading.ProtocolVersion,
                revision.AnswersJson,
            }
        ).ToListAsync(cancellationToken);
        var history = await protocols.Handle(study.Id, cancellationToken);
        var arms = study.Protocol.Arms.ToDictionary(a => a.Id);
        var readers = study
            .Readers.OrderBy(r => r.Id)
            .Select((r, i) => (r.Id, Number: i + 1, Level: r.Level.ToString().ToLowerInvariant()))
            .ToDictionary(r => r.Id);
        return
        [
            .. rows.OrderBy(r => r.Code, StringComparer.Ordinal)
                .ThenBy(r => readers[r.ReaderId].Number)
                .ThenBy(r => r.ArmId, StringComparer.Ordinal)
                .ThenBy(r => r.Attempt)
                .Select(r => new ExportedReading(
                    r.Id,
                    r.CaseId,
                    readers[r.ReaderId].Number,
                    readers[r.ReaderId].Level,
                    arms.GetValueOrDefault(r.ArmId) ?? new Arm(r.ArmId, r.ArmId),
                    r.Attempt,
                    r.LockedAt ?? r.OpenedAt,
                    AnswerSheet.FromJson(r.AnswersJson)
                )
                {
                    SessionId = r.SessionId,
                    Protocol = history.Versions.FirstOrDefault(v => v.Number == r.ProtocolVersion),
                }),
        ];
    }

    /// <summary>The answer to a question for words, and the words that were asked of marks.</summary>
    private static IEnumerable<string> TextsOf(Question question, AnswerSheet answers)
    {
        if (answers[question.Id] is not { Length: > 0 } answer)
        {
            return [];
        }

        return question.Kind switch
        {
            QuestionKind.Text => [answer],
            QuestionKind.Marks => DrawnWords.Of(question, answer),
            QuestionKind.Choice or QuestionKind.Ordinal or QuestionKind.Multiple or QuestionKind.Rating or QuestionKind.Number => [],
            QuestionKind.Mask or QuestionKind.Measure => [],
        };
    }

    /// <summary>The free texts among the answers that a person should look at before they leave.</summary>
    public static IEnumerable<FlaggedText> Flagged(
        Protocol protocol,
        IEnumerable<ExportedReading> readings,
        IReadOnlyDictionary<Guid, string> codes
    ) =>
        from reading in readings
        from question in protocol.Questions
        from text in TextsOf(question, reading.Answers)
        let reason = FreeTextScan.Reason(text)
        where reason is not null
        select new FlaggedText(codes.GetValueOrDefault(reading.CaseId, ""), reading.Reader, question.Text, text, reason);
}
