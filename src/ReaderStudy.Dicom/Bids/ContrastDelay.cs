namespace ReaderStudy.Dicom.Bids;

/// <summary>Seconds from the start of the injection to the scan.</summary>
internal static class ContrastDelay
{
    private const double HalfHour = 1800;

    /// <summary>Null where a time is missing, unreadable or more than half an hour apart from the other.</summary>
    public static double? InSeconds(DicomDataset header)
    {
        try
        {
            if (
                header.GetTime(DicomTags.ContrastBolusStartTime) is not { } start
                || (header.GetTime(DicomTags.AcquisitionTime) ?? header.GetTime(DicomTags.ContentTime)) is not { } scan
            )
            {
                return null;
            }

            var seconds = (scan.ToTimeSpan() - start.ToTimeSpan()).TotalSeconds;
            seconds = seconds < -43_200 ? seconds + 86_400 : seconds;
            return Math.Abs(seconds) <= HalfHour ? seconds : null;
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
