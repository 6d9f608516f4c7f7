using System.Text.Json;
using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>R package kappaSize 1.2.</summary>
internal static class KappaSize
{
    [Reproduces("kappaSize", "PowerBinary")]
    [Reproduces("kappaSize", "Power3Cats")]
    [Reproduces("kappaSize", "Power4Cats")]
    [Reproduces("kappaSize", "Power5Cats")]
    public static object? Power(FixtureFolder folder, FixtureBlock block)
    {
        var (kappa0, kappa1) = (block.Number("kappa0", double.NaN), block.Number("kappa1", double.NaN));
        var (alpha, power) = (block.Number("alpha", 0.05), block.Number("power", 0.8));
        var size = KappaPower.Size(Design(block), kappa0, kappa1, alpha, power);
        var values = Echo(block, alpha);
        values["kappa1"] = kappa1;
        values["power"] = power;
        values["N"] = size.CasesOfCoarseSearch;
        return values;
    }

    [Reproduces("kappaSize", "CIBinary")]
    [Reproduces("kappaSize", "CI3Cats")]
    [Reproduces("kappaSize", "CI4Cats")]
    [Reproduces("kappaSize", "CI5Cats")]
    public static object? ConfidenceInterval(FixtureFolder folder, FixtureBlock block)
    {
        var (kappa0, alpha) = (block.Number("kappa0", double.NaN), block.Number("alpha", 0.05));
        var (lower, upper) = (block.Number("kappaL", double.NaN), block.Number("kappaU", double.NaN));
        var size = double.IsNaN(upper)
            ? KappaPrecision.ForLowerLimit(Design(block), kappa0, lower, alpha)
            : KappaPrecision.ForLimits(Design(block), kappa0, lower, upper, alpha);
        var values = Echo(block, alpha);
        values["kappaL"] = lower;
        values["kappaU"] = upper;
        values["ChiCrit"] = size.CriticalValue;
        values["n"] = size.CasesOfPackage;
        return values;
    }

    [Reproduces("kappaSize", "FixedNBinary")]
    [Reproduces("kappaSize", "FixedN3Cats")]
    [Reproduces("kappaSize", "FixedN4Cats")]
    [Reproduces("kappaSize", "FixedN5Cats")]
    public static object? FixedN(FixtureFolder folder, FixtureBlock block)
    {
        var (kappa0, alpha) = (block.Number("kappa0", double.NaN), block.Number("alpha", 0.05));
        var cases = (int)block.Number("n", double.NaN);
        var limit = KappaPrecision.ExpectedLimit(Design(block), kappa0, cases, alpha);
        var values = Echo(block, alpha);
        values["n"] = cases;
        values["ChiCrit"] = limit.CriticalValue;
        values["kappaL"] = limit.LowerOnGrid;
        return values;
    }

    /// <summary>What the package repeats of its arguments.</summary>
    private static Dictionary<string, object?> Echo(FixtureBlock block, double alpha) =>
        new()
        {
            ["kappa0"] = block.Number("kappa0", double.NaN),
            ["props"] = Shares(block) is { Length: > 2 } shares ? shares : Shares(block)[0],
            ["raters"] = Readers(block),
            ["alpha"] = alpha,
        };

    private static KappaDesign Design(FixtureBlock block) => new(Shares(block), Readers(block));

    private static int Readers(FixtureBlock block) => (int)block.Number("raters", 2);

    private static double[] Shares(FixtureBlock block)
    {
        var shares = block.Options.GetProperty("props");
        return shares.ValueKind == JsonValueKind.Array ? [.. shares.EnumerateArray().Select(p => p.GetDouble())] : [shares.GetDouble()];
    }
}
