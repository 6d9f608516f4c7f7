namespace ReaderStudy.Dicom.Web;

/// <summary>What a <c>multipart/related</c> content type says (RFC 2387): how its parts are kept apart, and what they are.</summary>
/// <param name="Text">The boundary, without the dashes before it.</param>
/// <param name="PartType">The media type of the parts in lower case, <c>application/dicom</c>; null when it is not told.</param>
public sealed record MultipartBoundary(string Text, string? PartType)
{
    /// <summary>RFC 2046 5.1.1 allows 70, but programs send longer ones: Orthanc's have 73.</summary>
    private const int LongestText = 200;

    /// <summary>
    /// Null when the content type is not <c>multipart/related</c>, or its boundary is missing or not one (RFC 2046 5.1.1). The part type
    /// may stand without quotation marks, as many programs write it.
    /// </summary>
    public static MultipartBoundary? Of(string? contentType)
    {
        var pieces = Pieces(contentType ?? "");
        if (!pieces[0].Equals("multipart/related", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = Parameter(pieces, "boundary");
        return text is not null && IsBoundary(text)
            ? new MultipartBoundary(text, Parameter(pieces, "type")?.Split(';')[0].Trim().ToLowerInvariant())
            : null;
    }

    /// <summary>True for what may keep parts apart: up to 200 of the characters of RFC 2046, the last no space.</summary>
    public static bool IsBoundary(string text) =>
        text.Length is >= 1 and <= LongestText
        && text[^1] != ' '
        && text.All(c => char.IsAsciiLetterOrDigit(c) || "'()+_,-./:=? ".Contains(c));

    private static string? Parameter(List<string> pieces, string name) =>
        pieces
            .Skip(1)
            .Select(p => p.Split('=', 2))
            .FirstOrDefault(p => p.Length == 2 && p[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            ?[1].Trim()
            .Trim('"');

    /// <summary>Split at semicolons that stand outside of quotation marks.</summary>
    private static List<string> Pieces(string header)
    {
        var (pieces, from, isQuoted) = (new List<string>(), 0, false);
        for (var i = 0; i < header.Length; i++)
        {
            isQuoted ^= header[i] == '"';
            if (header[i] == ';' && !isQuoted)
            {
                pieces.Add(header[from..i].Trim());
                from = i + 1;
            }
        }

        pieces.Add(header[from..].Trim());
        return pieces;
    }
}
