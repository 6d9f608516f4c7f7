namespace ReaderStudy.Inference.Operations;

/// <summary>How the scores of a case's images become those of the case.</summary>
public enum AggregationRule
{
    /// <summary>The mean of the logits, class by class; the answer is logits. LiLNet's rule.</summary>
    MeanOfLogits,

    /// <summary>The greatest logit, class by class; the answer is logits, each maybe of another image.</summary>
    HighestLogit,

    /// <summary>The mean of each image's softmax; the answer is probabilities.</summary>
    MeanOfSoftmax,
}

/// <summary>A classifier's answer for one image (a slice, a crop, a tile).</summary>
/// <param name="Phase">The phase it is of.</param>
/// <param name="Logits">One for each class.</param>
/// <param name="Weight">How much it counts in means; not negative.</param>
public sealed record ImageScores(string Phase, IReadOnlyList<double> Logits, double Weight = 1);

/// <summary>Puts the scores of a case's images together, over all phases or some.</summary>
/// <remarks>
/// LiLNet pools the slices of the arterial and the portal venous phase: a phase with more slices counts more. Wei Y, Yang M, et al. (2024).
/// Focal liver lesion diagnosis with deep learning and multistage CT imaging. Nature Communications 15:7040. doi:10.1038/s41467-024-51260-6
/// </remarks>
public static class ScoreAggregation
{
    /// <summary>The case's scores, one for each class; null when no image is of one of the phases.</summary>
    /// <param name="images">In any order.</param>
    /// <param name="rule">How they are put together.</param>
    /// <param name="phases">Only images of these phases count; null: all.</param>
    /// <exception cref="ArgumentException">Images differ in their classes, a score is not finite, or weights are negative or all 0.</exception>
    public static double[]? Of(IEnumerable<ImageScores> images, AggregationRule rule, IReadOnlyCollection<string>? phases = null)
    {
        var counted = images.Where(image => phases is null || phases.Contains(image.Phase, StringComparer.Ordinal)).ToList();
        if (counted.Count == 0)
        {
            return null;
        }

        var classes = counted[0].Logits.Count;
        if (counted.Exists(image => image.Logits.Count != classes || !image.Logits.All(double.IsFinite)))
        {
            throw new ArgumentException("Every image has one finite score for each class.", nameof(images));
        }

        return rule switch
        {
            AggregationRule.MeanOfLogits => Mean(counted, image => image.Logits),
            AggregationRule.HighestLogit => [.. Enumerable.Range(0, classes).Select(one => counted.Max(image => image.Logits[one]))],
            AggregationRule.MeanOfSoftmax => Mean(counted, image => Softmax(image.Logits)),
        };
    }

    /// <summary>exp(l) / Σ exp(l), safe for large logits.</summary>
    public static double[] Softmax(IReadOnlyList<double> logits)
    {
        var highest = logits.Max();
        var powers = logits.Select(logit => Math.Exp(logit - highest)).ToArray();
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    private static double[] Mean(List<ImageScores> images, Func<ImageScores, IReadOnlyList<double>> values)
    {
        var weight = images.Sum(image => image.Weight);
        if (images.Exists(image => !(image.Weight >= 0)) || !(weight > 0) || !double.IsFinite(weight))
        {
            throw new ArgumentException("Weights are not negative, and not all 0.", nameof(images));
        }

        var sums = new double[images[0].Logits.Count];
        foreach (var image in images)
        {
            var scores = values(image);
            for (var one = 0; one < sums.Length; one++)
            {
                sums[one] += image.Weight * scores[one];
            }
        }

        return Array.ConvertAll(sums, sum => sum / weight);
    }
}
