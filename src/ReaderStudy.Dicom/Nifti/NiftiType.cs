namespace ReaderStudy.Dicom.Nifti;

/// <summary>How voxels are stored; the numbers are NIfTI's own.</summary>
public enum NiftiType
{
    Unsigned8 = 2,

    Signed16 = 4,

    Signed32 = 8,

    Real32 = 16,

    Unsigned16 = 512,
}

internal static class NiftiTypes
{
    public static int Bytes(this NiftiType type) =>
        type switch
        {
            NiftiType.Unsigned8 => 1,
            NiftiType.Signed16 or NiftiType.Unsigned16 => 2,
            NiftiType.Signed32 or NiftiType.Real32 => 4,
        };
}
