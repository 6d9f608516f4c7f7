namespace ReaderStudy.Inference.Operations;

/// <summary>Sums of weighted answers for the slices that patches still reach, in a ring as deep as a patch.</summary>
internal sealed class BlendedSlices
{
    private readonly GridSize _size;
    private readonly GridSize _patch;
    private readonly int _channels;
    private readonly float[] _weights;
    private readonly FinishedSlice _finished;
    private readonly int _depth;
    private readonly float[][] _sums;
    private readonly float[][] _totals;
    private int _next;

    public BlendedSlices(GridSize size, GridSize patch, int channels, float[] weights, FinishedSlice finished)
    {
        (_size, _patch, _channels, _weights, _finished) = (size, patch, channels, weights, finished);
        _depth = Math.Min(patch.Slices, size.Slices);
        _sums = [.. Enumerable.Range(0, _depth).Select(_ => new float[channels * size.Plane])];
        _totals = [.. Enumerable.Range(0, _depth).Select(_ => new float[size.Plane])];
    }

    /// <summary>Adds the answer for a patch; what lies beyond the volume is left out.</summary>
    public void Add(ReadOnlySpan<float> output, int firstSlice, int firstRow, int firstColumn)
    {
        var (left, right) = (Math.Max(0, firstColumn), Math.Min(_size.Columns, firstColumn + _patch.Columns));
        for (var slice = Math.Max(0, firstSlice); slice < Math.Min(_size.Slices, firstSlice + _patch.Slices); slice++)
        {
            var (sums, totals) = (_sums[slice % _depth], _totals[slice % _depth]);
            for (var row = Math.Max(0, firstRow); row < Math.Min(_size.Rows, firstRow + _patch.Rows); row++)
            {
                var from = _patch.IndexOf(slice - firstSlice, row - firstRow, left - firstColumn);
                var to = (row * _size.Columns) + left;
                var weights = _weights.AsSpan(from, right - left);
                for (var i = 0; i < weights.Length; i++)
                {
                    totals[to + i] += weights[i];
                }

                for (var channel = 0; channel < _channels; channel++)
                {
                    var source = output.Slice((channel * _patch.Voxels) + from, weights.Length);
                    var target = sums.AsSpan((channel * _size.Plane) + to, weights.Length);
                    for (var i = 0; i < weights.Length; i++)
                    {
                        target[i] += weights[i] * source[i];
                    }
                }
            }
        }
    }

    /// <summary>Hands over every slice before one, and empties its place in the ring.</summary>
    public void FinishBefore(int slice)
    {
        for (; _next < slice; _next++)
        {
            var (sums, totals) = (_sums[_next % _depth], _totals[_next % _depth]);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] /= totals[i % totals.Length];
            }

            _finished(_next, sums);
            Array.Clear(sums);
            Array.Clear(totals);
        }
    }
}
