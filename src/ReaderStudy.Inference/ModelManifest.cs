using System.Text.Json.Serialization;

namespace ReaderStudy.Inference;

/// <summary>What <c>model.json</c> says. Members that this version does not know are ignored; missing required ones refuse the model.</summary>
public sealed record ModelManifest
{
    /// <summary>Version of this file's format; 1.</summary>
    public required int Format { get; init; }

    /// <summary>Equal to the folder's name.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SPDX identifier.</summary>
    public required string Licence { get; init; }

    /// <summary>What the model may and may not be used for, in words that are shown to users.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>What the model does not know or cannot do; null: the package does not say.</summary>
    public string? Limitations { get; init; }

    public required string TrainingData { get; init; }

    /// <summary>How the network works, in words; null: the package does not say.</summary>
    public string? Method { get; init; }

    /// <summary>What is predicted of what; this version knows <see cref="CaseClassification"/>.</summary>
    public required string Task { get; init; }

    /// <summary>In the order of the network's scores.</summary>
    public required IReadOnlyList<ModelClass> Classes { get; init; }

    public required Preprocessing Preprocessing { get; init; }

    public required ModelNetwork Network { get; init; }

    /// <summary>Every file that the model is made of, model.json apart.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    public required GoldenCheck Golden { get; init; }

    /// <summary>Results on cases that took no part in training; null if none are known.</summary>
    public HeldOutResult? HeldOut { get; init; }

    /// <summary>One score per class for a whole case.</summary>
    [JsonIgnore]
    public static string CaseClassification => "case-classification";
}

/// <summary>One class that a model scores.</summary>
/// <param name="Code">As protocols write it: HCC.</param>
/// <param name="Name">In full.</param>
/// <param name="Group">The group it counts to: malignant or benign.</param>
public sealed record ModelClass(string Code, string Name, string Group);

/// <summary>The ONNX file and the names of its ends.</summary>
/// <param name="File">Path within the model's folder.</param>
/// <param name="Input">Float tensor [slice, phase, row, column].</param>
/// <param name="Scores">Float tensor [1, class]: logits.</param>
/// <param name="Presence">Float tensor [slice, row, column] on a coarser grid: the logit that a lesion is at a place; null if the network has none.</param>
public sealed record ModelNetwork(string File, string Input, string Scores, string? Presence);

/// <summary>A file of the model.</summary>
/// <param name="Path">Within the model's folder, with forward slashes.</param>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record ModelFile(string Path, string Sha256);

/// <summary>A stored input whose scores are known from the framework that trained the network.</summary>
/// <param name="Input">File of bytes; each divided by 255 is one value.</param>
/// <param name="Shape">Of the input: slices, phases, rows, columns.</param>
/// <param name="Scores">What the network must answer.</param>
/// <param name="Tolerance">Largest difference allowed of any score.</param>
public sealed record GoldenCheck(string Input, IReadOnlyList<int> Shape, IReadOnlyList<double> Scores, double Tolerance);

/// <summary>Results on cases that took no part in training.</summary>
/// <param name="Data">What the cases were.</param>
/// <param name="Classes">Right class of all.</param>
/// <param name="Groups">Right group (benign or malignant).</param>
/// <param name="Confusion">Cases by truth (rows) and answer (columns), in the order of the classes.</param>
public sealed record HeldOutResult(
    string Data,
    MeasuredProportion Classes,
    MeasuredProportion Groups,
    IReadOnlyList<IReadOnlyList<int>> Confusion
);

/// <summary>A proportion with its 95 % Wilson interval.</summary>
public sealed record MeasuredProportion(int Correct, int Of, double Proportion, double Low, double High);
