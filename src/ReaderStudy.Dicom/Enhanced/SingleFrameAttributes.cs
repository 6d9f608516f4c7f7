using System.Globalization;

namespace ReaderStudy.Dicom.Enhanced;

/// <summary>
/// Attributes that a single-frame CT or MR image (PS3.3 C.8.2.1, C.8.3.1) calls by another name, or in another unit or form, than
/// the functional groups do. The originals stay beside them.
/// </summary>
internal static class SingleFrameAttributes
{
    /// <summary>Numbers that change their name only; both are in ms, mA, mAs, MHz.</summary>
    private static readonly (DicomTag Group, DicomTag Single)[] Numbers =
    [
        (EnhancedTags.EffectiveEchoTime, EnhancedTags.EchoTime),
        (EnhancedTags.InversionTimes, EnhancedTags.InversionTime),
        (EnhancedTags.TransmitterFrequency, EnhancedTags.ImagingFrequency),
        (EnhancedTags.ExposureTimeInMilliseconds, EnhancedTags.ExposureTime),
        (EnhancedTags.XRayTubeCurrentInMilliamperes, EnhancedTags.XRayTubeCurrent),
        (EnhancedTags.ExposureInMilliampereSeconds, EnhancedTags.Exposure),
        (EnhancedTags.NominalCardiacTriggerDelayTime, EnhancedTags.TriggerTime),
        (EnhancedTags.FrameAcquisitionNumber, DicomTags.AcquisitionNumber),
        (EnhancedTags.TemporalPositionIndex, DicomTags.TemporalPositionIdentifier),
    ];

    private static readonly (DicomTag Group, DicomTag Single)[] Texts =
    [
        (EnhancedTags.FrameType, DicomTags.ImageType),
        (EnhancedTags.FrameComments, DicomTags.ImageComments),
        (EnhancedTags.FrameLaterality, EnhancedTags.ImageLaterality),
    ];

    /// <summary>Adds the single-frame names to an image whose groups were flattened.</summary>
    public static void Complete(DicomDataset image)
    {
        foreach (var (group, single) in Numbers)
        {
            if (image.DoublesIfReadable(group) is [var first, ..] && double.IsFinite(first))
            {
                image.Set(single, first);
            }
        }

        foreach (var (group, single) in Texts)
        {
            if (image.Find(group) is { Value.IsEmpty: false } text)
            {
                image.Set(new DicomElement(single, DicomDictionary.VrOf(single, signedPixels: false), text.Value));
            }
        }

        // PS3.3 C.8.13.5.3 has COLUMN where C.8.3.1 has COL.
        if (image.GetString(EnhancedTags.InPlanePhaseEncodingDirection) == "COLUMN")
        {
            image.Set(EnhancedTags.InPlanePhaseEncodingDirection, "COL");
        }

        if (Parts(image.GetString(EnhancedTags.FrameAcquisitionDateTime)) is var (day, time, both))
        {
            image.Set(DicomTags.AcquisitionDateTime, both);
            image.Set(DicomTags.AcquisitionDate, day);
            image.Set(DicomTags.AcquisitionTime, time);
        }

        if (Parts(image.GetString(EnhancedTags.FrameReferenceDateTime)) is var (contentDay, contentTime, _))
        {
            image.Set(DicomTags.ContentDate, contentDay);
            image.Set(DicomTags.ContentTime, contentTime);
        }
    }

    /// <summary>Date and time of a DT that has both; null otherwise. An offset from UTC is left in the whole alone.</summary>
    private static (string Day, string Time, string Both)? Parts(string? text)
    {
        if (
            text is null
            || text.Length < 10
            || !DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
        {
            return null;
        }

        var time = text[8..];
        var end = time.AsSpan().IndexOfAny('+', '-');
        time = end < 0 ? time : time[..end];
        return time.All(c => char.IsAsciiDigit(c) || c == '.') && time.Length <= 13 ? (text[..8], time, text) : null;
    }
}
