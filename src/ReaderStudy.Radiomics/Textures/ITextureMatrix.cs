namespace ReaderStudy.Radiomics.Textures;

/// <summary>A texture matrix of some slices and directions.</summary>
internal interface ITextureMatrix<TSelf>
    where TSelf : ITextureMatrix<TSelf>
{
    /// <summary>True if nothing was counted, as for neighbours of a single voxel.</summary>
    bool IsEmpty { get; }

    /// <summary>Adds counts, and numbers of voxels, up.</summary>
    static abstract TSelf Merge(IReadOnlyList<TSelf> matrices);

    /// <summary>In the order of the family's names; NaN where a formula has no value.</summary>
    double[] Features();
}
