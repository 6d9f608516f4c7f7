using System.Numerics;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>
/// Exact Euclidean distance from voxel centres to the nearest voxel of a set, in mm, with a spacing of its own along each axis. The
/// nearest site along z is found by two sweeps, then the lower envelope of parabolas along y and x: linear in the voxels, slices in
/// parallel.
/// </summary>
/// <remarks>
/// Felzenszwalb PF, Huttenlocher DP (2012). Distance transforms of sampled functions. Theory of Computing 8:415–428.
/// doi:10.4086/toc.2012.v008a019
/// </remarks>
public static class DistanceTransform
{
    internal const int Nowhere = int.MaxValue / 2;

    /// <summary>The distance from every voxel of the grid, x fastest, to the mask: 0 inside, +∞ everywhere when the mask is empty.</summary>
    public static double[] ToMask(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var grid = mask.Grid;
        var everywhere = new BitGrid(grid.Depth, grid.Height, grid.Width);
        for (var z = 0; z < grid.Depth; z++)
        {
            for (var y = 0; y < grid.Height; y++)
            {
                for (var x = 0; x < grid.Width; x++)
                {
                    everywhere.Set(z, y, x);
                }
            }
        }

        return At(mask.Bits, everywhere, grid);
    }

    /// <summary>The distances from the voxels of <paramref name="queries"/>, in the order z, y, x, to the nearest of <paramref name="sites"/>.</summary>
    internal static double[] At(BitGrid sites, BitGrid queries, VoxelGrid spacing)
    {
        var (depth, height, width) = (sites.Depth, sites.Height, sites.Width);
        var along = SlicesToSite(sites);
        var (squaresZ, squaresY, squaresX) = (
            Squares(depth, spacing.SpacingZ),
            Squares(height, spacing.SpacingY),
            Squares(width, spacing.SpacingX)
        );
        var starts = StartsOfSlices(queries);
        var distances = new double[starts[depth]];
        Parallel.For(
            0,
            depth,
            () => new LowerEnvelope(height, width),
            (z, _, envelope) =>
            {
                if (starts[z] < starts[z + 1])
                {
                    var slice = along.AsSpan(z * height * width, height * width);
                    var to = distances.AsSpan(starts[z]);
                    if (!Nearby(slice, queries, z, squaresZ, squaresY, squaresX, to))
                    {
                        envelope.Slice(slice, queries, z, squaresZ, squaresY, squaresX, to);
                    }
                }

                return envelope;
            },
            _ => { }
        );
        return distances;
    }

    /// <summary>
    /// Looks for each query's nearest site outwards from it, which is soon done when surfaces lie close; false when that has taken as
    /// many looks as the slice has voxels, and the envelope is to be built after all.
    /// </summary>
    private static bool Nearby(
        ReadOnlySpan<int> along,
        BitGrid queries,
        int z,
        double[] squaresZ,
        double[] squaresY,
        double[] squaresX,
        Span<double> distances
    )
    {
        var (height, width, looks, next) = (queries.Height, queries.Width, 0, 0);
        for (var y = 0; y < height; y++)
        {
            var row = queries.Row(z, y);
            for (var i = 0; i < row.Length; i++)
            {
                for (var word = row[i]; word != 0; word &= word - 1)
                {
                    var x = (i * 64) + BitOperations.TrailingZeroCount(word);
                    var nearest = double.PositiveInfinity;
                    for (var dy = 0; dy < height && squaresY[dy] < nearest; dy++)
                    {
                        if (y - dy >= 0)
                        {
                            looks += InRow(along.Slice((y - dy) * width, width), x, squaresY[dy], squaresZ, squaresX, ref nearest);
                        }

                        if (dy > 0 && y + dy < height)
                        {
                            looks += InRow(along.Slice((y + dy) * width, width), x, squaresY[dy], squaresZ, squaresX, ref nearest);
                        }
                    }

                    if (looks > along.Length)
                    {
                        return false;
                    }

                    distances[next++] = Math.Sqrt(nearest);
                }
            }
        }

        return true;
    }

    private static int InRow(ReadOnlySpan<int> row, int x, double squareY, double[] squaresZ, double[] squaresX, ref double nearest)
    {
        var dx = 0;
        for (; dx < squaresX.Length && squareY + squaresX[dx] < nearest; dx++)
        {
            if (x - dx >= 0 && row[x - dx] < Nowhere)
            {
                nearest = Math.Min(nearest, squaresZ[row[x - dx]] + squareY + squaresX[dx]);
            }

            if (x + dx < row.Length && row[x + dx] < Nowhere)
            {
                nearest = Math.Min(nearest, squaresZ[row[x + dx]] + squareY + squaresX[dx]);
            }
        }

        return dx + 1;
    }

    private static int[] StartsOfSlices(BitGrid queries)
    {
        var starts = new int[queries.Depth + 1];
        for (var z = 0; z < queries.Depth; z++)
        {
            var count = 0;
            for (var y = 0; y < queries.Height; y++)
            {
                foreach (var word in queries.Row(z, y))
                {
                    count += BitOperations.PopCount(word);
                }
            }

            starts[z + 1] = starts[z] + count;
        }

        return starts;
    }

    /// <summary>(k · spacing)² for every k along an axis.</summary>
    private static double[] Squares(int length, double spacing)
    {
        var squares = new double[length];
        for (var k = 0; k < length; k++)
        {
            squares[k] = k * spacing * (k * spacing);
        }

        return squares;
    }

    /// <summary>From every voxel, how many slices away along z its nearest site is; <see cref="Nowhere"/> or more without one.</summary>
    private static int[] SlicesToSite(BitGrid sites)
    {
        var (depth, plane) = (sites.Depth, sites.Height * sites.Width);
        var along = new int[depth * plane];
        Array.Fill(along, Nowhere);
        for (var z = 0; z < depth; z++)
        {
            for (var y = 0; y < sites.Height; y++)
            {
                var row = sites.Row(z, y);
                var start = (z * plane) + (y * sites.Width);
                for (var i = 0; i < row.Length; i++)
                {
                    for (var word = row[i]; word != 0; word &= word - 1)
                    {
                        along[start + (i * 64) + BitOperations.TrailingZeroCount(word)] = 0;
                    }
                }
            }

            if (z > 0)
            {
                NoFartherThanNext(along.AsSpan(z * plane, plane), along.AsSpan((z - 1) * plane, plane));
            }
        }

        for (var z = depth - 2; z >= 0; z--)
        {
            NoFartherThanNext(along.AsSpan(z * plane, plane), along.AsSpan((z + 1) * plane, plane));
        }

        return along;
    }

    private static void NoFartherThanNext(Span<int> slice, ReadOnlySpan<int> next)
    {
        var i = 0;
        for (; i <= slice.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var nearest = Vector.Min(new Vector<int>(slice[i..]), new Vector<int>(next[i..]) + Vector<int>.One);
            nearest.CopyTo(slice[i..]);
        }

        for (; i < slice.Length; i++)
        {
            slice[i] = Math.Min(slice[i], next[i] + 1);
        }
    }
}
