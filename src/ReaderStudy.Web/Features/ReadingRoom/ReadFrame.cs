using ReaderStudy.Data;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>The pixels of one slice, uncompressed and little endian.</summary>
public sealed class ReadFrame(FindStack findStack)
{
    /// <param name="place">The series.</param>
    /// <param name="frame">The slice, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ReadOnlyMemory<byte>> Handle(SeriesPlace place, int frame, CancellationToken cancellationToken)
    {
        var stack = await findStack.Handle(place, cancellationToken);
        if (frame < 1 || frame > stack.Count)
        {
            throw new NotFoundException("slice");
        }

        var file = await findStack.ReadAsync(stack[frame - 1], cancellationToken);
        return (await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken)).Frames[0];
    }
}
