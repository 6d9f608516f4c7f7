using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <param name="Number">1 as it was sealed.</param>
/// <param name="Sha256">Of its text.</param>
/// <param name="EffectiveAt">From when on.</param>
/// <param name="Text">Canonical JSON.</param>
public sealed record ProtocolInForce(int Number, string Sha256, DateTimeOffset EffectiveAt, string Text)
{
    /// <summary>How tables that leave a study head the protocol of a row.</summary>
    public const string Columns = "protocol_version,protocol_sha256";

    /// <summary>Of a row, in the order of <see cref="Columns"/>; empty where the protocol is not known.</summary>
    public static IReadOnlyList<string> Cells(ProtocolInForce? inForce) =>
        inForce is null ? ["", ""] : [inForce.Number.ToString(CultureInfo.InvariantCulture), inForce.Sha256];
}

/// <summary>The versions of a study's protocol, and which one held when.</summary>
/// <param name="Versions">By number; empty in a draft.</param>
public sealed record ProtocolHistory(IReadOnlyList<ProtocolInForce> Versions)
{
    /// <summary>The version of this number; null where there is none.</summary>
    public ProtocolInForce? Find(int number) => Versions.FirstOrDefault(v => v.Number == number);

    /// <summary>The version in force then; the first one before there was any; null in a draft.</summary>
    public ProtocolInForce? At(DateTimeOffset moment) =>
        Versions.LastOrDefault(v => v.EffectiveAt <= moment) ?? (Versions.Count > 0 ? Versions[0] : null);
}

/// <summary>Looks up which protocol was in force.</summary>
public sealed class ProtocolsInForce(ReaderStudyDbContext db)
{
    public async Task<ProtocolHistory> Handle(Guid studyId, CancellationToken cancellationToken) =>
        new(
            await db
                .ProtocolVersions.AsNoTracking()
                .Where(v => v.StudyId == studyId)
                .OrderBy(v => v.Number)
                .Select(v => new ProtocolInForce(v.Number, v.Sha256, v.EffectiveAt, v.Text))
                .ToListAsync(cancellationToken)
        );

    /// <summary>How exports name a study's protocol.</summary>
    public static string NameOf(Study study) =>
        study.ProtocolSha256 is { } sha256
            ? $"protocol version {study.ProtocolVersion}, SHA-256 {sha256}"
            : $"protocol not sealed yet, SHA-256 {ProtocolJson.Sha256Of(study.ProtocolText)}";
}
