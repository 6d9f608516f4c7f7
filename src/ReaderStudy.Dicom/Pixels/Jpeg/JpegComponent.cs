namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>One colour of a JPEG image while it is decoded.</summary>
internal sealed class JpegComponent(int id, int horizontal, int vertical, int quantization)
{
    public int Id { get; } = id;

    /// <summary>Samples in a row of the smallest coded unit, 1 to 4.</summary>
    public int Horizontal { get; } = horizontal;

    public int Vertical { get; } = vertical;

    public int Quantization { get; } = quantization;

    /// <summary>Samples of a row that show something.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>8 x 8 blocks that show something, in a row.</summary>
    public int BlocksAcross => (Width + 7) / 8;

    public int BlocksDown => (Height + 7) / 8;

    /// <summary>Blocks in a row, filled up to whole coded units.</summary>
    public int Stride { get; private set; }

    public int Lines { get; private set; }

    /// <summary>Blocks in all.</summary>
    public long Blocks => (long)Stride * Lines;

    /// <summary>64 coefficients a block, in natural order, kept for progressive streams only.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>Decoded samples, 8 x Stride in a row.</summary>
    public ushort[] Plane { get; set; } = [];

    /// <summary>The last DC value, from which the next one differs.</summary>
    public int Dc { get; set; }

    public HuffmanTable? DcTable { get; set; }

    public HuffmanTable? AcTable { get; set; }

    /// <summary>Steps between coefficients, in natural order; fixed when the component's first scan begins.</summary>
    public ushort[]? Steps { get; set; }

    /// <summary>Computes the sizes once all components of the frame are known.</summary>
    public void Lay(JpegHeader header)
    {
        var (across, down) = (header.MaxHorizontal, header.MaxVertical);
        Width = ((header.Columns * Horizontal) + across - 1) / across;
        Height = ((header.Rows * Vertical) + down - 1) / down;
        Stride = (header.Columns + (8 * across) - 1) / (8 * across) * Horizontal;
        Lines = (header.Rows + (8 * down) - 1) / (8 * down) * Vertical;
    }
}
