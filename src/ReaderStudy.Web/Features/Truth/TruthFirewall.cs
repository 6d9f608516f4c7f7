using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Ledger;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>
/// Keeps those who gave the truth of images apart from those who read them, in all studies of the installation that have the same images.
/// The database refuses the same by triggers; this says it before, in words.
/// </summary>
public sealed class TruthFirewall(ReaderStudyDbContext db, FingerprintSeries fingerprints)
{
    /// <summary>Refuses when the person reads one of these cases, or the same images in another study. Asked before anything is changed.</summary>
    /// <exception cref="BrokenRuleException">They do.</exception>
    public async Task RequireNoReaderAsync(Guid person, IReadOnlyCollection<Guid> caseIds, CancellationToken cancellationToken)
    {
        var read = (
            from reader in db.StudyReaders
            join session in db.ReadingSessions on reader.Id equals session.ReaderId
            where reader.PersonId == person
            from place in session.Places
            select place.CaseId
        ).Distinct();
        if (await read.AnyAsync(cancellationToken))
        {
            await fingerprints.OfCasesAsync(caseIds, cancellationToken);
            await fingerprints.OfUnmarkedAsync(read, cancellationToken);
            var both = await SharedAsync(read, caseIds, cancellationToken);
            Rule.Require(both == 0, Study.TrutherIsNoReader, $"You read the images of {both} of these cases, here or in another study.");
        }
    }

    /// <summary>Refuses when a reader of the study gave the truth of a case that is to be read, or of the same images in another study.</summary>
    /// <exception cref="BrokenRuleException">One did; the message names the reader.</exception>
    public async Task RequireNoTrutherAsync(Study study, IReadOnlyCollection<Guid> caseIds, CancellationToken cancellationToken)
    {
        foreach (var reader in study.Readers.Where(r => r.PersonId is not null))
        {
            var given = GivenBy(reader.PersonId);
            if (await given.AnyAsync(cancellationToken))
            {
                await fingerprints.OfUnmarkedAsync(given, cancellationToken);
                var both = await SharedAsync(given, caseIds, cancellationToken);
                Rule.Require(both == 0, Study.TrutherIsNoReader, $"{reader.Name} gave the truth of {both} of these cases' images.");
            }
        }
    }

    /// <summary>Reads what files must be read for <see cref="RequireNoTrutherAsync"/>, which then has little left to do.</summary>
    public async Task PrepareAsync(Study study, CancellationToken cancellationToken)
    {
        foreach (var reader in study.Readers.Where(r => r.PersonId is not null))
        {
            await fingerprints.OfUnmarkedAsync(GivenBy(reader.PersonId), cancellationToken);
        }
    }

    /// <summary>Cases whose truth the person gave, as a vote or from records.</summary>
    private IQueryable<Guid> GivenBy(Guid? person) =>
        db
            .TruthVotes.Where(v => v.TrutherId == person)
            .Select(v => v.CaseId)
            .Union(db.ReferenceStandards.Where(r => r.RecordedBy == person).Select(r => r.CaseId));

    /// <summary>How many of the cases are among the others, or have images of theirs.</summary>
    private async Task<int> SharedAsync(IQueryable<Guid> others, IReadOnlyCollection<Guid> caseIds, CancellationToken cancellationToken)
    {
        var there = (await others.ToListAsync(cancellationToken)).ToHashSet();
        var pixels = await (
            from series in db.Series
            join mark in db.SeriesFingerprints on series.Id equals mark.SeriesId
            where mark.PixelSha256 != "" && others.Contains(series.CaseId)
            select mark.PixelSha256
        )
            .Distinct()
            .ToListAsync(cancellationToken);
        var known = pixels.ToHashSet(StringComparer.Ordinal);
        var own = await (
            from series in db.Series
            join mark in db.SeriesFingerprints on series.Id equals mark.SeriesId
            where mark.PixelSha256 != "" && caseIds.Contains(series.CaseId)
            select new { series.CaseId, mark.PixelSha256 }
        ).ToListAsync(cancellationToken);
        var shared = own.Where(o => known.Contains(o.PixelSha256)).Select(o => o.CaseId).ToHashSet();
        return caseIds.Count(c => there.Contains(c) || shared.Contains(c));
    }
}
