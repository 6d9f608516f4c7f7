using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// Lesion-level sensitivity against false positives per patient. All patients count below the line of the latter, with and without disease.
/// Lesions of a patient may depend on each other: standard errors are those of the ratio estimator over patients
/// (<see cref="ClusteredProportion"/>), with the threshold taken as given. Where the threshold is read off the same data, the bootstrap over
/// patients takes it into account (<see cref="LesionSensitivityBootstrap"/>).
/// </summary>
/// <remarks>
/// Obuchowski NA (1998). On the comparison of correlated proportions for clustered data. Statistics in Medicine 17:1495–1507.
/// doi:10.1002/(SICI)1097-0258(19980715)17:13&lt;1495::AID-SIM863&gt;3.0.CO;2-I
/// </remarks>
public static class LesionSensitivity
{
    /// <summary>
    /// The FROC curve with false positives per patient on its abscissa; the same as <see cref="FrocCurve.Froc"/> where every case is a
    /// patient.
    /// </summary>
    public static OperatingCharacteristic Curve(FrocReadings readings, int treatment, int reader) =>
        FrocCurve.PerPatient(readings, treatment, reader);

    /// <summary>At a threshold: marks rated that or higher count.</summary>
    public static LesionDetection AtThreshold(FrocReadings readings, int treatment, int reader, double threshold)
    {
        if (double.IsNaN(threshold))
        {
            throw new ArgumentException("The threshold is not a number.", nameof(threshold));
        }

        var marks = readings.Of(treatment, reader);
        var clusters = new ClusterCount[readings.Patients.Count];
        var falsePositives = new int[readings.Patients.Count];
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            var patient = readings.PatientOf[k];
            var lesions = marks.LesionsOf(readings, k);
            var found = CountFrom(lesions, threshold);
            clusters[patient] = new ClusterCount(clusters[patient].Count + found, clusters[patient].Of + lesions.Length);
            falsePositives[patient] += CountFrom(marks.NonLesionOf(k), threshold);
        }

        return new LesionDetection(threshold, ClusteredProportion.Of(clusters), MarkRate.Of(falsePositives));
    }

    /// <summary>
    /// At the threshold with the highest sensitivity of those with at most so many false positives per patient: what a user who sets a
    /// threshold gets. Coarse scales have few thresholds; <see cref="Interpolated"/> reads between them.
    /// </summary>
    public static LesionDetection AtFalsePositives(FrocReadings readings, int treatment, int reader, double perPatient) =>
        AtThreshold(readings, treatment, reader, Curve(readings, treatment, reader).Attained(perPatient).Threshold);

    /// <summary>At the highest threshold with at least that sensitivity; null when all marks together do not reach it.</summary>
    public static LesionDetection? AtSensitivity(FrocReadings readings, int treatment, int reader, double sensitivity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sensitivity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sensitivity, 1);
        return Curve(readings, treatment, reader).FirstReaching(sensitivity) is { } point
            ? AtThreshold(readings, treatment, reader, point.Threshold)
            : null;
    }

    /// <summary>
    /// The ordinate of the FROC curve at so many false positives per patient, by straight lines between its points, and beyond its end its
    /// last ordinate.
    /// </summary>
    public static double Interpolated(FrocReadings readings, int treatment, int reader, double perPatient) =>
        Curve(readings, treatment, reader).InterpolatedOrdinate(perPatient);

    /// <summary>
    /// The mean over a treatment's readers of the sensitivity at their own thresholds for at most so many false positives per patient
    /// (<see cref="AtFalsePositives"/>), generalising to patients for these readers and thresholds: the variance is that of the patients'
    /// mean contributions, with one degree of freedom less than patients with a lesion.
    /// </summary>
    public static MrmcEstimate MeanAtFalsePositives(FrocReadings readings, int treatment, double perPatient)
    {
        var patients = new int[readings.Patients.Count];
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            patients[readings.PatientOf[k]] += readings.LesionStart[k + 1] - readings.LesionStart[k];
        }

        var residuals = new double[patients.Length];
        var mean = 0.0;
        double readers = readings.Readers.Count,
            lesions = readings.Lesions.Count;
        for (var j = 0; j < readings.Readers.Count; j++)
        {
            var threshold = Curve(readings, treatment, j).Attained(perPatient).Threshold;
            var found = FoundByPatient(readings, treatment, j, threshold);
            var sensitivity = found.Sum() / lesions;
            mean += sensitivity / readers;
            for (var i = 0; i < patients.Length; i++)
            {
                residuals[i] += (found[i] - (sensitivity * patients[i])) / readers;
            }
        }

        double m = patients.Count(n => n > 0);
        var squares = residuals.Sum(e => e * e);
        var variance = m < 2 ? double.NaN : m / (m - 1) * squares / (lesions * lesions);
        return new MrmcEstimate(mean, Math.Sqrt(variance), m - 1);
    }

    /// <summary>
    /// By size, at a threshold. The edges 10 and 20 make three bands: below 10, 10 to below 20, 20 and more; and a last one for lesions
    /// without a size, where there are any. Bands without a lesion have the proportion NaN.
    /// </summary>
    /// <exception cref="ArgumentException">The edges do not ascend.</exception>
    public static IReadOnlyList<LesionSizeBand> BySize(
        FrocReadings readings,
        int treatment,
        int reader,
        double threshold,
        IReadOnlyList<double> edges
    )
    {
        for (var i = 0; i < edges.Count; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
            {
                throw new ArgumentException("The edges of the size bands must ascend.", nameof(edges));
            }
        }

        var marks = readings.Of(treatment, reader);
        var clusters = new ClusterCount[edges.Count + 2, readings.Patients.Count];
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            for (var l = readings.LesionStart[k]; l < readings.LesionStart[k + 1]; l++)
            {
                ref var cluster = ref clusters[BandOf(readings.Lesions[l].SizeInMillimetres, edges), readings.PatientOf[k]];
                cluster = new ClusterCount(cluster.Count + CountFrom(marks.LesionRatings.AsSpan(l, 1), threshold), cluster.Of + 1);
            }
        }

        var bands = new List<LesionSizeBand>();
        for (var band = 0; band <= edges.Count; band++)
        {
            var from = band == 0 ? 0 : edges[band - 1];
            var to = band == edges.Count ? double.PositiveInfinity : edges[band];
            bands.Add(new LesionSizeBand(from, to, Within(clusters, band)));
        }

        if (Within(clusters, edges.Count + 1) is { Units: > 0 } unmeasured)
        {
            bands.Add(new LesionSizeBand(double.NaN, double.NaN, unmeasured));
        }

        return bands;
    }

    private static ClusteredProportion Within(ClusterCount[,] clusters, int band)
    {
        var own = new ClusterCount[clusters.GetLength(1)];
        for (var patient = 0; patient < own.Length; patient++)
        {
            own[patient] = clusters[band, patient];
        }

        return ClusteredProportion.Of(own);
    }

    private static int BandOf(double size, IReadOnlyList<double> edges) =>
        double.IsNaN(size) ? edges.Count + 1 : edges.Count(edge => size >= edge);

    private static int[] FoundByPatient(FrocReadings readings, int treatment, int reader, double threshold)
    {
        var marks = readings.Of(treatment, reader);
        var found = new int[readings.Patients.Count];
        for (var k = 0; k < readings.Cases.Count; k++)
        {
            found[readings.PatientOf[k]] += CountFrom(marks.LesionsOf(readings, k), threshold);
        }

        return found;
    }

    /// <summary>Unmarked ones never count, whatever the threshold.</summary>
    private static int CountFrom(ReadOnlySpan<double> ratings, double threshold)
    {
        var count = 0;
        foreach (var rating in ratings)
        {
            count += rating >= threshold && double.IsFinite(rating) ? 1 : 0;
        }

        return count;
    }
}
