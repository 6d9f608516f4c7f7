using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Finds a series of a study that is still a draft.</summary>
internal static class DraftSeries
{
    public static async Task<Series> FindAsync(ReaderStudyDbContext db, StudyPass pass, Guid seriesId, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        return await db.Series.SingleOrDefaultAsync(
                s => s.Id == seriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == pass.Study.Id),
                cancellationToken
            ) ?? throw new NotFoundException("series");
    }
}

/// <summary>Leaves a series out of reading, with a reason, or takes it back in.</summary>
public sealed class ExcludeSeries(ReaderStudyDbContext db, ProposePhases propose, FindFindings find, AuditTrail audit)
{
    public static readonly Rule ReasonIsGiven = new("series.exclusion-reason", "A series or image is left out of reading with a reason.");

    /// <param name="pass">A coordinator's.</param>
    /// <param name="seriesId">The series.</param>
    /// <param name="reason">Null: it is read again.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    public async Task Handle(StudyPass pass, Guid seriesId, string? reason, CancellationToken cancellationToken)
    {
        var series = await DraftSeries.FindAsync(db, pass, seriesId, cancellationToken);
        Rule.Require(reason is null || !string.IsNullOrWhiteSpace(reason), ReasonIsGiven);
        series.Exclude(reason?.Trim());
        audit.Record(
            reason is null ? "series.included" : "series.excluded",
            pass.PersonId,
            pass.Study.Id,
            $"series {series.Id}",
            reason ?? ""
        );
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await propose.Handle(pass.Study.Id, cancellationToken);
        await find.Handle(pass.Study.Id, cancellationToken);
    }
}

/// <summary>Leaves images of a series out of reading, with a reason, or takes them back in; the rest is sorted anew.</summary>
public sealed class ExcludeImages(ReaderStudyDbContext db, SortSeries sort, AuditTrail audit)
{
    public static readonly Rule SomeStay = new(
        "series.some-images-stay",
        "At least one image of a series stays. Leave the whole series out instead."
    );

    /// <param name="pass">A coordinator's.</param>
    /// <param name="seriesId">The series.</param>
    /// <param name="imageIds">Its images.</param>
    /// <param name="reason">Null: they are read again.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    public async Task Handle(
        StudyPass pass,
        Guid seriesId,
        IReadOnlyList<Guid> imageIds,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var series = await DraftSeries.FindAsync(db, pass, seriesId, cancellationToken);
        Rule.Require(reason is null || !string.IsNullOrWhiteSpace(reason), ExcludeSeries.ReasonIsGiven);
        var all = await db.Instances.Where(i => i.SeriesId == series.Id).ToListAsync(cancellationToken);
        var chosen = all.Where(i => imageIds.Contains(i.Id)).ToList();
        if (chosen.Count == 0)
        {
            throw new NotFoundException("image");
        }

        chosen.ForEach(i => i.Exclude(reason?.Trim()));
        Rule.Require(all.Exists(i => i.ExclusionReason is null), SomeStay);
        all.ForEach(i => i.PlaceAt(-1));
        audit.Record(
            reason is null ? "images.included" : "images.excluded",
            pass.PersonId,
            pass.Study.Id,
            $"series {series.Id}",
            $"{chosen.Count} images. {reason}"
        );
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        // Even if nobody waits for the answer any more: images without a place in the stack are not read.
        await sort.Handle(pass.Study.Id, CancellationToken.None);
    }
}

/// <summary>Splits a series into stacks of one orientation, size and spacing each; or joins what was split.</summary>
public sealed class SplitSeries(ReaderStudyDbContext db, ImageStore images, SortSeries sort, AuditTrail audit)
{
    public static readonly Rule HasParts = new("series.has-parts", "All images of this series lie alike: there is nothing to split.");
    public static readonly Rule WasSplit = new("series.was-split", "This series was not split.");

    /// <returns>How many series it became.</returns>
    public async Task<int> Handle(StudyPass pass, Guid seriesId, CancellationToken cancellationToken)
    {
        var series = await DraftSeries.FindAsync(db, pass, seriesId, cancellationToken);
        var instances = await db.Instances.Where(i => i.SeriesId == series.Id).ToListAsync(cancellationToken);
        var byHeader = new Dictionary<DicomDataset, Instance>(ReferenceEqualityComparer.Instance);
        foreach (var instance in instances.OrderBy(i => i.SopInstanceUid, StringComparer.Ordinal))
        {
            byHeader[await images.ReadHeaderAsync(instance.FileKey, cancellationToken)] = instance;
        }

        var parts = SliceStack.Groups(byHeader.Keys);
        Rule.Require(parts.Count > 1, HasParts);
        var taken = await db.Series.Where(s => s.CaseId == series.CaseId).Select(s => s.SeriesUid).ToHashSetAsync(cancellationToken);
        foreach (var group in parts.Skip(1))
        {
            var part = series.Part(FreeUid(series, taken));
            db.Series.Add(part);
            foreach (var header in group)
            {
                byHeader[header].MoveTo(part.Id);
            }
        }

        instances.ForEach(i => i.PlaceAt(-1));
        audit.Record("series.split", pass.PersonId, pass.Study.Id, $"series {series.Id}", $"into {parts.Count}");
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        // Even if nobody waits for the answer any more: images without a place in the stack are not read.
        await sort.Handle(pass.Study.Id, CancellationToken.None);
        return parts.Count;
    }

    /// <summary>That of the next part. A series that more images came into after it was split may be split again.</summary>
    private static string FreeUid(Series series, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            var uid = DicomUid.FromName($"{series.SeriesUid} part {number}");
            if (taken.Add(uid))
            {
                return uid;
            }
        }
    }

    /// <summary>Puts the parts of a series together again.</summary>
    public async Task JoinAsync(StudyPass pass, Guid seriesId, CancellationToken cancellationToken)
    {
        var one = await DraftSeries.FindAsync(db, pass, seriesId, cancellationToken);
        var whole = one.SplitFromUid ?? one.SeriesUid;
        var series = await db
            .Series.Where(s => s.CaseId == one.CaseId && (s.SeriesUid == whole || s.SplitFromUid == whole))
            .ToListAsync(cancellationToken);
        var first = series.Find(s => s.SeriesUid == whole);
        Rule.Require(first is not null && series.Count > 1, WasSplit);
        var parts = series.Where(s => s != first).ToList();
        var ids = series.ConvertAll(s => s.Id);
        var instances = await db.Instances.Where(i => ids.Contains(i.SeriesId)).ToListAsync(cancellationToken);
        instances.ForEach(i => i.MoveTo(first!.Id));
        await db
            .CohortFindings.Where(f => f.SeriesId != null && ids.Contains(f.SeriesId.Value) && f.SeriesId != first!.Id)
            .ExecuteDeleteAsync(cancellationToken);
        audit.Record("series.joined", pass.PersonId, pass.Study.Id, $"series {first!.Id}", $"{parts.Count + 1} parts");
        await db.SaveChangesAsync(cancellationToken);
        db.Series.RemoveRange(parts);
        await db.SaveChangesAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        // Even if nobody waits for the answer any more: images without a place in the stack are not read.
        await sort.Handle(pass.Study.Id, CancellationToken.None);
    }
}
