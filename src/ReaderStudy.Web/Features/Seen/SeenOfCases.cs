using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>What was seen in one reading.</summary>
/// <param name="Reader">1, 2 … in the order in which they joined; never a name.</param>
/// <param name="ArmId">The reading condition.</param>
/// <param name="Session">Number of the session in the study.</param>
/// <param name="Attempt">2 of a hidden repeat.</param>
/// <param name="IsFinal">The reading was locked or skipped.</param>
/// <param name="Seen">All of it.</param>
/// <param name="Series">Of each series that is read.</param>
public sealed record SeenReading(
    int Reader,
    string ArmId,
    int Session,
    int Attempt,
    bool IsFinal,
    SeenSum Seen,
    IReadOnlyList<SeenOfOneSeries> Series
)
{
    /// <summary>Number of the protocol's version that was in force when it was opened.</summary>
    public int ProtocolVersion { get; init; }

    /// <summary>The page told nothing: it was read elsewhere, or before this was recorded.</summary>
    public bool IsUnknown => Seen.Visible == 0 && Seen.Hidden == 0;

    /// <summary>
    /// Of a reading whose page told what it showed, where the reference standard says where the lesion lies: true when no slice through it was
    /// shown for at least 0.1 s, in any series. Null: not known.
    /// </summary>
    public bool? LesionNeverDisplayed =>
        IsUnknown || Series.All(s => s.LesionSlices.Count == 0) ? null : !Series.Any(s => s.Sum.OfSlices(s.LesionSlices).Shown);
}

/// <param name="Number">Of the series in the case, from 1.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Slices">How many there are to see; 1 of a slide or photograph.</param>
/// <param name="LesionSlices">Those through the lesion, from 0; empty: not known, or the series does not reach it.</param>
/// <param name="Sum">What was shown.</param>
public sealed record SeenOfOneSeries(int Number, Phase Phase, int Slices, IReadOnlyList<int> LesionSlices, SeenSeriesSum Sum)
{
    /// <summary>Share of its slices that were shown for at least 0.1 s; NaN of a series without slices.</summary>
    public double Coverage => Sum.CoverageOf(Slices);

    /// <summary>The stain or view of a slide or photograph, empty where its name said none; null: it is a stack of images.</summary>
    public required string? Picture { get; init; }

    /// <summary>Its phase, or the stain or view, for people.</summary>
    public string Name =>
        Picture is not { } label ? PhaseNames.ShortOf(Phase)
        : label.Length > 0 ? label
        : "Picture";

    /// <summary>How far its stored pixels can be those that were acquired.</summary>
    public required StoredFidelity Stored { get; init; }
}

/// <summary>Adds up what readers saw of cases, against where the lesion lies. For those who see all answers and the truth: after the unblinding.</summary>
public sealed class SeenOfCases(ReaderStudyDbContext db, LesionSlices lesions, FindFidelity findFidelity)
{
    /// <summary>By reader, arm, session and attempt; readings that were never opened are left out.</summary>
    /// <param name="study">With its readers.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<SeenReading>> Handle(Study study, Guid caseId, CancellationToken cancellationToken)
    {
        var readings = await (
            from reading in db.Readings
            join session in db.ReadingSessions on reading.SessionId equals session.Id
            where reading.StudyId == study.Id && reading.CaseId == caseId
            select new
            {
                reading.Id,
                reading.ReaderId,
                reading.ArmId,
                reading.Attempt,
                reading.Status,
                reading.ProtocolVersion,
                session.Number,
            }
        ).ToListAsync(cancellationToken);
        var ids = readings.ConvertAll(r => r.Id);
        var told = (await db.SeenIncrements.AsNoTracking().Where(s => ids.Contains(s.ReadingId)).ToListAsync(cancellationToken)).ToLookup(
            s => s.ReadingId
        );
        var one = await db
            .Cases.AsNoTracking()
            .Include(c => c.Series)
                .ThenInclude(s => s.Instances)
            .Include(c => c.Series)
                .ThenInclude(s => s.Picture)
            .SingleAsync(c => c.Id == caseId, cancellationToken);
        var truth = await db
            .ReferenceStandards.AsNoTracking()
            .Where(r => r.CaseId == caseId)
            .OrderByDescending(r => r.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        var through = told.Count == 0 ? new Dictionary<Guid, IReadOnlyList<int>>() : await lesions.Handle(one, truth, cancellationToken);
        var numbers = study.Readers.OrderBy(r => r.Id).Select((r, i) => (r.Id, Number: i + 1)).ToDictionary(r => r.Id, r => r.Number);
        var series = one
            .Series.Where(s => s.ExclusionReason is null)
            .OrderBy(s => s.Phase)
            .ThenBy(s => s.SeriesUid, StringComparer.Ordinal)
            .ToList();
        var stored = new Dictionary<Guid, StoredFidelity>();
        foreach (var s in series.Where(_ => readings.Count > 0))
        {
            stored.Add(s.Id, await findFidelity.Handle(s, cancellationToken));
        }

        return
        [
            .. from reading in readings
            let sum = SeenSum.Of(told[reading.Id].Select(t => t.Content()))
            orderby numbers[reading.ReaderId], reading.ArmId, reading.Number, reading.Attempt
            select new SeenReading(
                numbers[reading.ReaderId],
                reading.ArmId,
                reading.Number,
                reading.Attempt,
                reading.Status is ReadingStatus.Locked or ReadingStatus.Skipped,
                sum,
                [
                    .. series.Select(
                        (s, i) =>
                            new SeenOfOneSeries(
                                i + 1,
                                s.Phase,
                                s.Picture is null ? s.Instances.Count(n => n.ExclusionReason is null) : 1,
                                through.GetValueOrDefault(s.Id, []),
                                sum.Of(s.Id)
                            )
                            {
                                Picture = s.Picture?.Label,
                                Stored = stored[s.Id],
                            }
                    ),
                ]
            )
            {
                ProtocolVersion = reading.ProtocolVersion,
            },
        ];
    }
}
