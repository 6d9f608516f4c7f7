using System.Globalization;

namespace ReaderStudy.Dicom.Enhanced;

/// <summary>
/// When each frame of a cine was taken, and where each frame of a multi-frame secondary capture lies: what the Frame Increment
/// Pointer points at (PS3.3 C.7.6.5, C.7.6.6, C.8.6.3).
/// </summary>
internal sealed class FrameTimes
{
    private static readonly DicomTag[] Clocks = [DicomTags.AcquisitionTime, DicomTags.ContentTime];

    private readonly double[]? _milliseconds;
    private readonly IReadOnlyList<double>? _locations;

    private FrameTimes(double[]? milliseconds, IReadOnlyList<double>? locations)
    {
        _milliseconds = milliseconds;
        _locations = locations;
    }

    /// <summary>The times and locations of an image's frames; null if it has neither. Values that cannot be numbers count as none.</summary>
    public static FrameTimes? Of(DicomDataset image, int frames)
    {
        var pointers = image.DoublesIfReadable(EnhancedTags.FrameIncrementPointer).Select(p => new DicomTag((uint)p)).ToList();
        var milliseconds = Milliseconds(image, frames, pointers);
        var locations = image.DoublesIfReadable(EnhancedTags.SliceLocationVector);
        var placed = locations.Count == frames && locations.All(double.IsFinite);
        return milliseconds is null && !placed ? null : new FrameTimes(milliseconds, placed ? locations : null);
    }

    /// <summary>Moves the clock times of the image on to those of the frame, counted from 0, and sets its location.</summary>
    public void Apply(DicomDataset image, int frame)
    {
        if (_locations is not null)
        {
            image.Set(DicomTags.SliceLocation, _locations[frame]);
        }

        if (_milliseconds is null || _milliseconds[frame] == 0)
        {
            return;
        }

        var later = TimeSpan.FromMilliseconds(_milliseconds[frame]);
        foreach (var tag in Clocks)
        {
            if (image.TimeIfReadable(tag) is { } time)
            {
                image.Set(tag, time.Add(later));
            }
        }

        if (
            image.GetString(DicomTags.AcquisitionDateTime) is { Length: >= 14 } start
            && DateTime.TryParseExact(
                start.AsSpan(0, 14),
                "yyyyMMddHHmmss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var moment
            )
            && start.Skip(14).All(c => char.IsAsciiDigit(c) || c == '.')
            && double.TryParse("0" + start[14..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction)
            && moment.Year < 9999
        )
        {
            var at = moment.AddSeconds(fraction < 1 ? fraction : 0) + later;
            image.Set(DicomTags.AcquisitionDateTime, at.ToString("yyyyMMddHHmmss.FFFFFF", CultureInfo.InvariantCulture));
        }
    }

    private static double[]? Milliseconds(DicomDataset image, int frames, List<DicomTag> pointers)
    {
        var vector = image.DoublesIfReadable(EnhancedTags.FrameTimeVector);
        var step = image.DoublesIfReadable(EnhancedTags.FrameTime);
        var delay = image.DoublesIfReadable(EnhancedTags.FrameDelay) is [var first, ..] ? first : 0;
        var byVector = vector.Count == frames && (pointers.Count == 0 || pointers.Contains(EnhancedTags.FrameTimeVector));
        if (!byVector && (step.Count == 0 || (pointers.Count > 0 && !pointers.Contains(EnhancedTags.FrameTime))))
        {
            return null;
        }

        var times = new double[frames];
        var now = delay;
        for (var i = 0; i < frames; i++)
        {
            now +=
                byVector ? (i == 0 ? 0 : vector[i])
                : i == 0 ? 0
                : step[0];
            times[i] = now;
        }

        // A day is more than any cine takes: such values are damage, not times.
        return Array.TrueForAll(times, t => t is >= 0 and < 86_400_000) ? times : null;
    }
}
