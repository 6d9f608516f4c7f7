using ReaderStudy.Radiomics.Intensities;
using ReaderStudy.Radiomics.Shapes;
using ReaderStudy.Radiomics.Textures;

namespace ReaderStudy.Radiomics;

/// <summary>
/// All features of a region by the definitions of the Image Biomarker Standardisation Initiative. Nothing is resampled: textures in 3D take the
/// grid as it is, whatever the shape of its voxels.
/// </summary>
/// <remarks>
/// Zwanenburg A et al. (2020). Radiology 295:328-338. doi:10.1148/radiol.2020191145. Definitions: IBSI reference manual, arXiv:1612.07003.
/// </remarks>
public static class RadiomicFeatures
{
    /// <summary>Every family, in the order of the manual.</summary>
    /// <param name="region">Re-segmented already, where that is wanted.</param>
    /// <param name="discretisation">For the histogram and textures.</param>
    /// <param name="intensityStep">
    /// Least difference of two intensities that counts in the intensity-volume histogram: 1 where intensities are whole numbers, such as HU.
    /// </param>
    /// <exception cref="ArgumentException">The discretisation does not fit the intensities.</exception>
    public static IReadOnlyList<FeatureValue> Of(Region region, Discretisation discretisation, double intensityStep = 1)
    {
        var levels = GreyLevels.Of(region, discretisation);
        return
        [
            .. Morphology.Of(region),
            .. LocalIntensity.Of(region),
            .. IntensityStatistics.Of(region),
            .. IntensityHistogram.Of(levels),
            .. IntensityVolumeHistogram.Of(region, intensityStep),
            .. DirectionalTextures.Of(levels),
            .. RegionalTextures.Of(levels),
        ];
    }
}
