namespace ReaderStudy.Radiomics;

/// <summary>A feature: IBSI's identifier and its name there.</summary>
public sealed record FeatureName(string Code, string Name);

/// <summary>A feature of a region.</summary>
/// <param name="Code">IBSI's identifier, such as RNU0.</param>
/// <param name="Name">IBSI's name.</param>
/// <param name="Family">What it belongs to.</param>
/// <param name="Aggregation">How slices and directions became one value.</param>
/// <param name="Value">A finite number; null where the feature is not defined for the region.</param>
/// <param name="Reason">Why there is no value; null where there is one.</param>
public sealed record FeatureValue(string Code, string Name, FeatureFamily Family, Aggregation Aggregation, double? Value, string? Reason)
{
    /// <summary>The value of a formula; what came out as no number has the reason instead.</summary>
    internal static FeatureValue Of(FeatureName name, FeatureFamily family, Aggregation aggregation, double value, string reason) =>
        double.IsFinite(value)
            ? new FeatureValue(name.Code, name.Name, family, aggregation, value, null)
            : new FeatureValue(name.Code, name.Name, family, aggregation, null, reason);
}
