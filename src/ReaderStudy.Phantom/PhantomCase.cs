using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom;

/// <summary>A fictional case: images of each phase and what is really there.</summary>
/// <param name="Seed">The seed that gives this case again, byte by byte.</param>
/// <param name="Male">Sex of the fictional patient.</param>
/// <param name="Age">In years.</param>
/// <param name="Scanner">Centre and scanner.</param>
/// <param name="Phases">Images by phase, on one grid; native is missing in some cases.</param>
/// <param name="Lesions">All lesions; the first is the dominant one, which names the case's class.</param>
/// <param name="LesionLabels">For each voxel, in the order of the images: 0 outside lesions, 1 in the dominant lesion, 2 in the next, and so on.</param>
public sealed record PhantomCase(
    ulong Seed,
    bool Male,
    int Age,
    Scanner Scanner,
    IReadOnlyDictionary<ContrastPhase, Volume> Phases,
    IReadOnlyList<PhantomLesion> Lesions,
    byte[] LesionLabels
)
{
    /// <summary>The class of the dominant lesion: the case's truth.</summary>
    public LesionClass Class => Lesions[0].Class;
}

/// <summary>What is really there. The centre is in the patient's coordinates of the images, in mm: x to the left, y to the back, z to the head.</summary>
/// <param name="Class">One of the six.</param>
/// <param name="Centre">In mm.</param>
/// <param name="Diameter">Nominal diameter in mm.</param>
/// <param name="Box">Voxels that the lesion fills by half or more.</param>
public sealed record PhantomLesion(LesionClass Class, Point3 Centre, double Diameter, VoxelBox Box);

/// <summary>A box of voxels; both ends belong to it. Empty when the last is below the first.</summary>
public readonly record struct VoxelBox(int FirstColumn, int LastColumn, int FirstRow, int LastRow, int FirstSlice, int LastSlice);
