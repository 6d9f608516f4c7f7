using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Predictions;

namespace ReaderStudy.Data;

/// <summary>What a run drew, and the one hash that the sealing pins of it.</summary>
public static class ShownOverlays
{
    /// <summary>All of a run, in the order in which they came.</summary>
    public static Task<List<PredictionOverlay>> OfRunAsync(ReaderStudyDbContext db, Guid runId, CancellationToken cancellationToken) =>
        db.PredictionOverlays.AsNoTracking().Where(o => o.RunId == runId).OrderBy(o => o.Number).ToListAsync(cancellationToken);

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of UTF-8 text with a line an overlay in their order: case, series (32 hexadecimal digits each), kind,
    /// and the SHA-256 of its stored geometry, label and score, parted by one space. Empty where there is none.
    /// </summary>
    public static string Sha256Of(IReadOnlyCollection<PredictionOverlay> overlays) =>
        overlays.Count == 0
            ? ""
            : HashOf(
                string.Concat(
                    overlays
                        .OrderBy(o => o.Number)
                        .Select(o =>
                            FormattableString.Invariant(
                                $"{o.CaseId:N} {o.SeriesId:N} {o.Kind} {HashOf($"{o.Sha256}\n{o.Label}\n{o.Score:R}")}\n"
                            )
                        )
                )
            );

    private static string HashOf(FormattableString text) => HashOf(FormattableString.Invariant(text));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
