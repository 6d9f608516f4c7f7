using System.ComponentModel.DataAnnotations;

namespace ReaderStudy.Web.Features.Receiving;

/// <summary>How images are received from a PACS; section <c>ReaderStudy:Receiving</c>, checked at start.</summary>
public sealed class ReceivingOptions
{
    public const string Section = "ReaderStudy:Receiving";

    /// <summary>The address under which senders reach this server, <c>https://readerstudy.hospital.example</c>; null: that of the page.</summary>
    [Url]
    public string? PublicAddress { get; set; }

    /// <summary>How long an address takes images, in days.</summary>
    [Range(1, 366)]
    public int Days { get; set; } = 30;

    /// <summary>An import begins when the sender has been quiet for so long, in minutes.</summary>
    [Range(1, 1440)]
    public int QuietMinutes { get; set; } = 10;

    /// <summary>The largest image, in MiB.</summary>
    [Range(1, 2047)]
    public int LargestImageMebibytes { get; set; } = 1024;

    /// <summary>The largest request, in MiB.</summary>
    [Range(1, 1_000_000)]
    public long LargestRequestMebibytes { get; set; } = 16 * 1024;

    /// <summary>Requests of one sender that are answered at the same time; as many as eight times more wait.</summary>
    [Range(1, 64)]
    public int RequestsAtOnce { get; set; } = 4;

    /// <summary>Wrong secrets from one place in a minute before it has to wait.</summary>
    [Range(1, 1000)]
    public int WrongSecretsPerMinute { get; set; } = 20;
}
