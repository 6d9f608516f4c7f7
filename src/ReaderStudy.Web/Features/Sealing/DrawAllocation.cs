using System.Security.Cryptography;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>
/// Keeps what a sealing leaves behind: the signature, version 1 of the protocol, the sessions that are drawn, what they are drawn from and
/// the entry in the trail that holds its hash, and which runs of the models are shown. Nothing is saved here: all of it goes with the sealing, or nothing.
/// </summary>
public sealed class DrawAllocation(ReaderStudyDbContext db, GatherAllocation gather, AuditTrail audit)
{
    /// <param name="study">Sealed, not yet saved, with its readers; its cases are saved.</param>
    /// <param name="signature">Of the coordinator, over the protocol.</param>
    /// <param name="seed">Of the generator.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<ReadingSession>> Handle(
        Study study,
        Signature signature,
        ulong seed,
        CancellationToken cancellationToken
    )
    {
        var input = await gather.Handle(study, seed, cancellationToken);
        var allocation = SealedAllocation.Of(study.Id, input, RandomNumberGenerator.GetBytes(32), signature.SignedAt);
        var sessions = Allocation.Draw(input).Select(s => new ReadingSession(study.Id, s, seed)).ToList();
        db.Signatures.Add(signature);
        db.ProtocolVersions.Add(ProtocolVersion.Sealed(study));
        db.SealedAllocations.Add(allocation);
        db.ReadingSessions.AddRange(sessions);
        var runs = await SealRunsAsync(study, cancellationToken);
        audit.Record(
            "study.sealed",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            $"protocol SHA-256 {study.ProtocolSha256}; {input.Cases.Count} cases, {study.Readers.Count} readers, {sessions.Count} sessions; "
                + $"allocation SHA-256 {allocation.Sha256}"
                + string.Concat(
                    runs.Select(r =>
                        $"; shown of {r.ModelId}: prediction run {r.RunId}"
                        + (r.OverlaysSha256.Length == 0 ? "" : $", overlays SHA-256 {r.OverlaysSha256}")
                    )
                )
        );
        return sessions;
    }

    /// <summary>Fixes what readers see of every model that an arm shows.</summary>
    private async Task<List<SealedRun>> SealRunsAsync(Study study, CancellationToken cancellationToken)
    {
        var runs = new List<SealedRun>();
        foreach (var model in study.Protocol.Arms.Where(a => a.ShowsAi).Select(a => a.Model).OfType<string>().Distinct())
        {
            if (await ShownRuns.ToSealAsync(db, study.Id, model, cancellationToken) is { } run)
            {
                var drawn = await ShownOverlays.OfRunAsync(db, run.Id, cancellationToken);
                runs.Add(new SealedRun(run, ShownOverlays.Sha256Of(drawn)));
            }
        }

        db.SealedRuns.AddRange(runs);
        return runs;
    }
}
