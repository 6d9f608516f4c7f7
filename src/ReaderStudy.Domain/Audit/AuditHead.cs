using System.Globalization;

namespace ReaderStudy.Domain.Audit;

/// <summary>
/// The end of the chain at some moment. Written down elsewhere (on paper, in a signed protocol) it is an anchor: a chain that was cut off
/// or computed anew does not meet it.
/// </summary>
/// <param name="Sequence">Of the last entry; 0 when there is none.</param>
/// <param name="Hash">Of the last entry; <see cref="AuditChain.Origin"/> when there is none.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>As people write it down: <c>120:9f86d0…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");

    /// <summary>Reads what <see cref="ToString"/> writes; null when it is nothing of the kind.</summary>
    public static AuditHead? Parse(string text)
    {
        var parts = text.Trim().Split(':');
        return
            parts is [var sequence, { Length: 64 } hash]
            && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditHead(number, hash.ToLowerInvariant())
            : null;
    }
}
