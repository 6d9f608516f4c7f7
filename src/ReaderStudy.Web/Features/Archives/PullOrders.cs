using System.Security.Cryptography;
using System.Text.Json;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Archives;

/// <param name="Exam">Of the exam in the order, from 1.</param>
/// <param name="ExamUid">As the archive knows it.</param>
/// <param name="SeriesUid">Null: every series of the exam that holds images.</param>
/// <param name="Images">How many; null: the archive did not tell.</param>
public sealed record PullSeries(int Exam, string ExamUid, string? SeriesUid, int? Images);

/// <summary>What a coordinator asked an archive for, and how far it has come.</summary>
/// <param name="Archive">Its name.</param>
/// <param name="Series">What is still to be fetched, in order; the first is the one at work.</param>
/// <param name="SeriesDone">How many series were fetched already.</param>
/// <param name="Taken">SOP Instance UIDs of the series at work that are taken already.</param>
public sealed record PullOrder(string Archive, IReadOnlyList<PullSeries> Series, int SeriesDone, IReadOnlyList<string> Taken);

/// <summary>
/// Keeps the orders of imports that fetch from an archive, so that a killed process goes on. The UIDs in them identify patients within the
/// hospital: they are sealed (AES-256-GCM) by a key that is derived from the study's, and deleted with the import's end.
/// </summary>
public sealed class PullOrders(ImageStore images, StudyKeys keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static string KeyOf(Import import) => $"{import.StudyId:N}/{import.Id:N}/order.sealed";

    public async Task WriteAsync(Import import, PullOrder order, CancellationToken cancellationToken)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(order);
        var file = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(file.AsSpan(0, NonceBytes));
        using var aes = Cipher(import);
        aes.Encrypt(
            file.AsSpan(0, NonceBytes),
            plain,
            file.AsSpan(NonceBytes + TagBytes),
            file.AsSpan(NonceBytes, TagBytes),
            import.Id.ToByteArray()
        );
        await images.WriteAsync(KeyOf(import), file, cancellationToken);
    }

    /// <summary>Null: the import fetches nothing, or nothing more.</summary>
    /// <exception cref="CryptographicException">The order was tampered with, or sealed by another key.</exception>
    public async Task<PullOrder?> FindAsync(Import import, CancellationToken cancellationToken)
    {
        if (!images.Exists(KeyOf(import)))
        {
            return null;
        }

        var file = await images.ReadAsync(KeyOf(import), cancellationToken);
        var plain = new byte[Math.Max(0, file.Length - NonceBytes - TagBytes)];
        using var aes = Cipher(import);
        aes.Decrypt(
            file.AsSpan(0, NonceBytes),
            file.AsSpan(NonceBytes + TagBytes),
            file.AsSpan(NonceBytes, TagBytes),
            plain,
            import.Id.ToByteArray()
        );
        return JsonSerializer.Deserialize<PullOrder>(plain);
    }

    /// <summary>Nothing happens when there is none.</summary>
    public static void Delete(Import import, ImageStore images)
    {
        if (images.Exists(KeyOf(import)))
        {
            images.Delete(KeyOf(import));
        }
    }

    private AesGcm Cipher(Import import) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Of(import.StudyId), 32, info: "pull-order"u8.ToArray()), TagBytes);
}
