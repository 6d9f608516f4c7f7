using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Froc;

/// <summary>An estimate and what resampled patients gave.</summary>
/// <param name="Value">From the patients themselves.</param>
/// <param name="Replicates">Ascending; resamples without a lesion are left out.</param>
public sealed record ResampledEstimate(double Value, double[] Replicates)
{
    /// <summary>The standard deviation of the replicates; NaN with fewer than two.</summary>
    public double StandardError
    {
        get
        {
            double n = Replicates.Length;
            var mean = Replicates.Sum() / n;
            return n < 2 ? double.NaN : Math.Sqrt(Replicates.Sum(r => (r - mean) * (r - mean)) / (n - 1));
        }
    }

    /// <summary>Between the quantiles of the replicates (R's type 7); NaN without any.</summary>
    public (double Lower, double Upper) PercentileInterval(double level = 0.95)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level between 0 and 1.");
        }

        return (SampleQuantile.OfSorted(Replicates, (1 - level) / 2), SampleQuantile.OfSorted(Replicates, (1 + level) / 2));
    }

    internal static ResampledEstimate Of(double value, double[] replicates)
    {
        double[] defined = [.. replicates.Where(r => !double.IsNaN(r))];
        Array.Sort(defined);
        return new ResampledEstimate(value, defined);
    }
}

/// <summary>One reader's sensitivity under one treatment.</summary>
/// <param name="Treatment">The arm.</param>
/// <param name="Reader">Who read.</param>
/// <param name="Estimate">With its resamples.</param>
public sealed record ResampledReader(string Treatment, string Reader, ResampledEstimate Estimate);

/// <summary>The mean over the readers of a treatment.</summary>
/// <param name="Treatment">The arm.</param>
/// <param name="Estimate">With its resamples.</param>
public sealed record ResampledMean(string Treatment, ResampledEstimate Estimate);

/// <summary>The readers' mean under one treatment less that under another, on the same resampled patients.</summary>
/// <param name="First">The arm.</param>
/// <param name="Second">The arm that is subtracted.</param>
/// <param name="Estimate">With its resamples.</param>
public sealed record ResampledDifference(string First, string Second, ResampledEstimate Estimate);

/// <summary>
/// The sensitivity at a number of false positives per patient (<see cref="LesionSensitivity.Interpolated"/>), with patients drawn with
/// replacement: every resample has its own FROC curves, so the threshold's uncertainty is in the intervals. The readers are those of the
/// study and read the same resample, under all treatments.
/// </summary>
/// <param name="FalsePositivesPerPatient">Where the curves are read.</param>
/// <param name="Readers">By treatment, then reader.</param>
/// <param name="Means">By treatment.</param>
/// <param name="Differences">All pairs of treatments.</param>
/// <remarks>
/// Efron B, Tibshirani RJ (1993). An Introduction to the Bootstrap, chapter 13. Chapman &amp; Hall. doi:10.1201/9780429246593
/// </remarks>
public sealed record LesionSensitivityBootstrap(
    double FalsePositivesPerPatient,
    IReadOnlyList<ResampledReader> Readers,
    IReadOnlyList<ResampledMean> Means,
    IReadOnlyList<ResampledDifference> Differences
)
{
    /// <summary>The same seed gives the same bytes on any number of cores.</summary>
    public static LesionSensitivityBootstrap Of(
        FrocReadings readings,
        double falsePositivesPerPatient,
        int replicates = 2000,
        ulong seed = 1
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(falsePositivesPerPatient);
        ArgumentOutOfRangeException.ThrowIfNegative(replicates);
        var (t, r) = (readings.Treatments.Count, readings.Readers.Count);
        var curves = new SortedMarks[t * r];
        for (var cell = 0; cell < curves.Length; cell++)
        {
            curves[cell] = new SortedMarks(readings, cell / r, cell % r);
        }

        var lesions = new int[readings.Patients.Count];
        foreach (var lesion in Enumerable.Range(0, readings.Cases.Count))
        {
            lesions[readings.PatientOf[lesion]] += readings.LesionStart[lesion + 1] - readings.LesionStart[lesion];
        }

        var drawn = new double[replicates][];
        Parallel.For(
            0,
            replicates,
            b => drawn[b] = OfDrawn(Drawn(lesions.Length, seed, (ulong)b), lesions, curves, falsePositivesPerPatient)
        );
        var once = new int[lesions.Length];
        Array.Fill(once, 1);
        var own = OfDrawn(once, lesions, curves, falsePositivesPerPatient);
        return Summary(readings, falsePositivesPerPatient, own, drawn);
    }

    private static LesionSensitivityBootstrap Summary(FrocReadings readings, double falsePositives, double[] own, double[][] drawn)
    {
        var (t, r) = (readings.Treatments.Count, readings.Readers.Count);
        ResampledEstimate Estimate(Func<double[], double> of) => ResampledEstimate.Of(of(own), Array.ConvertAll(drawn, d => of(d)));
        double Mean(double[] cells, int treatment)
        {
            var sum = 0.0;
            for (var j = 0; j < r; j++)
            {
                sum += cells[(treatment * r) + j];
            }

            return sum / r;
        }

        var differences = new List<ResampledDifference>();
        for (var i = 0; i < t; i++)
        {
            for (var k = i + 1; k < t; k++)
            {
                var (first, second) = (i, k);
                differences.Add(
                    new ResampledDifference(
                        readings.Treatments[i],
                        readings.Treatments[k],
                        Estimate(cells => Mean(cells, first) - Mean(cells, second))
                    )
                );
            }
        }

        return new LesionSensitivityBootstrap(
            falsePositives,
            [
                .. Enumerable
                    .Range(0, t * r)
                    .Select(cell => new ResampledReader(
                        readings.Treatments[cell / r],
                        readings.Readers[cell % r],
                        Estimate(cells => cells[cell])
                    )),
            ],
            [.. Enumerable.Range(0, t).Select(i => new ResampledMean(readings.Treatments[i], Estimate(cells => Mean(cells, i))))],
            differences
        );
    }

    /// <summary>How often each patient was drawn.</summary>
    private static int[] Drawn(int patients, ulong seed, ulong replicate)
    {
        var stream = new RandomStream(seed, replicate);
        var times = new int[patients];
        for (var i = 0; i < patients; i++)
        {
            times[stream.Below(patients)]++;
        }

        return times;
    }

    private static double[] OfDrawn(int[] times, int[] lesions, SortedMarks[] curves, double falsePositives)
    {
        var all = 0;
        for (var i = 0; i < times.Length; i++)
        {
            all += times[i] * lesions[i];
        }

        return Array.ConvertAll(curves, curve => all == 0 ? double.NaN : curve.OrdinateAt(falsePositives, times, all));
    }

    /// <summary>One reader's marks under one treatment from the highest rating on, with their patients.</summary>
    private sealed class SortedMarks
    {
        private readonly double[] _ratings;
        private readonly int[] _patients;
        private readonly bool[] _onLesion;

        public SortedMarks(FrocReadings readings, int treatment, int reader)
        {
            var marks = readings.Of(treatment, reader);
            var all = new List<(double Rating, int Patient, bool OnLesion)>();
            for (var k = 0; k < readings.Cases.Count; k++)
            {
                foreach (var rating in marks.NonLesionOf(k))
                {
                    all.Add((rating, readings.PatientOf[k], false));
                }

                foreach (var rating in marks.LesionsOf(readings, k))
                {
                    if (double.IsFinite(rating))
                    {
                        all.Add((rating, readings.PatientOf[k], true));
                    }
                }
            }

            all.Sort((a, b) => b.Rating.CompareTo(a.Rating));
            _ratings = [.. all.Select(m => m.Rating)];
            _patients = [.. all.Select(m => m.Patient)];
            _onLesion = [.. all.Select(m => m.OnLesion)];
        }

        public double OrdinateAt(double falsePositives, int[] times, int lesions)
        {
            double patients = times.Length,
                x = 0,
                y = 0;
            int wrong = 0,
                found = 0;
            for (var i = 0; i < _ratings.Length; )
            {
                var threshold = _ratings[i];
                for (; i < _ratings.Length && _ratings[i].Equals(threshold); i++)
                {
                    var count = times[_patients[i]];
                    (wrong, found) = _onLesion[i] ? (wrong, found + count) : (wrong + count, found);
                }

                var (nextX, nextY) = (wrong / patients, (double)found / lesions);
                if (nextX > falsePositives)
                {
                    return y + ((nextY - y) * (falsePositives - x) / (nextX - x));
                }

                (x, y) = (nextX, nextY);
            }

            return y;
        }
    }
}
