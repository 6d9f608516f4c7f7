using ReaderStudy.Dicom.Series;

namespace ReaderStudy.Phantom;

/// <summary>What a voxel is made of, lesions apart.</summary>
internal enum Tissue : byte
{
    Air,
    Couch,
    Skin,
    Fat,
    Muscle,
    Bone,
    Marrow,
    Canal,
    VisceralFat,
    Lung,
    Blood,
    Aorta,
    CavalVein,
    PortalVein,
    HepaticVein,
    Liver,
    LiverVessel,
    Spleen,
    Bile,
    KidneyCortex,
    KidneyMedulla,
    Pancreas,
    GutWall,
    GutFluid,
    GutGas,
}

/// <summary>Attenuation of normal tissue in each phase, and how this patient and injection differ from the average.</summary>
internal sealed class TissueAttenuation
{
    // Native, arterial (late), portal venous, delayed (3 to 5 min), in HU: the usual ranges of abdominal CT.
    private static readonly float[][] Average =
    [
        [-1000, -1000, -1000, -1000], // Air
        [-650, -650, -650, -650], // Couch
        [20, 28, 32, 30], // Skin
        [-105, -104, -103, -104], // Fat
        [52, 58, 66, 64], // Muscle
        [480, 485, 490, 488], // Bone
        [170, 178, 190, 185], // Marrow
        [25, 27, 30, 30], // Canal
        [-98, -96, -94, -95], // VisceralFat
        [-840, -838, -836, -838], // Lung
        [42, 190, 150, 102], // Blood (heart)
        [42, 300, 158, 102], // Aorta
        [42, 95, 138, 102], // CavalVein
        [42, 95, 172, 108], // PortalVein
        [42, 62, 160, 106], // HepaticVein
        [56, 68, 112, 92], // Liver
        [46, 78, 160, 104], // LiverVessel
        [48, 122, 124, 98], // Spleen
        [8, 8, 9, 10], // Bile
        [36, 185, 195, 155], // KidneyCortex
        [34, 68, 175, 165], // KidneyMedulla
        [42, 98, 98, 78], // Pancreas
        [38, 78, 88, 76], // GutWall
        [14, 15, 15, 16], // GutFluid
        [-880, -880, -880, -880], // GutGas
    ];

    private readonly float[][] _byPhase;

    /// <param name="strength">How strong this injection is in each phase, 1 the average.</param>
    /// <param name="liverOffset">HU added to the liver in all phases: negative for a fatty liver.</param>
    public TissueAttenuation(IReadOnlyList<float> strength, float liverOffset)
    {
        Strength = strength;
        LiverOffset = liverOffset;
        _byPhase = new float[strength.Count][];
        for (var phase = 0; phase < strength.Count; phase++)
        {
            var row = new float[Average.Length];
            for (var tissue = 0; tissue < row.Length; tissue++)
            {
                var native = Average[tissue][0];
                row[tissue] = native + (Average[tissue][phase] - native) * strength[phase];
            }

            row[(int)Tissue.Liver] += liverOffset;
            _byPhase[phase] = row;
        }
    }

    public IReadOnlyList<float> Strength { get; }

    public float LiverOffset { get; }

    public ReadOnlySpan<float> In(ContrastPhase phase) => _byPhase[phase.Index()];
}
