using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>The study is sealed: the address takes nothing any more.</summary>
public sealed class ReceivingIsOverException() : Exception("This study takes no more images.");

/// <summary>
/// Takes the instances of a store request (STOW-RS, PS3.18 10.5) into the open import of an address, a few in memory at a time. What was
/// taken when a sender breaks off stays, whole images all; sending it again adds nothing.
/// </summary>
public sealed class StoreInstances(
    ReaderStudyDbContext db,
    ReceiveFiles receive,
    StudyKeys keys,
    AuditTrail audit,
    TimeProvider clock,
    IOptions<ReceivingOptions> options
)
{
    private const int ChunkFiles = 24;
    private const long ChunkBytes = 32L << 20;

    /// <param name="address">Open, and of a sender that knows its secret.</param>
    /// <param name="examUid">What all instances must belong to; null: whatever comes.</param>
    /// <param name="boundary">Of the request.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="cancellationToken">Stops between instances.</param>
    /// <exception cref="IOException">The request breaks off.</exception>
    /// <exception cref="InvalidDataException">The request is no multipart message.</exception>
    /// <exception cref="ReceivingIsOverException">The study was sealed.</exception>
    public async Task<StoreResponse> Handle(
        ReceivingAddress address,
        string? examUid,
        string boundary,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        var key = keys.Of(address.StudyId);
        var parts = new MultipartPartReader(body, boundary);
        var (outcomes, chunk, bytes) = (new List<StoreOutcome>(), new List<SentInstance>(), 0L);
        while (await parts.NextAsync(cancellationToken) is { } headers)
        {
            var content = await parts.ReadAllAsync(options.Value.LargestImageMebibytes << 20, cancellationToken);
            var sent = SentInstance.Of(headers.GetValueOrDefault("Content-Type"), content, examUid, key);
            chunk.Add(sent);
            bytes += sent.File.Bytes.Length;
            if (chunk.Count >= ChunkFiles || bytes >= ChunkBytes)
            {
                outcomes.AddRange(await TakeAsync(address, chunk, key, cancellationToken));
                chunk.Clear();
                bytes = 0;
            }
        }

        outcomes.AddRange(await TakeAsync(address, chunk, key, cancellationToken));
        return new StoreResponse(outcomes);
    }

    private async Task<List<StoreOutcome>> TakeAsync(
        ReceivingAddress address,
        List<SentInstance> chunk,
        byte[] key,
        CancellationToken cancellationToken
    )
    {
        if (chunk.Count == 0)
        {
            return [];
        }

        var gate = FinishReceiving.GateOf(address.Id);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var import = await ImportOfAsync(address, cancellationToken);
            var order = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
            await receive.Handle(import, chunk.ConvertAll(s => s.File).ToAsyncEnumerable(), order, cancellationToken);
            var names = new SourceKeys(key);
            var sourceKeys = chunk.ConvertAll(s => names.Of(s.File.Path, s.File.Bytes.Length));
            var became = await db
                .ImportFiles.AsNoTracking()
                .Where(f => f.ImportId == import.Id && sourceKeys.Contains(f.SourceKey))
                .ToDictionaryAsync(f => f.SourceKey, cancellationToken);
            return [.. chunk.Select((s, i) => s.Outcome with { Failure = FailureOf(s, became.GetValueOrDefault(sourceKeys[i])) })];
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The import that is open, or a new one.</summary>
    private async Task<Import> ImportOfAsync(ReceivingAddress address, CancellationToken cancellationToken)
    {
        await db.Entry(address).ReloadAsync(cancellationToken);
        var isDraft = await db.Studies.AnyAsync(s => s.Id == address.StudyId && s.Status == StudyStatus.Draft, cancellationToken);
        var now = clock.GetUtcNow();
        if (!isDraft || !address.IsOpenAt(now))
        {
            throw new ReceivingIsOverException();
        }

        var import = await db.Imports.SingleOrDefaultAsync(
            i => i.Id == address.ImportId && i.Status == ImportStatus.Receiving,
            cancellationToken
        );
        if (import is null)
        {
            import = new Import(address.StudyId, null, address.OpenedBy, now, source: address.Name);
            db.Imports.Add(import);
            audit.Record("import.started", null, address.StudyId, $"import {import.Id}", $"receiving address {address.Id}");
            await db.SaveChangesAsync(cancellationToken);
        }

        address.Receive(import.Id, now);
        await db.SaveChangesAsync(cancellationToken);
        return import;
    }

    /// <summary>
    /// Null: it is stored, or was already. An image that is held, for text in its pixels or because another image with its UID is there, is
    /// stored too: nothing of it is lost, a coordinator decides, and a sender that were told of a failure would send it again and again.
    /// </summary>
    private static StoreFailure? FailureOf(SentInstance sent, ImportFile? file) =>
        sent.Outcome.Failure is not null ? sent.Outcome.Failure
        : file is null ? StoreFailure.ProcessingFailure
        : file.Status switch
        {
            ImportFileStatus.Received or ImportFileStatus.Placed or ImportFileStatus.Duplicate or ImportFileStatus.Held => null,
            ImportFileStatus.PassedOver => StoreFailure.SopClassNotSupported,
            ImportFileStatus.Rejected => ReasonOf(file.Reason ?? ""),
        };

    private static StoreFailure ReasonOf(string reason) =>
        reason.StartsWith("unsupported", StringComparison.Ordinal) ? StoreFailure.SopClassNotSupported : StoreFailure.CannotUnderstand;

    /// <summary>One part of a request: a file for the import, and what the answer will call it.</summary>
    private sealed record SentInstance(SourceFile File, StoreOutcome Outcome)
    {
        public static SentInstance Of(string? contentType, ReadOnlyMemory<byte>? content, string? examUid, byte[] key)
        {
            if (content is not { } bytes)
            {
                return Refused("an image that is larger than is taken", "larger than is taken", StoreFailure.OutOfResources);
            }

            // The name must not identify, and must be the same when the same is sent again.
            var name = $"received/{Convert.ToHexStringLower(HMACSHA256.HashData(key, bytes.Span))[..16]}.dcm";
            if (
                contentType is not null
                && !contentType.Split(';')[0].Trim().Equals("application/dicom", StringComparison.OrdinalIgnoreCase)
            )
            {
                return Refused(name, "not a DICOM file, as its sender says", StoreFailure.CannotUnderstand);
            }

            try
            {
                var dataset = DicomFile.Read(bytes).Dataset;
                var outcome = new StoreOutcome(dataset.GetString(DicomTags.SopClassUid), dataset.GetString(DicomTags.SopInstanceUid), null);
                return examUid is null || dataset.GetString(DicomTags.StudyInstanceUid) == examUid
                    ? new SentInstance(new SourceFile(name, bytes), outcome)
                    : new SentInstance(
                        new SourceFile(name, default, "not of the exam that it was sent for"),
                        outcome with
                        {
                            Failure = StoreFailure.DataSetDoesNotMatch,
                        }
                    );
            }
            catch (DicomException refused)
            {
                return Refused(name, refused.MessageWithoutValue, StoreFailure.CannotUnderstand);
            }
        }

        private static SentInstance Refused(string name, string reason, StoreFailure failure) =>
            new(new SourceFile(name, default, reason), new StoreOutcome(null, null, failure));
    }
}
