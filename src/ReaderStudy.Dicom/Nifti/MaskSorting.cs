namespace ReaderStudy.Dicom.Nifti;

/// <summary>Finds out, while the voxels of a mask pass by once, whether they are labels or probabilities. Both are kept as long as both are possible.</summary>
internal sealed class MaskSorting(int voxels)
{
    /// <summary>Nearer to a whole number than this is that number: values with a slope are rounded, and half a step of 8 bits is more.</summary>
    private const double Rounding = 0.001;

    private readonly Dictionary<int, byte> _codes = [];
    private byte[]? _labels = new byte[voxels];
    private byte[]? _shares = new byte[voxels];
    private bool _hasTooManyLabels;

    /// <param name="value">What the voxel holds; never 0.</param>
    /// <param name="index">Where it belongs.</param>
    /// <param name="place">Where it lies in the file, for people.</param>
    /// <exception cref="InvalidDataException">It fits neither with what came before.</exception>
    public void Take(double value, int index, (int I, int J, int K) place)
    {
        if (_labels is not null && !TryLabel(value, index))
        {
            _labels = null;
        }

        if (value is < -Rounding or > 1 + Rounding or double.NaN)
        {
            _shares = null;
        }
        else if (_shares is not null)
        {
            _shares[index] = (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
        }

        if (_labels is null && _shares is null)
        {
            throw new InvalidDataException(
                _hasTooManyLabels
                    ? "it holds more than 255 different whole numbers: a mask names one segment by each"
                    : FormattableString.Invariant(
                        $"voxel ({place.I}, {place.J}, {place.K}) holds {value}: a mask holds whole numbers from 0, or probabilities from 0 to 1"
                    )
            );
        }
    }

    /// <exception cref="InvalidDataException">Every voxel is 0.</exception>
    public MaskVoxels Finish()
    {
        var found = _labels ?? _shares!;
        if (!found.AsSpan().ContainsAnyExcept((byte)0))
        {
            throw new InvalidDataException("every voxel is 0: there is nothing to write");
        }

        if (_labels is null)
        {
            return new MaskVoxels(found, [1], IsFractional: true);
        }

        int[] labels = [.. _codes.Keys.Order()];
        var ranks = new byte[256];
        for (var i = 0; i < labels.Length; i++)
        {
            ranks[_codes[labels[i]]] = (byte)(i + 1);
        }

        foreach (ref var voxel in found.AsSpan())
        {
            voxel = ranks[voxel];
        }

        return new MaskVoxels(found, labels, IsFractional: false);
    }

    private bool TryLabel(double value, int index)
    {
        var label = Math.Round(value);
        if (!(Math.Abs(value - label) < Rounding && label is >= 0 and <= int.MaxValue))
        {
            return false;
        }

        if (label == 0)
        {
            return true;
        }

        if (!_codes.TryGetValue((int)label, out var code))
        {
            _hasTooManyLabels = _codes.Count == byte.MaxValue;
            if (_hasTooManyLabels)
            {
                return false;
            }

            code = (byte)(_codes.Count + 1);
            _codes[(int)label] = code;
        }

        _labels![index] = code;
        return true;
    }
}
