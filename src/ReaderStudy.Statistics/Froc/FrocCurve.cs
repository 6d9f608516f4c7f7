namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// The empirical curves of free-response readings. A threshold sweeps over the ratings; the curves of the AFROC and ROC kind then go
/// straight to (1, 1), the share of unmarked cases and lesions. Their areas are the figures of merit of the same name.
/// </summary>
/// <remarks>
/// Bunch PC, Hamilton JF, Sanderson GK, Simmons AH (1978). A free-response approach to the measurement and characterization of
/// radiographic-observer performance. Journal of Applied Photographic Engineering 4:166–171.
/// AFROC: Chakraborty DP, Winter LH (1990). Radiology 174:873–881. doi:10.1148/radiology.174.3.2305073.
/// Weights: Chakraborty DP (2017). Observer Performance Methods for Diagnostic Imaging, chapter 13. CRC Press. doi:10.1201/9781351228190
/// </remarks>
public static class FrocCurve
{
    /// <summary>
    /// FROC: the part of all lesions that are marked, against non-lesion marks per case (over all cases). It ends where all marks count;
    /// nothing is known beyond.
    /// </summary>
    public static OperatingCharacteristic Froc(FrocReadings readings, int treatment, int reader) =>
        OfAllMarks(readings, treatment, reader, readings.Cases.Count);

    /// <summary>The FROC curve against non-lesion marks per patient, where patients have several cases.</summary>
    internal static OperatingCharacteristic PerPatient(FrocReadings readings, int treatment, int reader) =>
        OfAllMarks(readings, treatment, reader, readings.Patients.Count);

    /// <summary>AFROC: the part of all lesions, against the part of non-diseased cases with a false positive.</summary>
    public static OperatingCharacteristic Afroc(FrocReadings readings, int treatment, int reader) =>
        AgainstFalsePositives(readings, treatment, reader, allCases: false, weighted: false);

    /// <summary>AFROC1: the part of all lesions, against the part of all cases with a false positive.</summary>
    public static OperatingCharacteristic AfrocAllCases(FrocReadings readings, int treatment, int reader) =>
        AgainstFalsePositives(readings, treatment, reader, allCases: true, weighted: false);

    /// <summary>wAFROC: the mean over diseased cases of the weight of marked lesions, against the part of non-diseased cases with a false positive.</summary>
    public static OperatingCharacteristic WeightedAfroc(FrocReadings readings, int treatment, int reader) =>
        AgainstFalsePositives(readings, treatment, reader, allCases: false, weighted: true);

    /// <summary>wAFROC1: as <see cref="WeightedAfroc"/>, against the part of all cases with a false positive.</summary>
    public static OperatingCharacteristic WeightedAfrocAllCases(FrocReadings readings, int treatment, int reader) =>
        AgainstFalsePositives(readings, treatment, reader, allCases: true, weighted: true);

    /// <summary>The ROC curve of the highest rating of each case.</summary>
    public static OperatingCharacteristic InferredRoc(FrocReadings readings, int treatment, int reader)
    {
        var marks = readings.Of(treatment, reader);
        var x = new List<double>(readings.NonDiseasedCases);
        var y = new List<double>(readings.DiseasedCases);
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            (readings.Diseased[k] ? y : x).Add(marks.Highest(readings, k));
        }

        double[] ones = [.. y.Select(_ => 1.0)];
        return Through([.. x], x.Count, [.. y], ones, y.Count, toTheCorner: true);
    }

    private static OperatingCharacteristic AgainstFalsePositives(
        FrocReadings readings,
        int treatment,
        int reader,
        bool allCases,
        bool weighted
    )
    {
        var marks = readings.Of(treatment, reader);
        var x = new List<double>(readings.Cases.Count);
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            if (allCases || !readings.Diseased[k])
            {
                x.Add(marks.HighestNonLesion[k]);
            }
        }

        return Through(
            [.. x],
            x.Count,
            marks.LesionRatings,
            weighted ? readings.Weights : Ones(readings),
            weighted ? readings.DiseasedCases : readings.Lesions.Count,
            toTheCorner: true
        );
    }

    private static OperatingCharacteristic OfAllMarks(FrocReadings readings, int treatment, int reader, int per)
    {
        var marks = readings.Of(treatment, reader);
        return Through(marks.NonLesionRatings, per, marks.LesionRatings, Ones(readings), readings.Lesions.Count, toTheCorner: false);
    }

    private static double[] Ones(FrocReadings readings)
    {
        var ones = new double[readings.Lesions.Count];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>The points at every distinct finite rating, from the highest.</summary>
    private static OperatingCharacteristic Through(double[] x, int xAll, double[] y, double[] weights, int yAll, bool toTheCorner)
    {
        var xs = (double[])x.Clone();
        var ys = (double[])y.Clone();
        var sortedWeights = (double[])weights.Clone();
        Array.Sort(xs);
        Array.Sort(ys, sortedWeights);
        int i = xs.Length - 1,
            j = ys.Length - 1;
        var found = 0.0;
        var points = new List<OperatingPoint> { new(double.PositiveInfinity, 0, 0) };
        while (true)
        {
            var threshold = Math.Max(i >= 0 ? xs[i] : double.NegativeInfinity, j >= 0 ? ys[j] : double.NegativeInfinity);
            if (!double.IsFinite(threshold))
            {
                break;
            }

            for (; i >= 0 && xs[i] >= threshold; i--) { }
            for (; j >= 0 && ys[j] >= threshold; j--)
            {
                found += sortedWeights[j];
            }

            points.Add(new OperatingPoint(threshold, (double)(xs.Length - 1 - i) / xAll, found / yAll));
        }

        // The weights' sum may miss the whole by rounding: the corner is the corner.
        if (toTheCorner)
        {
            points.Add(new OperatingPoint(double.NegativeInfinity, 1, 1));
        }

        return new OperatingCharacteristic(points);
    }
}
