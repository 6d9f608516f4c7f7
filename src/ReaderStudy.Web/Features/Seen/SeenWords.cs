using System.Globalization;
using ReaderStudy.Domain.Seen;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>How true what was seen is to what was acquired, in words.</summary>
internal static class SeenWords
{
    /// <summary>Of a series that is stored with loss: how much of it, and how.</summary>
    public static string OfStored(SeenOfOneSeries series)
    {
        var stored = series.Stored;
        if (stored.TileQuality is { } quality)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{series.Name} as JPEG tiles of quality {quality}");
        }

        var ratio =
            stored is not { SmallestRatio: { } smallest, LargestRatio: { } largest } ? ""
            : smallest == largest ? string.Create(CultureInfo.InvariantCulture, $", {smallest:0.##} to 1")
            : string.Create(CultureInfo.InvariantCulture, $", {smallest:0.##} to 1 up to {largest:0.##} to 1");
        var methods = stored.Methods.Count > 0 ? ", " + string.Join(", ", stored.Methods) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{series.Name} {stored.LossyImages} of {series.Slices}{ratio}{methods}");
    }

    /// <summary>Which series were drawn at fewer pixels than they have; empty: none that is known.</summary>
    public static string OfDecimated(SeenReading reading)
    {
        var decimated = reading.Series.Where(s => s.Sum.Decimation is Decimation.AtTimes or Decimation.Always).Select(Of).ToList();
        return decimated.Count == 0 ? "" : "; shown smaller than its pixels: " + string.Join(", ", decimated);
    }

    private static string Of(SeenOfOneSeries series) =>
        series.Sum.Decimation is Decimation.Always ? $"{series.Name} always"
        : series.Sum.DecimatedMilliseconds is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{series.Name} for {time / 1000.0:0.0} s")
        : $"{series.Name} at times";
}
