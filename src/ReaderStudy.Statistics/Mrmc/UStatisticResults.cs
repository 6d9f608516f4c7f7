namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One reader in one arm.</summary>
/// <param name="Reader">Who.</param>
/// <param name="NonDiseased">Cases without disease that the reader read in this arm.</param>
/// <param name="Diseased">Diseased cases that the reader read in this arm.</param>
/// <param name="Auc">NaN when one of the counts is 0.</param>
/// <param name="Variance">Over cases only; NaN with fewer than two cases of either kind.</param>
public sealed record UStatisticReader(string Reader, int NonDiseased, int Diseased, double Auc, double Variance);

/// <summary>One reader in two arms, each with the cases read in it.</summary>
/// <param name="Reader">Who.</param>
/// <param name="NonDiseased">Cases without disease read in both arms.</param>
/// <param name="Diseased">Diseased cases read in both arms.</param>
/// <param name="First">In the first arm.</param>
/// <param name="Second">In the second arm.</param>
/// <param name="Difference">First AUC minus second.</param>
/// <param name="Variance">Of the difference, over cases only; with no case in common the sum of the two variances.</param>
public sealed record UStatisticReaderPair(
    string Reader,
    int NonDiseased,
    int Diseased,
    UStatisticReader First,
    UStatisticReader Second,
    double Difference,
    double Variance
);

/// <summary>One arm over all readers.</summary>
/// <param name="Treatment">Which arm.</param>
/// <param name="Readers">Readers with a rating in this arm.</param>
/// <param name="NonDiseased">Cases without disease with a rating in this arm.</param>
/// <param name="Diseased">Diseased cases with a rating in this arm.</param>
/// <param name="Auc">Over all pairs of cases read by the same reader: readers weigh by their pairs, so with unequal numbers of cases this is not the mean of the readers' AUCs.</param>
/// <param name="Moments">With the variance and its biased version.</param>
/// <param name="Components">Unbiased components of variance.</param>
/// <param name="BiasedComponents">Components under the empirical distribution.</param>
/// <param name="ComponentCoefficients">Their shares in the variance.</param>
/// <param name="DegreesOfFreedom">For both variances.</param>
/// <param name="Unbiased">Inference against ½ with the unbiased variance.</param>
/// <param name="Biased">Inference against ½ with the biased variance.</param>
/// <param name="PerReader">Readers with a rating in this arm.</param>
public sealed record UStatisticArm(
    string Treatment,
    int Readers,
    int NonDiseased,
    int Diseased,
    double Auc,
    UStatisticMoments Moments,
    BarrettComponents Components,
    BarrettComponents BiasedComponents,
    BarrettComponents ComponentCoefficients,
    UStatisticDegreesOfFreedom DegreesOfFreedom,
    UStatisticInference Unbiased,
    UStatisticInference Biased,
    IReadOnlyList<UStatisticReader> PerReader
);

/// <summary>The difference of two arms over all readers.</summary>
/// <param name="First">The arm from which is subtracted.</param>
/// <param name="Second">The arm that is subtracted.</param>
/// <param name="Readers">Readers with a rating in either arm.</param>
/// <param name="NonDiseased">Cases without disease with a rating in either arm.</param>
/// <param name="Diseased">Diseased cases with a rating in either arm.</param>
/// <param name="Moments">Of products of the two arms' kernels, with the covariance (not doubled) and its biased version.</param>
/// <param name="Components">Unbiased components of covariance; NaN where the arms share nothing of a kind.</param>
/// <param name="BiasedComponents">Components of covariance under the empirical distribution.</param>
/// <param name="ComponentCoefficients">Their shares in the covariance.</param>
/// <param name="CovarianceDegreesOfFreedom">Of the covariance, as of a variance.</param>
/// <param name="DegreesOfFreedom">Of the difference.</param>
/// <param name="Unbiased">Inference on the difference (first minus second) against 0 with the unbiased variance.</param>
/// <param name="Biased">The same with the biased variance.</param>
/// <param name="PerReader">Readers with a rating in both arms.</param>
public sealed record UStatisticDifference(
    UStatisticArm First,
    UStatisticArm Second,
    int Readers,
    int NonDiseased,
    int Diseased,
    UStatisticMoments Moments,
    BarrettComponents Components,
    BarrettComponents BiasedComponents,
    BarrettComponents ComponentCoefficients,
    UStatisticDegreesOfFreedom CovarianceDegreesOfFreedom,
    UStatisticDegreesOfFreedom DegreesOfFreedom,
    UStatisticInference Unbiased,
    UStatisticInference Biased,
    IReadOnlyList<UStatisticReaderPair> PerReader
);

/// <summary>All arms, and all pairs of arms (first with second, first with third ... second with third ...).</summary>
public sealed record UStatisticAnalysis(IReadOnlyList<UStatisticArm> Arms, IReadOnlyList<UStatisticDifference> Differences);
