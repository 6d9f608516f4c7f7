using System.Text;

namespace ReaderStudy.Dicom.Web;

/// <summary>How an archive knows us: one header of every request. Printing it does not show the secret.</summary>
public sealed class DicomWebCredentials
{
    private DicomWebCredentials(string headerName, string headerValue) => (HeaderName, HeaderValue) = (headerName, headerValue);

    public string HeaderName { get; }

    /// <summary>The secret.</summary>
    public string HeaderValue { get; }

    /// <summary>User and password (RFC 7617), in UTF-8.</summary>
    public static DicomWebCredentials Basic(string user, string password) =>
        new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>A bearer token (RFC 6750).</summary>
    public static DicomWebCredentials Bearer(string token) => new("Authorization", "Bearer " + token);

    /// <summary>A header that the archive, or the gateway before it, asks for.</summary>
    public static DicomWebCredentials Header(string name, string value) => new(name, value);

    /// <inheritdoc/>
    public override string ToString() => HeaderName + ": …";
}
