using System.Security.Cryptography.X509Certificates;

namespace ReaderStudy.Dicom.Web;

/// <summary>Where an archive is, how it knows us, and how long we wait for it.</summary>
/// <param name="Address">The base of its DICOMweb services, <c>https://pacs.example/dicom-web/</c>; <c>studies</c> is added to it.</param>
public sealed record DicomWebOptions(Uri Address)
{
    /// <summary>Null: the archive lets everybody in.</summary>
    public DicomWebCredentials? Credentials { get; init; }

    /// <summary>Authorities whose certificates are trusted instead of the machine's; null: the machine's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>How long the archive may be silent before, or within, an answer.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request is tried that may succeed later.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>Before the second try; doubled before each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Matches asked for at once.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>The largest image, in bytes: 1 GiB.</summary>
    public int MaxInstanceBytes { get; init; } = 1 << 30;

    /// <summary>The largest answer to a search, in bytes: 64 MiB.</summary>
    public int MaxAnswerBytes { get; init; } = 64 << 20;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
