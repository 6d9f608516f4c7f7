namespace ReaderStudy.Statistics.Roc;

/// <summary>An operating point as recall and precision.</summary>
/// <param name="Threshold">Cases rated at or above it are called positive.</param>
/// <param name="Recall">Sensitivity.</param>
/// <param name="Precision">Positive predictive value.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);

/// <summary>
/// Precision against recall. Unlike the ROC curve it depends on the share of positive cases, which is also what chance reaches.
/// </summary>
/// <remarks>
/// Davis J, Goadrich M (2006). ICML '06:233–240. doi:10.1145/1143844.1143874.
/// Boyd K, Eng KH, Page CD (2013). LNCS 8190:451–466. doi:10.1007/978-3-642-40994-3_29
/// </remarks>
public static class PrecisionRecall
{
    /// <summary>One point for each rating that occurs, from the highest down to the lowest, which calls all cases positive.</summary>
    public static IReadOnlyList<PrecisionRecallPoint> Curve(RocCurve curve)
    {
        var points = new List<PrecisionRecallPoint>(curve.Points.Count - 1);
        for (var i = curve.Points.Count - 2; i >= 0; i--)
        {
            var point = curve.Points[i];
            points.Add(
                new PrecisionRecallPoint(
                    point.Threshold,
                    point.Sensitivity,
                    (double)point.TruePositives / (point.TruePositives + point.FalsePositives)
                )
            );
        }

        return points;
    }

    /// <summary>
    /// Average precision, Σ (Rₖ − Rₖ₋₁) Pₖ over the ratings from the highest down: the area under the curve drawn as steps, without
    /// interpolation (as in scikit-learn).
    /// </summary>
    public static double AveragePrecision(RocCurve curve)
    {
        double sum = 0,
            recall = 0;
        foreach (var point in Curve(curve))
        {
            sum += (point.Recall - recall) * point.Precision;
            recall = point.Recall;
        }

        return sum;
    }
}
