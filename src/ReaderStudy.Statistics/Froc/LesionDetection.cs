using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Froc;

/// <summary>What one reader (or a model) finds when the marks rated at least a threshold count.</summary>
/// <param name="Threshold">+∞ when no mark counts.</param>
/// <param name="Sensitivity">Found of all lesions, clustered by patient.</param>
/// <param name="FalsePositives">Non-lesion marks per patient.</param>
public sealed record LesionDetection(double Threshold, ClusteredProportion Sensitivity, MarkRate FalsePositives);

/// <summary>What is found of the lesions of one size.</summary>
/// <param name="From">In mm, included; NaN for the lesions that were not measured.</param>
/// <param name="To">In mm, excluded; NaN for the lesions that were not measured.</param>
/// <param name="Sensitivity">Found of the band's lesions, clustered by patient.</param>
public sealed record LesionSizeBand(double From, double To, ClusteredProportion Sensitivity);
