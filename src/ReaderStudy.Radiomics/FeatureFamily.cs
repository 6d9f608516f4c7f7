namespace ReaderStudy.Radiomics;

/// <summary>The families of IBSI's features.</summary>
public enum FeatureFamily
{
    Morphology,
    LocalIntensity,
    IntensityStatistics,
    IntensityHistogram,
    IntensityVolumeHistogram,
    GreyLevelCooccurrence,
    GreyLevelRunLength,
    GreyLevelSizeZone,
    GreyLevelDistanceZone,
    NeighbourhoodGreyToneDifference,
    NeighbouringGreyLevelDependence,
}
