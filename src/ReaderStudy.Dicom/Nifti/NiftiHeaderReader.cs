using System.Buffers.Binary;
using System.Text;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>Reads the header of a NIfTI-1 file (nifti1.h), of either byte order. Nothing it says is believed unseen.</summary>
internal sealed class NiftiHeaderReader
{
    private const int Standard = 348;
    private const int NiftiTwo = 540;

    /// <summary>Extensions between header and voxels are skipped up to this size, in bytes.</summary>
    private const double MostBeforeVoxels = 1 << 26;

    private readonly byte[] _bytes;

    /// <exception cref="InvalidDataException">
    /// It is no NIfTI-1 file of one piece, of more than one volume, of voxels that are no plain numbers, or without a place in space.
    /// </exception>
    public NiftiHeaderReader(byte[] bytes)
    {
        _bytes = bytes;
        IsBigEndian = bytes.Length >= 4 && BinaryPrimitives.ReadInt32BigEndian(bytes) is Standard or NiftiTwo;
        Check();
        Header = Read();
    }

    public bool IsBigEndian { get; }

    public NiftiHeader Header { get; }

    /// <summary>Where the voxels begin, in bytes from the begin of the file.</summary>
    public int Start { get; private set; }

    private void Check()
    {
        if (_bytes.Length >= NiftiHeader.Length && Whole(0) == NiftiTwo)
        {
            throw new InvalidDataException("it is NIfTI-2, which is not read: save it as NIfTI-1");
        }

        if (_bytes.Length >= NiftiHeader.Length && Whole(0) == Standard && _bytes.AsSpan(344, 3).SequenceEqual("ni1"u8))
        {
            throw new InvalidDataException(
                "its voxels are in a second file (.img), which is not read: save it as one file, .nii or .nii.gz"
            );
        }

        if (_bytes.Length < NiftiHeader.Length || Whole(0) != Standard || !_bytes.AsSpan(344, 3).SequenceEqual("n+1"u8))
        {
            throw new InvalidDataException("not a NIfTI-1 file");
        }
    }

    private NiftiHeader Read()
    {
        var size = Size();
        var type = (NiftiType)Short(70);
        if (!Enum.IsDefined(type) || Short(72) != 8 * type.Bytes())
        {
            throw new InvalidDataException($"its voxels are no plain numbers: type {(int)type} of {Short(72)} bits");
        }

        var start = Real(108);
        if (!(start >= NiftiHeader.Length && start <= MostBeforeVoxels))
        {
            throw new InvalidDataException($"its voxels cannot begin at byte {FormattableString.Invariant($"{start}")}");
        }

        Start = (int)start;
        var (slope, intercept) = (Real(112), Real(116));
        // nifti1.h: a slope of 0 means none; programs write one that is no number for the same.
        var isScaled = slope != 0 && double.IsFinite(slope);
        if (isScaled && !double.IsFinite(intercept))
        {
            throw new InvalidDataException("its values have a slope (scl_slope) and an intercept (scl_inter) that is no number");
        }

        return new NiftiHeader(size[0], size[1], size[2], type, Place())
        {
            Slope = isScaled ? slope : 1,
            Intercept = isScaled ? intercept : 0,
            Description = Encoding.ASCII.GetString(_bytes, 148, 80).TrimEnd('\0'),
        };
    }

    private int[] Size()
    {
        var dimensions = Short(40);
        if (dimensions is < 2 or > 7)
        {
            throw new InvalidDataException($"a volume has 2 to 7 dimensions, not {dimensions}");
        }

        int[] size = [.. Enumerable.Range(1, 7).Select(i => i <= dimensions ? Short(40 + (2 * i)) : 1)];
        return size.Take(3).All(n => n > 0) && size.Skip(3).All(n => n is 0 or 1)
            ? size[..3]
            : throw new InvalidDataException($"not one volume: its size is {string.Join(" x ", size.Take(dimensions))}");
    }

    /// <summary>The sform, if there is one; else the qform.</summary>
    private NiftiAffine Place()
    {
        var (qform, sform) = (Short(252), Short(254));
        if (qform <= 0 && sform <= 0)
        {
            throw new InvalidDataException(
                "it does not say where it lies (neither sform nor qform): save it with the affine of the images"
            );
        }

        var affine =
            sform > 0
                ? new NiftiAffine(Axis(0), Axis(1), Axis(2), Axis(3))
                : NiftiAffine.OfQuaternion(
                    (Real(256), Real(260), Real(264)),
                    Real(76) < 0 ? -1 : 1,
                    new Point3(Real(80), Real(84), Real(88)),
                    new Point3(Real(268), Real(272), Real(276))
                );
        Point3[] all = [affine.Column, affine.Row, affine.Slice, affine.Origin];
        return Array.TrueForAll(all, p => double.IsFinite(p.X + p.Y + p.Z))
            ? affine
            : throw new InvalidDataException("the place that it says it lies at is no number");
    }

    private Point3 Axis(int column) => new(Real(280 + (4 * column)), Real(296 + (4 * column)), Real(312 + (4 * column)));

    private int Whole(int at) =>
        IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));

    private short Short(int at) =>
        IsBigEndian ? BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(at));

    private double Real(int at) =>
        IsBigEndian ? BinaryPrimitives.ReadSingleBigEndian(_bytes.AsSpan(at)) : BinaryPrimitives.ReadSingleLittleEndian(_bytes.AsSpan(at));
}
