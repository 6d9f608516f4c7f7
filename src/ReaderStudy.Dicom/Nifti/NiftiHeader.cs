using System.Buffers.Binary;
using System.Text;

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

    /// <summary>Bytes that all voxels take.</summary>
    internal long Bytes => (long)Columns * Rows * Slices * Type.Bytes();

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

    private static void Floats(Span<byte> target, params ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(target[(4 * i)..], (float)values[i]);
        }
    }
}
