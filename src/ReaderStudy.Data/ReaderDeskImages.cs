using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <param name="Index">By which it is addressed in the case, from 0.</param>
/// <param name="Series">With the images that are read.</param>
/// <param name="IsPrior">Of an earlier exam.</param>
public sealed record HungSeries(int Index, Series Series, bool IsPrior)
{
    public BlindedSeries Blinded =>
        new(Index, Series.Phase, Series.Instances.Count, Series.Rows, Series.Columns, Series.Instances.Count / 2, IsPrior);

    /// <summary>Of the image store, in the order of the stack.</summary>
    public IReadOnlyList<string> FileKeys =>
        Series.Instances.OrderBy(i => i.Position).ThenBy(i => i.SopInstanceUid, StringComparer.Ordinal).Select(i => i.FileKey).ToList();
}

/// <summary>Finds which series of a case an arm shows, and in which order they hang.</summary>
public sealed class ReaderDeskImages(ReaderStudyDbContext db)
{
    /// <summary>
    /// The series of one stage. Both stages of a sequential session count on in one numbering, so that an address stands for one series
    /// for ever, whatever a browser has kept.
    /// </summary>
    public async Task<IReadOnlyList<HungSeries>> OfAsync(
        Protocol protocol,
        ReadingSession session,
        ReadingStage stage,
        Guid caseId,
        CancellationToken cancellationToken
    )
    {
        var all = await db
            .Series.AsNoTracking()
            .Include(s => s.Instances.Where(i => i.ExclusionReason == null))
            .Where(s => s.CaseId == caseId && s.ExclusionReason == null && s.Picture == null)
            .ToListAsync(cancellationToken);
        var exams = new ExamOrder(all);
        var first = Hang(all, protocol, protocol.ArmOf(session.ArmId), exams);
        if (stage is not ReadingStage.Aided)
        {
            return first.Select((s, i) => new HungSeries(i, s, exams.IsPrior(s))).ToList();
        }

        var second = Hang(all, protocol, protocol.ArmOf(session.RevealArmId!), exams);
        var numbered = first.Union(second).ToList();
        return second.ConvertAll(s => new HungSeries(numbered.IndexOf(s), s, exams.IsPrior(s)));
    }

    /// <summary>
    /// The arm's variant of the phases that the arm, or else the protocol, hangs, in that order. Phases of the protocol give way to every
    /// series where none of them is there; phases of an arm do not: they are what the arm is about. Earlier exams stand behind the newest one.
    /// </summary>
    private static List<Series> Hang(List<Series> all, Protocol protocol, Arm? arm, ExamOrder exams)
    {
        var ofArm = arm?.Phases is { Count: > 0 };
        var phases = (ofArm ? arm!.Phases : protocol.Hanging.Phases).ToList();
        var variant = all.Where(s => s.Variant == arm?.Variant).ToList();
        var hung = variant
            .Where(s => phases.Contains(PhaseNames.IdOf(s.Phase)))
            .OrderBy(exams.PlaceOf)
            .ThenBy(s => phases.IndexOf(PhaseNames.IdOf(s.Phase)))
            .ThenBy(s => s.SeriesUid, StringComparer.Ordinal)
            .ToList();
        return ofArm || hung.Count > 0
            ? hung
            : variant.OrderBy(exams.PlaceOf).ThenBy(s => s.Phase).ThenBy(s => s.SeriesUid, StringComparer.Ordinal).ToList();
    }
}
