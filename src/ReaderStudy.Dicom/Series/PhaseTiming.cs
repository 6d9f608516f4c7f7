using System.Globalization;

namespace ReaderStudy.Dicom.Series;

/// <summary>The phase from the time between the start of the injection and the scan.</summary>
internal static class PhaseTiming
{
    private const double HalfHour = 1800;

    /// <summary>A proposal, or null where the header has no plausible timing.</summary>
    public static PhaseProposal? Proposal(IReadOnlyList<DicomDataset> headers)
    {
        var delays = headers.Select(Delay).OfType<double>().Order().ToList();
        if (delays.Count == 0)
        {
            return null;
        }

        var delay = delays[delays.Count / 2];
        var (phase, confidence) = delay switch
        {
            < -HalfHour or > HalfHour => (ContrastPhase.Unknown, 0),
            < 0 => (ContrastPhase.Native, 0.8),
            < 15 => (ContrastPhase.Unknown, 0),
            <= 45 => (ContrastPhase.Arterial, 0.9),
            < 55 => (ContrastPhase.Arterial, 0.6),
            <= 120 => (ContrastPhase.PortalVenous, 0.9),
            < 150 => (ContrastPhase.PortalVenous, 0.6),
            _ => (ContrastPhase.Delayed, 0.9),
        };
        if (phase == ContrastPhase.Unknown)
        {
            return null;
        }

        var seconds = Math.Abs(delay).ToString("0", CultureInfo.InvariantCulture);
        return new PhaseProposal(phase, confidence, $"scanned {seconds} s {(delay < 0 ? "before" : "after")} the injection began");
    }

    /// <summary>When the series was scanned, in seconds of its day, the median of its images; null where no header says.</summary>
    public static double? ScannedAt(IReadOnlyList<DicomDataset> headers)
    {
        var times = headers.Select(ScanTime).OfType<TimeOnly>().Order().ToList();
        return times.Count == 0 ? null : times[times.Count / 2].ToTimeSpan().TotalSeconds;
    }

    private static TimeOnly? ScanTime(DicomDataset header)
    {
        try
        {
            return header.GetTime(DicomTags.AcquisitionTime)
                ?? TimeOf(header.GetString(DicomTags.AcquisitionDateTime))
                ?? header.GetTime(DicomTags.ContentTime);
        }
        catch (DicomException)
        {
            return null;
        }
    }

    /// <summary>Seconds from the start of the injection to the scan; null if a time is missing or unreadable.</summary>
    private static double? Delay(DicomDataset header)
    {
        try
        {
            if (header.GetTime(DicomTags.ContrastBolusStartTime) is not { } start)
            {
                return null;
            }

            var scan =
                header.GetTime(DicomTags.AcquisitionTime)
                ?? TimeOf(header.GetString(DicomTags.AcquisitionDateTime))
                ?? header.GetTime(DicomTags.ContentTime);
            if (scan is null)
            {
                return null;
            }

            var seconds = (scan.Value.ToTimeSpan() - start.ToTimeSpan()).TotalSeconds;
            return seconds < -43_200 ? seconds + 86_400 : seconds;
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static TimeOnly? TimeOf(string? dateTime) =>
        dateTime is { Length: >= 14 }
        && TimeOnly.TryParseExact(dateTime.AsSpan(8, 6), "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
