using System.Buffers.Binary;
using System.IO.Compression;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>
/// A stack of images as a NIfTI file, written slice by slice: a stack of any length takes the memory of one slice. Stored values are kept as
/// they are, with the images' rescale as slope and intercept, so that HU come out exactly.
/// </summary>
public sealed class NiftiSeries
{
    private readonly SliceStack _stack;
    private readonly NiftiHeader _header;
    private readonly bool _hasOwnRescale;

    private NiftiSeries(SliceStack stack, NiftiHeader header, bool hasOwnRescale)
    {
        _stack = stack;
        _header = header;
        _hasOwnRescale = hasOwnRescale;
    }

    /// <summary>What the file will say.</summary>
    public NiftiHeader Header => _header;

    /// <summary>What was wrong with the stack without standing in the way: images that lie at one place.</summary>
    public IReadOnlyList<StackProblem> Notes => _stack.Problems;

    /// <summary>Plans the file from headers; pixels are not needed yet.</summary>
    /// <exception cref="StackException">
    /// The images are no even grid, which is all that NIfTI can hold: gaps, uneven distances, a tilted gantry, mixed sizes or orientations.
    /// </exception>
    /// <exception cref="DicomException">The images are not grey, or their rescale cannot be written.</exception>
    public static NiftiSeries Of(SliceStack stack)
    {
        var inTheWay = stack.Problems.Where(p => p.IsFatal || p.Kind is not StackProblemKind.DuplicatePosition).ToList();
        if (inTheWay.Count > 0)
        {
            throw new StackException(inTheWay);
        }

        var sizes = stack.Slices.Select(s => PixelDescription.Of(s.Dataset)).ToList();
        var rescales = stack.Slices.Select(s => ModalityRescale.Of(s.Dataset)).ToList();
        if (sizes.Find(d => !d.IsMonochrome || d.Frames != 1) is { } strange)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"a NIfTI volume is made of single grey frames, not of {strange.Frames} frame(s) of {strange.Photometric}"
            );
        }

        if (stack.Slices.Count > short.MaxValue || sizes[0].Rows > short.MaxValue || sizes[0].Columns > short.MaxValue)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "NIfTI-1 holds at most 32767 voxels along each axis");
        }

        var isOneRescale = rescales.TrueForAll(r => r == rescales[0]);
        var type = isOneRescale ? TypeOf(sizes) : NiftiType.Real32;
        var header = new NiftiHeader(sizes[0].Columns, sizes[0].Rows, stack.Slices.Count, type, NiftiAffine.Of(stack))
        {
            Slope = isOneRescale ? rescales[0].Slope : 1,
            Intercept = isOneRescale ? rescales[0].Intercept : 0,
        };
        return new NiftiSeries(stack, header, !isOneRescale);
    }

    /// <summary>Writes the file, packed by gzip.</summary>
    /// <param name="target">Where to; it is left open.</param>
    /// <param name="load">Gives an image of the stack with native pixels; called once for each slice, in order.</param>
    /// <param name="cancellationToken">Checked between slices.</param>
    /// <exception cref="DicomException">An image has other pixels than its header announced.</exception>
    public async Task WriteAsync(
        Stream target,
        Func<DicomDataset, CancellationToken, Task<DicomDataset>> load,
        CancellationToken cancellationToken = default
    )
    {
        await using var packed = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(_header.ToBytes(), cancellationToken);
        var buffer = new byte[_header.Rows * _header.Columns * _header.Type.Bytes()];
        foreach (var slice in _stack.Slices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Fill(await load(slice.Dataset, cancellationToken), buffer);
            }
            catch (OverflowException exception)
            {
                throw new DicomException(DicomErrorKind.Malformed, "a pixel has more bits than its header announced", exception);
            }

            await packed.WriteAsync(buffer, cancellationToken);
        }
    }

    private static NiftiType TypeOf(IReadOnlyList<PixelDescription> sizes)
    {
        if (sizes.All(d => (d.IsSigned && d.BitsStored <= 16) || (!d.IsSigned && d.BitsStored <= 15)))
        {
            return NiftiType.Signed16;
        }

        return sizes.All(d => !d.IsSigned && d.BitsStored <= 16) ? NiftiType.Unsigned16
            : sizes.All(d => (d.IsSigned ? d.BitsStored : d.BitsStored + 1) <= 32) ? NiftiType.Signed32
            : throw new DicomException(DicomErrorKind.Unsupported, "unsigned pixels of 32 bits do not fit into NIfTI-1");
    }

    private void Fill(DicomDataset image, byte[] buffer)
    {
        var pixels = NativePixels.Of(image);
        if (pixels.Description.Rows != _header.Rows || pixels.Description.Columns != _header.Columns || !pixels.Description.IsMonochrome)
        {
            throw new DicomException(DicomErrorKind.Malformed, "the pixels are not of the size that the header announced");
        }

        var values = pixels.StoredValues(0);
        var rescale = ModalityRescale.Of(image);
        for (var i = 0; i < values.Length; i++)
        {
            switch (_header.Type)
            {
                case NiftiType.Signed16:
                    BinaryPrimitives.WriteInt16LittleEndian(buffer.AsSpan(2 * i), checked((short)values[i]));
                    break;
                case NiftiType.Unsigned16:
                    BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(2 * i), checked((ushort)values[i]));
                    break;
                case NiftiType.Signed32:
                    BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(4 * i), values[i]);
                    break;
                default:
                    var value = _hasOwnRescale ? rescale.Apply(values[i]) : values[i];
                    BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(4 * i), (float)value);
                    break;
            }
        }
    }
}
