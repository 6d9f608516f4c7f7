using ReaderStudy.Dicom.Deidentification.Text;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Deidentification;

/// <summary>The quick row-by-row top hat against its definition, at sizes that no vector divides.</summary>
public sealed class TopHatTests
{
    [Theory]
    [InlineData(16, 16, false)]
    [InlineData(17, 40, true)]
    [InlineData(31, 16, false)]
    [InlineData(33, 19, true)]
    [InlineData(100, 65, false)]
    public void It_is_the_image_less_its_opening_and_its_closing_less_the_image(int width, int height, bool isSigned)
    {
        // Scattered over the whole range (Knuth's multiplicative hash), signed or not.
        var stored = Enumerable.Range(0, width * height).Select(i => (int)((uint)i * 2654435761 >> 20) - (isSigned ? 2048 : 0)).ToArray();
        using var plane = GreyPlane.Of(Pixels(width, height, isSigned, stored), 0, null)!;
        var offset = isSigned ? 2048 : 0;
        Assert.Equal(stored.Select(v => (ushort)(v + offset)), plane.Values[..plane.Count]);

        using var found = TopHat.Of(plane);

        var image = Array.ConvertAll(plane.Values[..plane.Count], v => (int)v);
        var opened = Square(Square(image, width, height, Math.Min), width, height, Math.Max);
        var closed = Square(Square(image, width, height, Math.Max), width, height, Math.Min);
        Assert.Equal(image.Zip(opened, (a, b) => (ushort)(a - b)), found.Bright.Values[..plane.Count]);
        Assert.Equal(image.Zip(closed, (a, b) => (ushort)(b - a)), found.Dark.Values[..plane.Count]);
        Assert.Equal(found.Bright.Values[..plane.Count].Chunk(width).Select(r => r.Max()), found.Bright.MostOfRow);
        Assert.Equal(found.Dark.Values[..plane.Count].Chunk(width).Select(r => r.Max()), found.Dark.MostOfRow);
    }

    /// <summary>The extreme of the nine by nine square around each pixel, cut at the image's edge.</summary>
    private static int[] Square(int[] image, int width, int height, Func<int, int, int> extreme) =>
        [
            .. image.Select(
                (_, at) =>
                {
                    var (x, y) = (at % width, at / width);
                    return Enumerable
                        .Range(Math.Max(0, y - 4), Math.Min(height, y + 5) - Math.Max(0, y - 4))
                        .SelectMany(row =>
                            Enumerable
                                .Range(Math.Max(0, x - 4), Math.Min(width, x + 5) - Math.Max(0, x - 4))
                                .Select(column => image[(row * width) + column])
                        )
                        .Aggregate(extreme);
                }
            ),
        ];

    private static NativePixels Pixels(int width, int height, bool isSigned, int[] stored)
    {
        var image = TestImages.Ct(0, 1, rows: height, columns: width);
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        image.Set(DicomTags.PixelRepresentation, isSigned ? 1d : 0d);
        // What lies above the bits that count must not count.
        image.SetPixels([.. stored.Select((v, i) => unchecked((short)((v & 0xFFF) | (i % 3 == 0 ? 0xF000 : 0))))]);
        return NativePixels.Of(image);
    }
}
