namespace ReaderStudy.Domain.Studies;

/// <summary>What is claimed and how it is tested. Sealed with the protocol, before anybody reads.</summary>
public sealed record AnalysisPlan
{
    /// <summary>How a template begins a text that the study's own words replace.</summary>
    public const string Placeholder = "To be filled in";

    public IReadOnlyList<Endpoint> Endpoints { get; init; } = [];

    /// <summary>Covariance and degrees of freedom, in the words of the field: Obuchowski-Rockette with jackknife covariances and Hillis df.</summary>
    public string Method { get; init; } = "";

    /// <summary>What is done with readings that are missing.</summary>
    public string MissingReadings { get; init; } = "";

    /// <summary>What is done with cases that a reader or the model could not evaluate (STARD item 15).</summary>
    public string NotEvaluable { get; init; } = "";

    /// <summary>When a mark counts as the lesion: overlap, distance to the centre.</summary>
    public string Localisation { get; init; } = "";

    public string Multiplicity { get; init; } = "";

    /// <summary>Subgroups that are reported, named before reading.</summary>
    public IReadOnlyList<string> Subgroups { get; init; } = [];

    /// <summary>Expected effect, variance components and the power they give.</summary>
    public string SampleSize { get; init; } = "";

    /// <summary>True of a text of the plan that says nothing yet: it is empty, or still the template's.</summary>
    public static bool IsOpen(string text) =>
        string.IsNullOrWhiteSpace(text) || text.TrimStart().StartsWith(Placeholder, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One quantity that the study is about.</summary>
public sealed record Endpoint
{
    /// <summary><see cref="Against"/>: the readers, where the claim is about a model alone.</summary>
    public const string Readers = "readers";

    /// <summary><see cref="Against"/>: the model alone.</summary>
    public const string Ai = "ai";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool IsPrimary { get; init; }

    public required EndpointMetric Metric { get; init; }

    /// <summary>The task that is scored.</summary>
    public required string Task { get; init; }

    /// <summary>The arm that is claimed to be better, or not worse; null: no comparison of arms.</summary>
    public string? Arm { get; init; }

    /// <summary>What it is compared with: another arm, or <see cref="Readers"/>, or <see cref="Ai"/>; null where there is no comparison.</summary>
    public string? Against { get; init; }

    public EndpointHypothesis Hypothesis { get; init; } = EndpointHypothesis.Estimate;

    /// <summary>Largest loss that still counts as not inferior, or half-width of equivalence, in units of the metric; null where none is needed.</summary>
    public double? Margin { get; init; }

    /// <summary>Two-sided level.</summary>
    public double Alpha { get; init; } = 0.05;
}

public enum EndpointMetric
{
    Auc,
    Sensitivity,
    Specificity,
    Accuracy,
    Kappa,
    WeightedAlternativeFrocArea,
    Dice,
    ReadingTime,
}

public enum EndpointHypothesis
{
    /// <summary>An estimate with its interval; nothing is tested.</summary>
    Estimate,
    Superiority,
    NonInferiority,
    Equivalence,
}
