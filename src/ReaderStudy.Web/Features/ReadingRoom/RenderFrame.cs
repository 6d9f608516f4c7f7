using System.Globalization;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A slice as a picture, for programs that cannot draw pixels themselves (PS3.18 8.7.4).</summary>
public sealed class RenderFrame(FindStack findStack)
{
    /// <param name="place">The series.</param>
    /// <param name="frame">The slice, from 1; null: the middle one.</param>
    /// <param name="window">Null: the image's own.</param>
    /// <param name="longest">The longer side at most, in pixels.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A PNG.</returns>
    public async Task<byte[]> Handle(SeriesPlace place, int? frame, Window? window, int longest, CancellationToken cancellationToken)
    {
        var stack = await findStack.Handle(place, cancellationToken);
        var number = frame ?? ((stack.Count + 1) / 2);
        if (number < 1 || number > stack.Count)
        {
            throw new NotFoundException("slice");
        }

        return await findStack.ReadAsync(
            stack[number - 1],
            async file =>
            {
                var pixels = await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken);
                return Thumbnail.Png(file.Dataset, pixels, longest: longest, window: window);
            },
            cancellationToken
        );
    }

    /// <summary>The parameter <c>window</c>: centre, width, function (PS3.18 8.3.5.1.4). Null for none.</summary>
    /// <exception cref="BadHttpRequestException">It is not written so.</exception>
    public static Window? WindowOf(string? parameter)
    {
        if (parameter is null)
        {
            return null;
        }

        var parts = parameter.Split(',');
        return
            parts.Length is 2 or 3
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var centre)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && double.IsFinite(centre)
            && width is >= 1 and <= 1_000_000
            ? new Window(centre, width)
            : throw new BadHttpRequestException("The window is written as centre,width,linear: 40,400,linear.");
    }
}
