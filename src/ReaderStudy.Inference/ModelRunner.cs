using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference;

/// <summary>
/// A model ready to run: its session is opened once, and the golden input has given the golden scores on this machine.
/// May be used by several threads at a time.
/// </summary>
public sealed class ModelRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly InferenceOptions _options;

    /// <summary>Opens the network and runs the golden check.</summary>
    /// <exception cref="ModelException">ONNX Runtime is missing, cannot open the network, or computes something else than it should.</exception>
    public ModelRunner(ModelPackage package, InferenceOptions? options = null)
    {
        Package = package;
        _options = options ?? new InferenceOptions();
        _session = OnnxSession.Open(package, _options);
        Runtime = "ONNX Runtime " + OrtEnv.Instance().GetVersionString();
        try
        {
            GoldenDifference = CheckGolden();
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public ModelPackage Package { get; }

    /// <summary>Name and version of what runs the network.</summary>
    public string Runtime { get; }

    /// <summary>Largest difference of a score found by the golden check; at most the tolerance of model.json.</summary>
    public double GoldenDifference { get; }

    /// <summary>Runs the model on a case.</summary>
    /// <param name="phases">Images by phase: native, arterial, portal-venous, delayed. Phases that the model does not use are ignored.</param>
    /// <param name="cancellationToken">Checked between slices of the preprocessing.</param>
    /// <returns><see cref="Predicted"/>, or <see cref="NotPredicted"/> with the reason.</returns>
    public PredictionOutcome Predict(IReadOnlyDictionary<string, Volume> phases, CancellationToken cancellationToken = default)
    {
        var settings = Package.Manifest.Preprocessing;
        if (CaseInput.Refuse(settings, phases) is { } refusal)
        {
            return refusal;
        }

        var start = Stopwatch.GetTimestamp();
        var (values, slices) = CaseInput.Make(settings, phases, cancellationToken);
        var (scores, presence) = Run(values, [slices, settings.Phases.Count, settings.Rows, settings.Columns]);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var (place, strongest) = Strongest(presence, phases[settings.ReferencePhase], slices);
        return new Predicted(
            scores,
            place,
            strongest,
            Package.Manifest.Id,
            Package.Manifest.Version,
            Package.Sha256,
            Package.PreprocessingSha256,
            Runtime,
            OnnxSession.NameOf(_options.Provider),
            elapsed
        );
    }

    public void Dispose() => _session.Dispose();

    private (double[] Scores, DenseTensor<float>? Presence) Run(float[] values, int[] shape)
    {
        var network = Package.Manifest.Network;
        var input = NamedOnnxValue.CreateFromTensor(network.Input, new DenseTensor<float>(values, shape));
        string[] wanted = network.Presence is null ? [network.Scores] : [network.Scores, network.Presence];
        using var outputs = _session.Run([input], wanted);
        var scores = outputs[0].AsTensor<float>().Select(score => (double)score).ToArray();
        if (scores.Length != Package.Manifest.Classes.Count || !scores.All(double.IsFinite))
        {
            throw new ModelException(
                ModelProblem.CannotOpen,
                $"Model '{Package.Manifest.Id}' answered {scores.Length} scores, not {Package.Manifest.Classes.Count} finite ones."
            );
        }

        return (scores, network.Presence is null ? null : outputs[1].AsTensor<float>().ToDenseTensor());
    }

    private (Point3? Place, double Presence) Strongest(DenseTensor<float>? presence, Volume reference, int slices)
    {
        if (presence is null)
        {
            return (null, double.NaN);
        }

        var values = presence.Buffer.Span;
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        var (rows, columns) = (presence.Dimensions[1], presence.Dimensions[2]);
        var settings = Package.Manifest.Preprocessing;
        var geometry = reference.Geometry;
        var middle = geometry.PositionOf((geometry.Slices - 1) / 2.0, (geometry.Rows - 1) / 2.0, (geometry.Columns - 1) / 2.0);
        var place = new Point3(
            middle.X + (best % columns - (columns - 1) / 2.0) * settings.PixelSpacing * settings.Columns / columns,
            middle.Y + (best / columns % rows - (rows - 1) / 2.0) * settings.PixelSpacing * settings.Rows / rows,
            middle.Z + (best / (columns * rows) - (slices - 1) / 2.0) * settings.SliceSpacing
        );
        return (place, values[best]);
    }

    private double CheckGolden()
    {
        var golden = Package.Manifest.Golden;
        var bytes = Package.Content(golden.Input);
        var expected = golden.Shape.Aggregate(1L, (product, side) => product * side);
        if (bytes.Length != expected)
        {
            throw new ModelException(
                ModelProblem.InvalidManifest,
                $"Model '{Package.Manifest.Id}': the golden input has {bytes.Length} bytes, its shape needs {expected}."
            );
        }

        var (scores, _) = Run(Array.ConvertAll(bytes, value => value / 255f), [.. golden.Shape]);
        var difference = scores.Zip(golden.Scores).Max(pair => Math.Abs(pair.First - pair.Second));
        return difference <= golden.Tolerance
            ? difference
            : throw new ModelException(
                ModelProblem.GoldenMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Model '{Package.Manifest.Id}' is refused: on this machine the golden input gives scores up to {difference:G3} away from the stored ones, more than {golden.Tolerance:G3}. Its predictions could not be trusted."
                )
            );
    }
}
