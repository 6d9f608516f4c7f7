using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>How a received image stands to what is there.</summary>
internal enum Meeting
{
    New,

    /// <summary>The same bytes are there, are held, or were decided against before.</summary>
    Same,

    /// <summary>Another image with the same UID is there.</summary>
    Other,
}

/// <summary>What a study, and an import that is not placed yet, have of some images already.</summary>
internal sealed class ImagesThere
{
    private readonly Dictionary<string, (string Sha256, string? FileKey)> _stored = [];
    private readonly HashSet<(string SopUid, string Sha256)> _seen = [];

    public static async Task<ImagesThere> FindAsync(
        ReaderStudyDbContext db,
        Import import,
        IReadOnlyList<string> sopUids,
        CancellationToken cancellationToken
    )
    {
        var there = new ImagesThere();
        var received = await db
            .ReceivedImages.AsNoTracking()
            .Where(r => r.ImportId == import.Id && sopUids.Contains(r.Image.SopUid))
            .ToListAsync(cancellationToken);
        received.ForEach(r => there.Add(r.Image, r.FileKey));
        foreach (var (uid, placed) in await PlacedImages.FindAsync(db, import.StudyId, sopUids, cancellationToken))
        {
            there._stored[uid] = placed;
            there._seen.Add((uid, placed.Sha256));
        }

        // A rejected one may be sent again, to be looked at again; the loser of a decided conflict is not asked about twice. What
        // another import holds counts once that import is over: it may still be cancelled.
        var held = await db
            .HeldImages.AsNoTracking()
            .Where(h =>
                h.StudyId == import.StudyId
                && sopUids.Contains(h.Image.SopUid)
                && (h.State != HeldState.Rejected || h.Cause == HeldCause.UidConflict)
                && (
                    h.State != HeldState.Waiting
                    || h.ImportId == import.Id
                    || db.Imports.Any(i => i.Id == h.ImportId && (i.Status == ImportStatus.Succeeded || i.Status == ImportStatus.Failed))
                )
            )
            .ToListAsync(cancellationToken);
        there._seen.UnionWith(held.Select(h => (h.Image.SopUid, h.Image.Sha256)));
        return there;
    }

    public Meeting Meet(ImageIdentity image) =>
        _seen.Contains((image.SopUid, image.Sha256)) ? Meeting.Same
        : _stored.ContainsKey(image.SopUid) ? Meeting.Other
        : Meeting.New;

    public string? FileKeyOf(string sopUid) => _stored.TryGetValue(sopUid, out var one) ? one.FileKey : null;

    /// <param name="image">From now on there.</param>
    /// <param name="fileKey">Null: it is held, and another with its UID is no conflict yet.</param>
    public void Add(ImageIdentity image, string? fileKey)
    {
        _seen.Add((image.SopUid, image.Sha256));
        if (fileKey is not null)
        {
            _stored[image.SopUid] = (image.Sha256, fileKey);
        }
    }
}
