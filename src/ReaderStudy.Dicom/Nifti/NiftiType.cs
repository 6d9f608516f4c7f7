using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>How voxels are stored; the numbers are NIfTI's own.</summary>
public enum NiftiType
{
    Unsigned8 = 2,

    Signed16 = 4,

    Signed32 = 8,

    Real32 = 16,

    Real64 = 64,

    Signed8 = 256,

    Unsigned16 = 512,

    Unsigned32 = 768,

    Signed64 = 1024,

    Unsigned64 = 1280,
}

internal static class NiftiTypes
{
    public static int Bytes(this NiftiType type) =>
        type switch
        {
            NiftiType.Unsigned8 or NiftiType.Signed8 => 1,
            NiftiType.Signed16 or NiftiType.Unsigned16 => 2,
            NiftiType.Signed32 or NiftiType.Unsigned32 or NiftiType.Real32 => 4,
            NiftiType.Signed64 or NiftiType.Unsigned64 or NiftiType.Real64 => 8,
        };

    /// <summary>The stored value, little endian, at the begin of <paramref name="at"/>.</summary>
    public static double ValueAt(this NiftiType type, ReadOnlySpan<byte> at) =>
        type switch
        {
            NiftiType.Unsigned8 => at[0],
            NiftiType.Signed8 => (sbyte)at[0],
            NiftiType.Signed16 => BinaryPrimitives.ReadInt16LittleEndian(at),
            NiftiType.Unsigned16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
            NiftiType.Signed32 => BinaryPrimitives.ReadInt32LittleEndian(at),
            NiftiType.Unsigned32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
            NiftiType.Real32 => BinaryPrimitives.ReadSingleLittleEndian(at),
            NiftiType.Signed64 => BinaryPrimitives.ReadInt64LittleEndian(at),
            NiftiType.Unsigned64 => BinaryPrimitives.ReadUInt64LittleEndian(at),
            NiftiType.Real64 => BinaryPrimitives.ReadDoubleLittleEndian(at),
        };
}
