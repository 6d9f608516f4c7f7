namespace ReaderStudy.Inference.Operations;

/// <summary>
/// Keeps of overlapping boxes the one with the highest score: boxes are taken from the highest score down, and every later box whose
/// intersection over union with a kept one is greater than the threshold is dropped. Equal scores are taken in the order given.
/// </summary>
/// <remarks>The rule of torchvision's <c>nms</c> and, by class, of its <c>batched_nms</c>, which Ultralytics' detectors use too.</remarks>
public static class NonMaximumSuppression
{
    /// <summary>Indices of the boxes that are kept, the highest score first.</summary>
    /// <param name="boxes">In any order.</param>
    /// <param name="threshold">Greatest intersection over union that two kept boxes may have, 0 to 1.</param>
    /// <param name="byClass">Boxes of different classes leave each other alone.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<DetectedBox> boxes, double threshold, bool byClass)
    {
        if (!(threshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold of overlap lies between 0 and 1.");
        }

        if (boxes.Any(box => !double.IsFinite(box.Score)))
        {
            throw new ArgumentException("A score is not a finite number.", nameof(boxes));
        }

        var kept = new List<int>();
        foreach (var index in Enumerable.Range(0, boxes.Count).OrderByDescending(index => boxes[index].Score))
        {
            var box = boxes[index];
            if (!kept.Exists(other => (!byClass || boxes[other].Class == box.Class) && boxes[other].IntersectionOverUnion(box) > threshold))
            {
                kept.Add(index);
            }
        }

        return kept;
    }
}
