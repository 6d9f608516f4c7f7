using ReaderStudy.Tests;

namespace ReaderStudy.Inference.Tests.Training;

/// <summary>Debian's Python with PyTorch and onnx, for the scripts of models/training.</summary>
internal static class Torch
{
    private const string Program = "/usr/bin/python3";

    public static string LilnetFolder { get; } = Path.Combine(SharedData.RepositoryRoot, "models", "training", "lilnet");

    /// <summary>What has to be installed before the scripts run; null when all is there.</summary>
    public static string? Missing { get; } =
        File.Exists(Program)
        && new[] { "torch", "onnx", "numpy" }.All(module => Directory.Exists("/usr/lib/python3/dist-packages/" + module))
            ? null
            : "needs Debian's python3-torch, python3-onnx and python3-numpy";

    /// <summary>Runs Python in the folder of LiLNet and waits for its end.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        Python.RunAsync(Program, LilnetFolder, arguments);
}

/// <summary>A fact that needs PyTorch and is skipped, visibly, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = Torch.Missing;
}

/// <summary>A theory that needs PyTorch and is skipped, visibly, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchTheoryAttribute : TheoryAttribute
{
    public TorchTheoryAttribute() => Skip = Torch.Missing;
}
