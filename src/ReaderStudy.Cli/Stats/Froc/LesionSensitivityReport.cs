using ReaderStudy.Cli.Stats.Mrmc;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary>Tables and JSON of <c>lesion-sensitivity</c>.</summary>
internal sealed class LesionSensitivityReport(FrocReadings readings, double level)
{
    private readonly List<IReadOnlyList<string>> _detections = [];
    private readonly List<IReadOnlyList<string>> _curves = [];
    private readonly List<IReadOnlyList<string>> _bands = [];
    private readonly List<IReadOnlyList<string>> _rates = [];

    public StatsReport Of(double[] rates, double[] sizes, double? sensitivity, int replicates, ulong seed)
    {
        var result = new
        {
            Patients = readings.Patients.Count,
            Cases = readings.Cases.Count,
            Lesions = readings.Lesions.Count,
            AtFalsePositives = rates.Select(rate => AtRate(rate, sizes, replicates, seed)).ToList(),
            AtSensitivity = sensitivity is { } wanted ? ForEach((i, j) => AtSensitivity(i, j, wanted)) : null,
        };
        var tables = new List<StatsTable>
        {
            new(
                "At a threshold",
                ["treatment", "reader", "FP/patient ≤", "threshold", "found", "sensitivity", Interval, "FP/patient", Interval],
                _detections,
                2
            ),
            new("On the FROC curve, patients resampled", ["treatment", "reader", "FP/patient", "sensitivity", "SE", Interval], _curves, 2),
        };
        if (_bands.Count > 0)
        {
            tables.Add(
                new(
                    "By size of lesion, at the same thresholds",
                    ["treatment", "reader", "mm", "FP/patient ≤", "found", "sensitivity", Interval],
                    _bands,
                    3
                )
            );
        }

        if (_rates.Count > 0)
        {
            tables.Add(
                new(
                    "False positives at a sensitivity",
                    ["treatment", "reader", "sensitivity ≥", "threshold", "attained", "FP/patient", Interval],
                    _rates,
                    2
                )
            );
        }

        return new StatsReport(result, tables);
    }

    private string Interval => InferenceReport.Interval(level);

    private object AtRate(double rate, double[] sizes, int replicates, ulong seed)
    {
        var bootstrap = LesionSensitivityBootstrap.Of(readings, rate, replicates, seed);
        foreach (var reader in bootstrap.Readers)
        {
            Resampled(reader.Treatment, reader.Reader, rate, reader.Estimate);
        }

        foreach (var mean in bootstrap.Means)
        {
            Resampled(mean.Treatment, "mean", rate, mean.Estimate);
        }

        foreach (var difference in bootstrap.Differences)
        {
            Resampled($"{difference.First} − {difference.Second}", "mean", rate, difference.Estimate);
        }

        return new
        {
            FalsePositivesPerPatient = rate,
            Readers = ForEach((i, j) => Detection(i, j, rate, sizes)),
            MeanAtThresholds = readings
                .Treatments.Select(
                    (name, i) =>
                        new
                        {
                            Treatment = name,
                            Estimate = InferenceReport.Json(LesionSensitivity.MeanAtFalsePositives(readings, i, rate), level),
                        }
                )
                .ToList(),
            Curve = new
            {
                Readers = bootstrap
                    .Readers.Select(r => new
                    {
                        r.Treatment,
                        r.Reader,
                        Estimate = Json(r.Estimate),
                    })
                    .ToList(),
                Means = bootstrap.Means.Select(m => new { m.Treatment, Estimate = Json(m.Estimate) }).ToList(),
                Differences = bootstrap
                    .Differences.Select(d => new
                    {
                        d.First,
                        d.Second,
                        Estimate = Json(d.Estimate),
                    })
                    .ToList(),
            },
        };
    }

    private object Detection(int treatment, int reader, double rate, double[] sizes)
    {
        var (arm, name) = (readings.Treatments[treatment], readings.Readers[reader]);
        var detection = LesionSensitivity.AtFalsePositives(readings, treatment, reader, rate);
        _detections.Add([
            arm,
            name,
            Printed.Number(rate),
            Printed.Number(detection.Threshold),
            Found(detection.Sensitivity),
            Printed.Percent(detection.Sensitivity.Proportion),
            Printed.Interval(detection.Sensitivity.WilsonInterval(level)),
            Printed.Number(detection.FalsePositives.PerPatient),
            Printed.Interval(detection.FalsePositives.Interval(level)),
        ]);
        var bands = sizes.Length == 0 ? [] : LesionSensitivity.BySize(readings, treatment, reader, detection.Threshold, sizes);
        foreach (var band in bands)
        {
            _bands.Add([
                arm,
                name,
                double.IsNaN(band.From) ? "not measured" : $"{Printed.Number(band.From)} to <{Printed.Number(band.To)}",
                Printed.Number(rate),
                Found(band.Sensitivity),
                Printed.Percent(band.Sensitivity.Proportion),
                Printed.Interval(band.Sensitivity.WilsonInterval(level)),
            ]);
        }

        return new
        {
            Treatment = arm,
            Reader = name,
            detection.Threshold,
            Sensitivity = Json(detection.Sensitivity),
            FalsePositives = Json(detection.FalsePositives),
            Bands = bands
                .Select(b => new
                {
                    b.From,
                    b.To,
                    Sensitivity = Json(b.Sensitivity),
                })
                .ToList(),
        };
    }

    private object AtSensitivity(int treatment, int reader, double wanted)
    {
        var (arm, name) = (readings.Treatments[treatment], readings.Readers[reader]);
        var detection = LesionSensitivity.AtSensitivity(readings, treatment, reader, wanted);
        _rates.Add(
            detection is null
                ? [arm, name, Printed.Percent(wanted), Printed.Undefined, "not reached", Printed.Undefined, Printed.Undefined]
                :
                [
                    arm,
                    name,
                    Printed.Percent(wanted),
                    Printed.Number(detection.Threshold),
                    Printed.Percent(detection.Sensitivity.Proportion),
                    Printed.Number(detection.FalsePositives.PerPatient),
                    Printed.Interval(detection.FalsePositives.Interval(level)),
                ]
        );
        return new
        {
            Treatment = arm,
            Reader = name,
            Wanted = wanted,
            detection?.Threshold,
            Sensitivity = detection is null ? null : Json(detection.Sensitivity),
            FalsePositives = detection is null ? null : Json(detection.FalsePositives),
        };
    }

    private void Resampled(string treatment, string reader, double rate, ResampledEstimate estimate) =>
        _curves.Add([
            treatment,
            reader,
            Printed.Number(rate),
            Printed.Number(estimate.Value),
            Printed.Number(estimate.StandardError),
            Printed.Interval(estimate.PercentileInterval(level)),
        ]);

    private List<object> ForEach(Func<int, int, object> cell)
    {
        var all = new List<object>();
        for (var i = 0; i < readings.Treatments.Count; i++)
        {
            for (var j = 0; j < readings.Readers.Count; j++)
            {
                all.Add(cell(i, j));
            }
        }

        return all;
    }

    private static string Found(ClusteredProportion share) => $"{Printed.Count(share.Count)}/{Printed.Count(share.Units)}";

    private object Json(ClusteredProportion share) =>
        new
        {
            share.Count,
            share.Units,
            share.Clusters,
            share.Proportion,
            share.Variance,
            WilsonInterval = share.WilsonInterval(level),
        };

    private object Json(MarkRate rate) =>
        new
        {
            rate.Marks,
            rate.Patients,
            rate.PerPatient,
            rate.Variance,
            Interval = rate.Interval(level),
        };

    private object Json(ResampledEstimate estimate) =>
        new
        {
            estimate.Value,
            estimate.StandardError,
            Interval = estimate.PercentileInterval(level),
            Replicates = estimate.Replicates.Length,
        };
}
