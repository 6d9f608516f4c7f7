using System.Text.Json;
using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>pROC's power.roc.test of one curve, and of two from binormal parameters.</summary>
internal static class ProcPower
{
    [Reproduces("pROC", "power.roc.test")]
    private static Dictionary<string, object?> Power(FixtureFolder folder, FixtureBlock block)
    {
        var given = Arguments(block.Options);
        double? Get(string name) => given.GetValueOrDefault(name);
        var oneSided = block.Option("alternative") == "one.sided";
        var two = given.ContainsKey("A1");
        var kappa = Get("kappa") ?? 1;
        var positives = Get("ncases") ?? Get("ncontrols") / kappa;
        var negatives = Get("ncontrols") ?? Get("ncases") * kappa;
        var power = Get("power");
        // sig.level is 0.05 unless it is what is asked for: given as null, or left out where everything else is given.
        var complete = power is not null && positives is not null && (two || Get("auc") is not null);
        var level = Get("sig.level") ?? (given.ContainsKey("sig.level") || complete ? null : 0.05);
        return two
            ? Two(Curves(given), positives, negatives, level, power, kappa, oneSided)
            : One(Get("auc"), positives, negatives, level, power, kappa, oneSided);
    }

    private static Dictionary<string, object?> One(
        double? auc,
        double? positives,
        double? negatives,
        double? level,
        double? power,
        double kappa,
        bool oneSided
    )
    {
        var sides = oneSided ? 1 : 2;
        var design =
            auc is null ? AsUnirootSolves(positives!.Value, negatives!.Value, power!.Value, level!.Value / sides)
            : positives is null ? RocPower.SampleOneSided(auc.Value, power!.Value, level!.Value / sides, kappa)
            : power is null ? RocPower.PowerOneSided(auc.Value, positives.Value, negatives!.Value, level!.Value / sides)
            : RocPower.SignificanceLevelOneSided(auc.Value, positives.Value, negatives!.Value, power.Value);
        return new()
        {
            ["ncases"] = design.Positives,
            ["ncontrols"] = design.Negatives,
            ["auc"] = design.Auc,
            ["sig.level"] = sides * design.SignificanceLevel,
            ["power"] = design.Power,
        };
    }

    /// <summary>
    /// pROC solves for the AUC by R's uniroot, which stops at a tolerance of 1.2e-4: its answer has four digits, ours all. What it stops at
    /// is had by the same steps.
    /// </summary>
    private static RocDesign AsUnirootSolves(double positives, double negatives, double power, double level)
    {
        var ratio = negatives / positives;
        var auc = Uniroot.Solve(x => RocPower.SampleOneSided(x, power, level, ratio).Positives - positives, 0.5, 1 - 1e-16);
        Assert.Equal(RocPower.DetectableAucOneSided(positives, negatives, power, level).Auc, auc, Uniroot.Tolerance);
        return new RocDesign(auc, positives, negatives, level, power);
    }

    private static Dictionary<string, object?> Two(
        TwoRocPower curves,
        double? positives,
        double? negatives,
        double? level,
        double? power,
        double kappa,
        bool oneSided
    )
    {
        var sides = oneSided ? 1 : 2;
        var design =
            positives is null ? curves.Sample(power!.Value, level!.Value / sides, kappa)
            : power is null ? curves.Power(positives.Value, negatives!.Value, level!.Value / sides)
            : curves.SignificanceLevel(positives.Value, negatives!.Value, power.Value);
        return new()
        {
            ["ncases"] = design.Positives,
            ["ncontrols"] = design.Negatives,
            ["sig.level"] = sides * design.SignificanceLevel,
            ["power"] = design.Power,
        };
    }

    private static TwoRocPower Curves(Dictionary<string, double?> given) =>
        TwoRocPower.OfBinormal(
            new(given["A1"]!.Value, given["B1"]!.Value, given.GetValueOrDefault("FPR11"), given.GetValueOrDefault("FPR12")),
            new(given["A2"]!.Value, given["B2"]!.Value, given.GetValueOrDefault("FPR21"), given.GetValueOrDefault("FPR22")),
            given["rn"]!.Value,
            given["ra"]!.Value,
            given["delta"]!.Value
        );

    /// <summary>Numbers among the options, also those one level down (parslist).</summary>
    private static Dictionary<string, double?> Arguments(JsonElement options)
    {
        var all = new Dictionary<string, double?>();
        foreach (var property in options.EnumerateObject())
        {
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var (name, value) in Arguments(property.Value))
                    {
                        all[name] = value;
                    }

                    break;
                case JsonValueKind.Number or JsonValueKind.Null:
                    all[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value.GetDouble();
                    break;
                default:
                    break;
            }
        }

        return all;
    }
}
