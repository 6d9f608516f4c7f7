using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Features.Archives;

/// <summary>A DICOMweb archive from which coordinators may fetch exams. Secrets are best given by the environment.</summary>
public sealed class ArchiveOptions
{
    /// <summary>What coordinators call it, <c>PACS</c>; up to 60 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The base of its DICOMweb services, <c>https://pacs.hospital.example/dicom-web</c>; without user, query or fragment.</summary>
    public string Address { get; set; } = "";

    /// <summary>Goes with <see cref="Password"/>: Basic authentication.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>A bearer token, instead of user and password.</summary>
    public string? Token { get; set; }

    /// <summary>A header that the archive's gateway asks for, instead of the others; goes with <see cref="HeaderValue"/>.</summary>
    public string? HeaderName { get; set; }

    public string? HeaderValue { get; set; }

    /// <summary>Path of a PEM file with the authorities that signed the archive's certificate; null: those that the machine trusts.</summary>
    public string? Authorities { get; set; }

    /// <summary>Allows <c>http</c> to another machine: only where the network between is a closed one.</summary>
    public bool Unencrypted { get; set; }

    /// <summary>How long the archive may be silent, in seconds.</summary>
    public int SilenceSeconds { get; set; } = 100;

    /// <summary>What has to be put right before the platform starts, in sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (Name.Trim() is not { Length: >= 1 and <= 60 })
        {
            yield return "it needs a Name of 1 to 60 characters";
        }

        if (
            !Uri.TryCreate(Address, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0
        )
        {
            yield return "its Address must be that of its DICOMweb services, such as https://pacs.example/dicom-web, without user, '?' or '#'";
        }
        else if (address is { Scheme: "http", IsLoopback: false } && !Unencrypted)
        {
            yield return "its Address is not encrypted: use https, or set Unencrypted to true if the network between is a closed one";
        }

        var ways = new[] { User is not null || Password is not null, Token is not null, HeaderName is not null || HeaderValue is not null };
        if (ways.Count(w => w) > 1)
        {
            yield return "give it either User and Password, or Token, or HeaderName and HeaderValue";
        }

        if ((User is null) != (Password is null))
        {
            yield return "User and Password go together";
        }

        if ((HeaderName is null) != (HeaderValue is null))
        {
            yield return "HeaderName and HeaderValue go together";
        }

        if (SilenceSeconds is < 5 or > 3600)
        {
            yield return "SilenceSeconds must be 5 to 3600";
        }

        if (Authorities is { } file && !TryRead(file, out _))
        {
            yield return $"the authorities in {file} cannot be read as PEM certificates";
        }
    }

    /// <summary>As the client takes them.</summary>
    public DicomWebOptions ToClientOptions() =>
        new(new Uri(Address))
        {
            Credentials =
                User is not null ? DicomWebCredentials.Basic(User, Password!)
                : Token is not null ? DicomWebCredentials.Bearer(Token)
                : HeaderName is not null ? DicomWebCredentials.Header(HeaderName, HeaderValue!)
                : null,
            Authorities = Authorities is { } file && TryRead(file, out var authorities) ? authorities : null,
            Silence = TimeSpan.FromSeconds(SilenceSeconds),
        };

    private static bool TryRead(string file, out X509Certificate2Collection authorities)
    {
        authorities = [];
        try
        {
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>The archives of section <c>ReaderStudy</c>, checked at start.</summary>
public sealed class ArchivesOptions : IValidateOptions<ArchivesOptions>
{
    public IList<ArchiveOptions> Archives { get; } = [];

    public ValidateOptionsResult Validate(string? name, ArchivesOptions options)
    {
        var faults = options.Archives.SelectMany((a, i) => a.Faults().Select(f => $"ReaderStudy:Archives:{i} ({a.Name}): {f}.")).ToList();
        faults.AddRange(
            options
                .Archives.GroupBy(a => a.Name.Trim(), StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
                .Select(g => $"ReaderStudy:Archives: there are {g.Count()} archives of the name {g.Key}.")
        );
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
