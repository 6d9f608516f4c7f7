namespace ReaderStudy.Inference;

/// <summary>Where networks run.</summary>
public sealed record InferenceOptions
{
    public InferenceProvider Provider { get; init; } = InferenceProvider.Cpu;

    /// <summary>Number of the GPU for <see cref="InferenceProvider.Cuda"/>.</summary>
    public int CudaDevice { get; init; }

    /// <summary>Threads of one run on the CPU: half the processors unless told, so that readers are still served meanwhile.</summary>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);
}

/// <summary>What a network runs on.</summary>
public enum InferenceProvider
{
    Cpu,

    /// <summary>An NVIDIA GPU; needs the CUDA provider library beside ONNX Runtime's (src/ReaderStudy.OnnxRuntime/README.md).</summary>
    Cuda,
}
