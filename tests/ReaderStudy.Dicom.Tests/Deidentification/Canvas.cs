using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Deidentification;

/// <summary>A picture to write into, with letters of five by seven pixels as old consoles drew them.</summary>
internal sealed class Canvas
{
    // Rows of five bits, from the top.
    private static readonly Dictionary<char, int[]> Letters = new()
    {
        ['D'] = [0x1E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1E],
        ['O'] = [0x0E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E],
        ['E'] = [0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x1F],
        ['J'] = [0x07, 0x02, 0x02, 0x02, 0x02, 0x12, 0x0C],
        ['H'] = [0x11, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11],
        ['N'] = [0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11],
        ['1'] = [0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E],
        ['9'] = [0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C],
        ['5'] = [0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E],
        ['6'] = [0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E],
        [' '] = [0, 0, 0, 0, 0, 0, 0],
    };

    private readonly int _width;
    private readonly int _height;
    private readonly int[] _values;

    public Canvas(int width, int height, int paper)
    {
        (_width, _height) = (width, height);
        _values = new int[width * height];
        Array.Fill(_values, paper);
    }

    /// <summary>Where the last text was written.</summary>
    public PixelRegion Written { get; private set; }

    public Canvas Fill(Func<int, int, int> value)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = value(i % _width, i / _width);
        }

        return this;
    }

    public Canvas Write(string text, int left, int top, int scale, int ink)
    {
        for (var i = 0; i < text.Length; i++)
        {
            for (var bit = 0; bit < 5 * 7 * scale * scale; bit++)
            {
                var (x, y) = (bit % (5 * scale), bit / (5 * scale));
                if (((Letters[text[i]][y / scale] >> (4 - (x / scale))) & 1) == 1)
                {
                    _values[((top + y) * _width) + left + (6 * scale * i) + x] = ink;
                }
            }
        }

        Written = new PixelRegion(left, top, (6 * scale * text.Length) - scale, 7 * scale);
        return this;
    }

    /// <summary>A third as wide and high, the mean of nine pixels in each: letters get soft edges, as those of modern consoles have.</summary>
    public Canvas Shrunk()
    {
        var small = new Canvas(_width / 3, _height / 3, 0).Fill(
            (x, y) =>
            {
                var sum = 0;
                for (var i = 0; i < 9; i++)
                {
                    sum += _values[(((3 * y) + (i / 3)) * _width) + (3 * x) + (i % 3)];
                }

                return sum / 9;
            }
        );
        small.Written = new PixelRegion(Written.Left / 3, Written.Top / 3, Written.Width / 3, Written.Height / 3);
        return small;
    }

    public NativePixels ToPixels(string photometric, int bitsStored, bool isSigned)
    {
        var size = bitsStored <= 8 ? 1 : 2;
        var bytes = new byte[_values.Length * size];
        for (var i = 0; i < _values.Length; i++)
        {
            BitConverter.GetBytes(_values[i]).AsSpan(0, size).CopyTo(bytes.AsSpan(i * size));
        }

        var description = new PixelDescription(_height, _width, 1, photometric, size * 8, bitsStored, bitsStored - 1, isSigned, false, 1);
        return new NativePixels(description, [bytes]);
    }
}
