namespace ReaderStudy.Inference.Operations;

/// <summary>
/// Resizes an image [row, column] by a triangle filter whose support grows with the scale: bilinear interpolation when it grows, a weighted
/// mean of all pixels when it shrinks. Sides are independent; the proportions of the image are not kept.
/// </summary>
/// <remarks>
/// Bytes come out exactly as Pillow's <c>resize(size, BILINEAR)</c>, which is what torchvision's <c>Resize((rows, columns))</c> does to a PIL
/// image: along rows first, then along columns, weights in fixed point of 22 bits, rounded half up to 8 bits after each. Numbers come out as
/// PyTorch's <c>interpolate(mode="bilinear", antialias=True, align_corners=False)</c>, without rounding.
/// </remarks>
public static class AntialiasedResize
{
    internal const int FixedBits = 22;

    /// <summary>Resizes an image of 8 bits.</summary>
    public static byte[] Of(ReadOnlySpan<byte> image, int rows, int columns, int toRows, int toColumns)
    {
        new GridSize(1, rows, columns).Require(image.Length, nameof(image));
        var across = TriangleTaps.Of(columns, toColumns);
        var fixedAcross = across.FixedPoint();
        var narrow = new byte[rows * toColumns];
        for (var row = 0; row < rows; row++)
        {
            var source = image.Slice(row * columns, columns);
            for (var column = 0; column < toColumns; column++)
            {
                var (sum, start) = (1 << (FixedBits - 1), across.Start(column));
                var weights = fixedAcross[column];
                for (var i = 0; i < weights.Length; i++)
                {
                    sum += source[start + i] * weights[i];
                }

                narrow[(row * toColumns) + column] = Byte(sum);
            }
        }

        var down = TriangleTaps.Of(rows, toRows);
        var fixedDown = down.FixedPoint();
        var resized = new byte[toRows * toColumns];
        var sums = new int[toColumns];
        for (var row = 0; row < toRows; row++)
        {
            Array.Fill(sums, 1 << (FixedBits - 1));
            var weights = fixedDown[row];
            for (var i = 0; i < weights.Length; i++)
            {
                var source = narrow.AsSpan((down.Start(row) + i) * toColumns, toColumns);
                for (var column = 0; column < toColumns; column++)
                {
                    sums[column] += source[column] * weights[i];
                }
            }

            for (var column = 0; column < toColumns; column++)
            {
                resized[(row * toColumns) + column] = Byte(sums[column]);
            }
        }

        return resized;
    }

    /// <summary>Resizes an image of numbers of any unit.</summary>
    public static float[] Of(ReadOnlySpan<float> image, int rows, int columns, int toRows, int toColumns)
    {
        new GridSize(1, rows, columns).Require(image.Length, nameof(image));
        var across = TriangleTaps.Of(columns, toColumns);
        var narrow = new float[rows * toColumns];
        for (var row = 0; row < rows; row++)
        {
            var source = image.Slice(row * columns, columns);
            for (var column = 0; column < toColumns; column++)
            {
                var (sum, start) = (0.0, across.Start(column));
                var weights = across.Weights(column);
                for (var i = 0; i < weights.Length; i++)
                {
                    sum += source[start + i] * weights[i];
                }

                narrow[(row * toColumns) + column] = (float)sum;
            }
        }

        var down = TriangleTaps.Of(rows, toRows);
        var resized = new float[toRows * toColumns];
        for (var row = 0; row < toRows; row++)
        {
            var target = resized.AsSpan(row * toColumns, toColumns);
            var weights = down.Weights(row);
            for (var i = 0; i < weights.Length; i++)
            {
                var source = narrow.AsSpan((down.Start(row) + i) * toColumns, toColumns);
                var weight = (float)weights[i];
                for (var column = 0; column < toColumns; column++)
                {
                    target[column] += source[column] * weight;
                }
            }
        }

        return resized;
    }

    private static byte Byte(int sum) => (byte)Math.Clamp(sum >> FixedBits, 0, 255);
}
