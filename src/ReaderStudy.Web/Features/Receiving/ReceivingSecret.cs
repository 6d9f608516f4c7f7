using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>What a sender shows to be let in: 256 random bits, so that its hash need not be slow.</summary>
public static class ReceivingSecret
{
    /// <summary>A user for those senders that cannot do without; any other does as well.</summary>
    public const string User = "readerstudy";

    /// <summary>A new one; to be shown once.</summary>
    public static string New() => "rs-" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The secret of a request: a bearer token (RFC 6750), or a Basic password (RFC 7617); null: there is none.</summary>
    public static string? In(string? authorization)
    {
        var parts = authorization?.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts is not { Length: 2 })
        {
            return null;
        }

        if (parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return parts[1];
        }

        var bytes = new byte[parts[1].Length];
        return
            parts[0].Equals("Basic", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(parts[1], bytes, out var count)
            && Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [_, var password]
            ? password
            : null;
    }

    /// <summary>In a time that does not tell how much of it is right.</summary>
    public static bool Fits(ReceivingAddress address, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(address.SecretHash));
}
