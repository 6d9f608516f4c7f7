using System.Security.Cryptography;
using System.Text;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// Keeps images that a person has still to look at, encrypted (AES-256-GCM, a key of its own derived from the study's key by HKDF), apart
/// from the images of cases. A file is a nonce of 12 bytes, a tag of 16, and the encrypted bytes; its key is bound in.
/// </summary>
public sealed class Quarantine(Paths paths, StudyKeys keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Where an image of an import lies: by its UID and content, so that taking it again writes over it.</summary>
    public static string KeyOf(HeldImage held) => KeyOf(held.ImportId, held.Image.SopUid, held.Image.Sha256);

    private static string KeyOf(Guid importId, string sopUid, string sha256) =>
        $"{importId:N}/{ImageStore.Sha256Of(Encoding.UTF8.GetBytes($"{sopUid} {sha256}"))[..32]}.held";

    public async Task WriteAsync(Guid studyId, string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var temporary = await Task.Run(() => WriteBeside(studyId, key, bytes.Span), cancellationToken);
        File.Move(temporary, PathOf(studyId, key), overwrite: true);
    }

    /// <summary>
    /// Writes an image that will have to be held beside its place here, encrypted before its first byte is written; on the disk and not only
    /// in its cache. <see cref="ImageStore.Settle"/> and <see cref="ImageStore.Discard"/> do with it as with any staged image.
    /// </summary>
    public StagedImage Stage(Guid studyId, Guid importId, DicomDataset image)
    {
        var bytes = new DicomFile(image).ToBytes();
        var sha256 = ImageStore.Sha256Of(bytes);
        var key = KeyOf(importId, image.RequireString(DicomTags.SopInstanceUid), sha256);
        return new StagedImage(key, WriteBeside(studyId, key, bytes), sha256) { IsSealed = true };
    }

    private string WriteBeside(Guid studyId, string key, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(studyId, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var sealedBytes = new byte[NonceBytes + TagBytes + bytes.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using (var aes = Cipher(studyId))
        {
            aes.Encrypt(
                sealedBytes.AsSpan(0, NonceBytes),
                bytes,
                sealedBytes.AsSpan(NonceBytes + TagBytes),
                sealedBytes.AsSpan(NonceBytes, TagBytes),
                Encoding.UTF8.GetBytes(key)
            );
        }

        var temporary = $"{path}.{Guid.CreateVersion7():N}.part";
        try
        {
            using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
            file.Write(sealedBytes);
            file.Flush(flushToDisk: true);
            return temporary;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <exception cref="IOException">There is nothing under this key.</exception>
    /// <exception cref="CryptographicException">The file was changed, or the study's key is another.</exception>
    public async Task<byte[]> ReadAsync(Guid studyId, string key, CancellationToken cancellationToken) =>
        Open(studyId, key, await File.ReadAllBytesAsync(PathOf(studyId, key), cancellationToken));

    private byte[] Open(Guid studyId, string key, byte[] sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A held image was cut off.");
        }

        var bytes = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = Cipher(studyId);
        aes.Decrypt(
            sealedBytes.AsSpan(0, NonceBytes),
            sealedBytes.AsSpan(NonceBytes + TagBytes),
            sealedBytes.AsSpan(NonceBytes, TagBytes),
            bytes,
            Encoding.UTF8.GetBytes(key)
        );
        return bytes;
    }

    public void Delete(Guid studyId, string key)
    {
        var path = PathOf(studyId, key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Deletes every held image of a study; nothing happens when there is none.</summary>
    public void DeleteStudy(Guid studyId)
    {
        var folder = Path.Combine(paths.Quarantine, studyId.ToString("N"));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private AesGcm Cipher(Guid studyId) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Of(studyId), 32, info: "held images"u8.ToArray()), TagBytes);

    private string PathOf(Guid studyId, string key) => Path.Combine(paths.Quarantine, studyId.ToString("N"), key);
}
