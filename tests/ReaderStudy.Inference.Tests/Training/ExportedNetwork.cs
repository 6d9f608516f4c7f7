using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ReaderStudy.Inference.Tests.Training;

/// <summary>A LiLNet as models/training/lilnet/export.py writes it, opened with ONNX Runtime.</summary>
internal sealed class ExportedNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly float[] _crops;

    public ExportedNetwork(string folder)
    {
        Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "model.json")))!.AsObject();
        var golden = Manifest["golden"]!;
        Shape = [.. golden["shape"]!.AsArray().Select(side => (int)side!)];
        GoldenScores = [.. golden["images"]!.AsArray().Select(image => image!.AsArray().Select(score => (double)score!).ToArray())];
        _crops = Array.ConvertAll(File.ReadAllBytes(Path.Combine(folder, (string)golden["input"]!)), value => value / 255f);
        using var options = new SessionOptions { IntraOpNumThreads = 2 };
        _session = new InferenceSession(Path.Combine(folder, (string)Manifest["network"]!["file"]!), options);
    }

    public JsonObject Manifest { get; }

    /// <summary>Of the golden input: images, 1, rows, columns.</summary>
    public int[] Shape { get; }

    /// <summary>What PyTorch answered for each image of the golden input.</summary>
    public double[][] GoldenScores { get; }

    /// <summary>AG and the evidence of both stages for some of the golden images.</summary>
    public (float[][] Scores, float[][] Evidence3, float[][] Evidence4) Run(int first, int count)
    {
        var plane = Shape[2] * Shape[3];
        var crops = new DenseTensor<float>(_crops.AsMemory(first * plane, count * plane), [count, 1, Shape[2], Shape[3]]);
        using var outputs = _session.Run([NamedOnnxValue.CreateFromTensor("crops", crops)], ["AG", "evidence3", "evidence4"]);
        var byImage = outputs
            .Select(output => output.AsTensor<float>().ToArray())
            .Select(values => values.Chunk(values.Length / count).ToArray());
        return byImage.ToArray() is [var scores, var evidence3, var evidence4]
            ? (scores, evidence3, evidence4)
            : throw new InvalidOperationException();
    }

    public void Dispose() => _session.Dispose();
}
