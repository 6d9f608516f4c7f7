using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Dicom;

/// <summary>Unique identifiers of the form <c>2.25.</c> and a UUID as a decimal number (PS3.5 B.2): no registered root is needed.</summary>
public static class DicomUid
{
    /// <summary>Names this software as the writer of a file.</summary>
    public const string ImplementationClass = "2.25.190233460226911862302473529874165337421";

    public const string CtImageStorage = "1.2.840.10008.5.1.4.1.1.2";

    /// <summary>A UID that nobody has used before.</summary>
    public static string New() => FromUuidBytes(Guid.CreateVersion7().ToByteArray(bigEndian: true));

    /// <summary>The same UID for the same name, always; for data that must come out the same every time.</summary>
    public static string FromName(string name) => FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A UID from the first 16 bytes of a hash, marked as a UUID of version 8 (RFC 9562).</summary>
    public static string FromHash(ReadOnlySpan<byte> hash)
    {
        Span<byte> uuid = stackalloc byte[16];
        hash[..16].CopyTo(uuid);
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return FromUuidBytes(uuid);
    }

    private static string FromUuidBytes(ReadOnlySpan<byte> bigEndian) =>
        FormattableString.Invariant($"2.25.{BinaryPrimitives.ReadUInt128BigEndian(bigEndian)}");
}
