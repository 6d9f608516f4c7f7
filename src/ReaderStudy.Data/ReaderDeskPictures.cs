using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <param name="Index">By which it is addressed in the case, from 0.</param>
/// <param name="Picture">With the tiles.</param>
internal sealed record ShownPicture(int Index, Picture Picture)
{
    public BlindedPicture Blinded =>
        new(
            Index,
            Picture.Label.Length > 0 ? Picture.Label : string.Create(CultureInfo.InvariantCulture, $"Picture {Index + 1}"),
            Picture.Shape,
            Picture.MicronsPerPixel
        );
}

/// <summary>Finds which slides and photographs of a case an arm shows: those of its variant.</summary>
internal sealed class ReaderDeskPictures(ReaderStudyDbContext db)
{
    /// <summary>The pictures of one stage; both stages of a sequential session count on in one numbering, as series do.</summary>
    public async Task<IReadOnlyList<ShownPicture>> OfAsync(
        Protocol protocol,
        ReadingSession session,
        ReadingStage stage,
        Guid caseId,
        CancellationToken cancellationToken
    )
    {
        var all = await db
            .Series.AsNoTracking()
            .Include(s => s.Picture)
            .Where(s => s.CaseId == caseId && s.ExclusionReason == null && s.Picture != null)
            .ToListAsync(cancellationToken);
        var first = Hang(all, protocol.ArmOf(session.ArmId));
        if (stage is not ReadingStage.Aided)
        {
            return first.Select((p, i) => new ShownPicture(i, p)).ToList();
        }

        var second = Hang(all, protocol.ArmOf(session.RevealArmId!));
        var numbered = first.Union(second).ToList();
        return second.ConvertAll(p => new ShownPicture(numbered.IndexOf(p), p));
    }

    /// <summary>The common stain first, then by label, and by what is in them: never in an order that the import has made.</summary>
    private static List<Picture> Hang(List<Series> all, Arm? arm) =>
        all.Where(s => s.Variant == arm?.Variant)
            .Select(s => s.Picture!)
            .OrderBy(p => p.Label != "HE")
            .ThenBy(p => p.Label.Length == 0)
            .ThenBy(p => p.Label, StringComparer.Ordinal)
            .ThenBy(p => p.Sha256, StringComparer.Ordinal)
            .ToList();
}
