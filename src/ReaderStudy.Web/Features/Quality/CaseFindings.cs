using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>What follows from a study's cases, series and protocol as they are in the database; images are not read.</summary>
internal static class CaseFindings
{
    /// <summary>A phase that so large a part of the other cases has is missed where it is not.</summary>
    private const double NearlyAll = 0.8;
    private const int EnoughCases = 5;

    public static async Task<IReadOnlyList<Found>> OfAsync(ReaderStudyDbContext db, Guid studyId, CancellationToken cancellationToken)
    {
        var series = await db
            .Series.Where(s =>
                s.ExclusionReason == null
                && s.Picture == null
                && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId && c.IsIncluded)
            )
            .Select(s => new Line(
                s.Id,
                s.CaseId,
                s.ExamUid,
                s.Modality,
                s.Phase,
                s.PhaseIsConfirmed,
                s.PhaseReason,
                s.PhaseDoubt,
                s.PersonMark,
                s.BodyPart,
                s.Instances.Any(i => i.Position >= 0)
            ))
            .ToListAsync(cancellationToken);
        var sorted = series.Where(s => s.IsSorted).ToList();
        var protocol = await db.Studies.Where(s => s.Id == studyId).SingleAsync(cancellationToken);
        var found = new List<Found>();
        found.AddRange(sorted.SelectMany(OfOne));
        found.AddRange(sorted.GroupBy(s => s.CaseId).SelectMany(OfCase));
        found.AddRange(Missing(sorted, [.. protocol.Protocol.Hanging.Phases.Select(PhaseNames.Find).OfType<Phase>()]));
        found.AddRange(OtherParts(sorted));
        return found;
    }

    private static IEnumerable<Found> OfOne(Line s)
    {
        if (s is { Modality: "CT", Phase: Phase.Unknown, IsConfirmed: false })
        {
            yield return New(FindingKind.PhaseUnknown, s, s.Reason.Length > 0 ? s.Reason : "Nothing tells the phase of this series");
        }

        if (s is { Doubt: { } doubt, IsConfirmed: false })
        {
            yield return New(FindingKind.PhaseContradicted, s, $"Proposed as {PhaseNames.ShortOf(s.Phase)}, but {doubt}");
        }
    }

    private static IEnumerable<Found> OfCase(IGrouping<Guid, Line> home)
    {
        foreach (var twice in home.Where(s => s.Phase != Phase.Unknown).GroupBy(s => (s.ExamUid, s.Phase)).Where(g => g.Skip(1).Any()))
        {
            yield return new Found(
                FindingKind.PhaseTwice,
                $"{home.Key:N} {PhaseNames.IdOf(twice.Key.Phase)} {twice.Min(t => t.Id):N}",
                home.Key,
                null,
                $"{twice.Count()} series of one exam are called {PhaseNames.ShortOf(twice.Key.Phase)}"
            );
        }

        if (PatientMarks.AreSeveral([.. home.Select(s => s.PersonMark)]))
        {
            yield return new Found(
                FindingKind.PatientConflict,
                home.Key.ToString("N"),
                home.Key,
                null,
                "The series came with different sexes or birth dates under one patient number: they may be of different people"
            );
        }
    }

    /// <summary>Of cases with CT, the phases that the protocol shows, or, where it names none, that nearly all cases have.</summary>
    private static IEnumerable<Found> Missing(List<Line> series, List<Phase> shown)
    {
        var cases = series.Where(s => s.Modality == "CT").GroupBy(s => s.CaseId).ToList();
        var wanted = shown;
        if (wanted.Count == 0 && cases.Count >= EnoughCases)
        {
            wanted =
            [
                .. Enum.GetValues<Phase>()
                    .Where(p => p != Phase.Unknown && cases.Count(c => c.Any(s => s.Phase == p)) >= NearlyAll * cases.Count),
            ];
        }

        return cases.SelectMany(c =>
            wanted
                .Where(p => c.All(s => s.Phase != p))
                .Select(p => new Found(
                    FindingKind.PhaseMissing,
                    $"{c.Key:N} {PhaseNames.IdOf(p)}",
                    c.Key,
                    null,
                    shown.Count > 0
                        ? $"The protocol shows {PhaseNames.ShortOf(p)}, and the case has none"
                        : $"Nearly every other case has {PhaseNames.ShortOf(p)}"
                ))
        );
    }

    private static IEnumerable<Found> OtherParts(List<Line> series)
    {
        var named = series.Where(s => s.BodyPart.Length > 0).ToList();
        var usual = named.GroupBy(s => s.BodyPart).OrderByDescending(g => g.Count()).FirstOrDefault();
        return usual is null || usual.Count() < EnoughCases || usual.Count() < NearlyAll * named.Count
            ? []
            : named
                .Where(s => s.BodyPart != usual.Key)
                .Select(s => New(FindingKind.OtherBodyPart, s, $"The header says {s.BodyPart}, most other series say {usual.Key}"));
    }

    private static Found New(FindingKind kind, Line s, string message) => new(kind, s.Id.ToString("N"), s.CaseId, s.Id, message);

    private sealed record Line(
        Guid Id,
        Guid CaseId,
        string ExamUid,
        string Modality,
        Phase Phase,
        bool IsConfirmed,
        string Reason,
        string? Doubt,
        string PersonMark,
        string BodyPart,
        bool IsSorted
    );
}
