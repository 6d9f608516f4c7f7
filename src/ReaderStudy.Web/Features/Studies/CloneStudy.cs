using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <param name="Name">Of the new study.</param>
/// <param name="People">Coordinators, truthers, statisticians and readers are copied.</param>
/// <param name="Cases">Cases are copied with their images.</param>
/// <param name="Truth">With the cases their reference standard, where the person sees it and it was recorded; what came from votes is voted on anew.</param>
public sealed record CloneChoices(string Name, bool People, bool Cases, bool Truth);

/// <summary>
/// Starts a study from another one: always with the protocol in force, and with what is chosen. Images are copied, so that deleting one
/// study never takes them from the other; whoever stops it before the end leaves nothing. Readings, sessions, predictions and signatures are not copied.
/// </summary>
public sealed class CloneStudy(ReaderStudyDbContext db, AuditTrail audit, ImageStore images, StudyKeys keys, TimeProvider clock)
{
    public async Task<Guid> Handle(StudyPass pass, CloneChoices choices, CancellationToken cancellationToken)
    {
        var source = pass.Study;
        var study = Study.Draft(choices.Name, source.Protocol, pass.PersonId, clock.GetUtcNow());
        db.Studies.Add(study);
        if (choices.People)
        {
            CopyPeople(source, study);
        }

        try
        {
            var (cases, written) = choices.Cases ? await CopyCasesAsync(pass, study.Id, choices.Truth, cancellationToken) : (0, 0);
            audit.Record(
                "study.cloned",
                pass.PersonId,
                study.Id,
                $"study {study.Id}",
                FormattableString.Invariant($"from study {source.Id}; {study.Members.Count} part(s), {cases} case(s), {written} image(s)")
            );
            cancellationToken.ThrowIfCancellationRequested();
            // From here on it is made whole: what is saved must not lose its images to somebody who left.
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch
        {
            images.DeleteStudy(study.Id);
            keys.Forget(study.Id);
            throw;
        }

        return study.Id;
    }

    private static void CopyPeople(Study source, Study study)
    {
        foreach (var member in source.Members.Where(m => m.Role != StudyRole.Reader))
        {
            study.AddMember(member.PersonId, member.Role);
        }

        foreach (var reader in source.Readers.Where(r => r.PersonId is not null).OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            study.AddReader(reader.Name, reader.Level, reader.YearsOfExperience, reader.PersonId);
        }
    }

    /// <returns>How many cases and images.</returns>
    private async Task<(int Cases, int Images)> CopyCasesAsync(
        StudyPass pass,
        Guid studyId,
        bool withTruth,
        CancellationToken cancellationToken
    )
    {
        // The same pseudonyms and UIDs, so that images of the same patient that come later find their case here too.
        keys.Copy(pass.Study.Id, studyId);
        var sources = await db
            .Cases.AsNoTracking()
            .Include(c => c.Series)
                .ThenInclude(s => s.Instances)
            .Include(c => c.Series)
                .ThenInclude(s => s.Picture)
            .Where(c => c.StudyId == pass.Study.Id)
            .OrderBy(c => c.Code)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        var truths = withTruth && PassesTruthOn(pass) ? await TruthsAsync(pass.Study.Id, cancellationToken) : [];
        foreach (var source in sources)
        {
            var copy = new Case(studyId, source.Code, source.Pseudonym);
            Take(copy, source, copy.Id, nameof(Case.StudyId), studyId);
            foreach (var series in source.Series)
            {
                copy.AddSeries(Copy(series, copy.Id, pass.Study.Id, studyId, cancellationToken));
            }

            db.Cases.Add(copy);
            if (truths.TryGetValue(source.Id, out var truth))
            {
                db.ReferenceStandards.Add(
                    new ReferenceStandard(
                        copy.Id,
                        1,
                        truth.ClassId,
                        truth.Source,
                        truth.RecordedBy,
                        truth.RecordedAt,
                        truth.Kind,
                        truth.ReferenceDate,
                        truth.Lesion
                    )
                );
            }
        }

        return (sources.Count, sources.Sum(c => c.Series.Sum(s => s.Instances.Count + (s.Picture is null ? 0 : 1))));
    }

    /// <summary>True where the reference standard can be copied: the person sees it, and it did not come from votes, which stay with their study.</summary>
    public static bool PassesTruthOn(StudyPass pass) => pass.Sees(StudyItems.Truth) && !pass.Study.Protocol.Truth.HasVotes;

    private Series Copy(Series source, Guid caseId, Guid sourceStudy, Guid studyId, CancellationToken cancellationToken)
    {
        var copy = new Series(caseId, source.ExamUid, source.SeriesUid);
        Take(copy, source, copy.Id, nameof(Series.CaseId), caseId);
        if (source.Picture is { } picture)
        {
            var tiles = KeyFor(picture.FileKey, sourceStudy, studyId);
            cancellationToken.ThrowIfCancellationRequested();
            images.Copy(picture.FileKey, tiles);
            db.Pictures.Add(picture.CopyTo(copy.Id, tiles));
            db.SeriesFingerprints.Add(new SeriesFingerprint(copy.Id, picture.Sha256, picture.Sha256));
        }

        foreach (var instance in source.Instances)
        {
            var key = KeyFor(instance.FileKey, sourceStudy, studyId);
            cancellationToken.ThrowIfCancellationRequested();
            images.Copy(instance.FileKey, key);
            var image = new Instance(copy.Id, instance.SopInstanceUid, instance.Sha256, key);
            image.PlaceAt(instance.Position);
            image.Exclude(instance.ExclusionReason);
            copy.AddInstance(image);
        }

        return copy;
    }

    /// <summary>Sets every column to the source's but the id and the owner.</summary>
    private void Take<T>(T copy, T source, Guid id, string owner, Guid ownerId)
        where T : class
    {
        var entry = db.Entry(copy);
        entry.CurrentValues.SetValues(source);
        entry.Property("Id").CurrentValue = id;
        entry.Property(owner).CurrentValue = ownerId;
    }

    private static string KeyFor(string key, Guid sourceStudy, Guid studyId) =>
        key.StartsWith($"{sourceStudy:N}/", StringComparison.Ordinal)
            ? $"{studyId:N}/{key[33..]}"
            : throw new InvalidOperationException($"The image {key} does not lie in its study's folder.");

    private async Task<Dictionary<Guid, ReferenceStandard>> TruthsAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var all = await (
            from truth in db.ReferenceStandards.AsNoTracking()
            join one in db.Cases on truth.CaseId equals one.Id
            where one.StudyId == studyId
            select truth
        ).ToListAsync(cancellationToken);
        return all.GroupBy(t => t.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Revision)!);
    }
}
