using System.Buffers.Binary;
using System.Text;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>The header of a NIfTI-1 file of one volume (nifti1.h): what the voxels are and where they lie.</summary>
/// <param name="Columns">Voxels along the first axis.</param>
/// <param name="Rows">Voxels along the second axis.</param>
/// <param name="Slices">Voxels along the third axis.</param>
/// <param name="Type">How a voxel is stored.</param>
/// <param name="Affine">Where they lie.</param>
public sealed record NiftiHeader(int Columns, int Rows, int Slices, NiftiType Type, NiftiAffine Affine)
{
    /// <summary>348 bytes of header and 4 that say that no extension follows.</summary>
    internal const int Length = 352;

    private const int Standard = 348;
    private const byte Millimetres = 2;
    private const short ScannerAnatomical = 1;

    /// <summary>value = slope x stored + intercept.</summary>
    public double Slope { get; init; } = 1;

    public double Intercept { get; init; }

    /// <summary>At most 79 letters of ASCII.</summary>
    public string Description { get; init; } = "ReaderStudy";

    internal byte[] ToBytes()
    {
        var bytes = new byte[Length];
        var target = bytes.AsSpan();
        BinaryPrimitives.WriteInt32LittleEndian(target, Standard);
        short[] dimensions = [3, checked((short)Columns), checked((short)Rows), checked((short)Slices), 1, 1, 1, 1];
        for (var i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(target[(40 + (2 * i))..], dimensions[i]);
        }

        BinaryPrimitives.WriteInt16LittleEndian(target[70..], (short)Type);
        BinaryPrimitives.WriteInt16LittleEndian(target[72..], (short)(8 * Type.Bytes()));
        var (b, c, d, sign) = Affine.Quaternion();
        Floats(target[76..], sign, Affine.Column.Length, Affine.Row.Length, Affine.Slice.Length);
        Floats(target[108..], Length, Slope, Intercept);
        target[123] = Millimetres;
        Encoding.ASCII.GetBytes(Description.AsSpan(0, Math.Min(79, Description.Length)), target[148..]);
        BinaryPrimitives.WriteInt16LittleEndian(target[252..], ScannerAnatomical);
        BinaryPrimitives.WriteInt16LittleEndian(target[254..], ScannerAnatomical);
        Floats(target[256..], b, c, d, Affine.Origin.X, Affine.Origin.Y, Affine.Origin.Z);
        Floats(target[280..], Affine.Column.X, Affine.Row.X, Affine.Slice.X, Affine.Origin.X);
        Floats(target[296..], Affine.Column.Y, Affine.Row.Y, Affine.Slice.Y, Affine.Origin.Y);
        Floats(target[312..], Affine.Column.Z, Affine.Row.Z, Affine.Slice.Z, Affine.Origin.Z);
        "n+1\0"u8.CopyTo(target[344..]);
        return bytes;
    }

    /// <exception cref="InvalidDataException">It is no NIfTI-1 file, big endian, of more than one volume, or of voxels that are not read.</exception>
    internal static NiftiHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (
            bytes.Length < Length
            || BinaryPrimitives.ReadInt32LittleEndian(bytes) != Standard
            || !bytes.Slice(344, 3).SequenceEqual("n+1"u8)
        )
        {
            throw new InvalidDataException("not a NIfTI-1 file of one piece, little endian");
        }

        var size = new int[8];
        for (var i = 0; i < size.Length; i++)
        {
            size[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(40 + (2 * i))..]);
        }

        var isOneVolume =
            size[0] >= 3 && size[0] <= 7 && size.Skip(4).Take(size[0] - 3).All(n => n <= 1) && size.Skip(1).Take(3).All(n => n > 0);
        var type = (NiftiType)BinaryPrimitives.ReadInt16LittleEndian(bytes[70..]);
        if (!isOneVolume || !Enum.IsDefined(type))
        {
            throw new InvalidDataException($"not one volume of plain numbers: {size[0]} dimensions, voxels of type {(int)type}");
        }

        var rows = new double[12];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(280 + (4 * i))..]);
        }

        var slope = BinaryPrimitives.ReadSingleLittleEndian(bytes[112..]);
        return new NiftiHeader(
            size[1],
            size[2],
            size[3],
            type,
            new NiftiAffine(
                new Point3(rows[0], rows[4], rows[8]),
                new Point3(rows[1], rows[5], rows[9]),
                new Point3(rows[2], rows[6], rows[10]),
                new Point3(rows[3], rows[7], rows[11])
            )
        )
        {
            Slope = slope == 0 ? 1 : slope,
            Intercept = slope == 0 ? 0 : BinaryPrimitives.ReadSingleLittleEndian(bytes[116..]),
            Description = Encoding.ASCII.GetString(bytes.Slice(148, 80)).TrimEnd('\0'),
        };
    }

    private static void Floats(Span<byte> target, params ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(target[(4 * i)..], (float)values[i]);
        }
    }
}
