namespace ReaderStudy.Inference;

/// <summary>Why a model cannot be used at all.</summary>
public enum ModelProblem
{
    /// <summary>The folder or its model.json is not there.</summary>
    Missing,

    /// <summary>model.json cannot be understood.</summary>
    InvalidManifest,

    /// <summary>A file of the model is not there.</summary>
    FileMissing,

    /// <summary>A file is not the one that model.json names: damaged or exchanged.</summary>
    HashMismatch,

    /// <summary>The stored input does not give the stored scores on this machine.</summary>
    GoldenMismatch,

    /// <summary>ONNX Runtime's native library is missing.</summary>
    RuntimeMissing,

    /// <summary>ONNX Runtime cannot open the network, or not with the provider asked for.</summary>
    CannotOpen,
}

/// <summary>A model is refused. The message says what to do.</summary>
public sealed class ModelException : Exception
{
    public ModelException(ModelProblem problem, string message, Exception? cause = null)
        : base(message, cause) => Problem = problem;

    public ModelProblem Problem { get; }
}
