using System.Text.Json;
using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>RJafroc's power and number of cases, from variance components. The rows to compute are named by what was asked for.</summary>
internal static class RjafrocPower
{
    /// <summary>The package looks at 2 to this many cases and then stops.</summary>
    private const int Last = 2001;

    [Reproduces("RJafroc", "SsPowerGivenJK / SsPowerGivenJKDbmVarCom")]
    [Reproduces("RJafroc", "SsPowerGivenJK")]
    [Reproduces("RJafroc", "SsPowerGivenJKDbmVarCom")]
    [Reproduces("RJafroc", "SsPowerGivenJKOrVarCom")]
    public static object? Power(FixtureFolder folder, FixtureBlock block) =>
        Rows(block)
            .Select(row =>
            {
                var plan = new Plan(folder, block, row);
                var power = plan.Power(row.GetProperty("J").GetInt32(), row.GetProperty("K").GetInt32());
                return plan.Row(power);
            })
            .ToList();

    [Reproduces("RJafroc", "SsSampleSizeKGivenJ")]
    public static object? Cases(FixtureFolder folder, FixtureBlock block) =>
        Rows(block)
            .Select(row =>
            {
                var plan = new Plan(folder, block, row);
                var readers = row.GetProperty("J").GetInt32();
                var aim = row.TryGetProperty("desiredPower", out var own) ? own.GetDouble() : block.Number("desiredPower", 0.8);
                var size = MrmcSampleSize.OfCases(k => plan.Power(readers, k), aim, Last);
                var result = plan.Row(size.Power);
                result[$"K{plan.Option}"] = size.Number ?? Last;
                return result;
            })
            .ToList();

    private static IEnumerable<JsonElement> Rows(FixtureBlock block) =>
        block.Values.ValueKind == JsonValueKind.Array ? block.Values.EnumerateArray() : [block.Values];

    /// <summary>What a row asks for: readers, cases, difference, what to generalise to and by which components.</summary>
    private sealed class Plan
    {
        private readonly Dictionary<string, object?> _asked = [];
        private readonly Func<int, int, MrmcPower> _power;

        public Plan(FixtureFolder folder, FixtureBlock block, JsonElement row)
        {
            foreach (var name in new[] { "effectSize", "J", "K", "desiredPower" })
            {
                if (row.TryGetProperty(name, out var value))
                {
                    _asked.Add(name, value.GetDouble());
                }
            }

            Option = row.GetProperty("analysisOption").GetString()!;
            _asked.Add("analysisOption", Option);
            var method = row.TryGetProperty("method", out var given) ? given.GetString()! : "OR";
            _asked.Add("method", method);
            var difference = row.GetProperty("effectSize").GetDouble();
            var alpha = block.Number("alpha", 0.05);
            var components = folder.Input.Texts("component").Zip(folder.Input.Numbers("value")).ToDictionary(c => c.First, c => c.Second);
            if (method.StartsWith("OR", StringComparison.Ordinal))
            {
                var pilot = new OrPilot(
                    components["VarTR"],
                    components["Var"],
                    components["Cov1"],
                    components["Cov2"],
                    components["Cov3"],
                    (int)components["KStar"]
                );
                _power = Option switch
                {
                    "RRRC" => (r, k) => pilot.RandomReadersRandomCases(difference, r, k, alpha),
                    "FRRC" => (r, k) => pilot.FixedReadersRandomCases(difference, r, k, alpha),
                    _ => (r, k) => pilot.RandomReadersFixedCases(difference, r, k, alpha),
                };
            }
            else
            {
                var pilot = new DbmPilot(components["DBM.VarTR"], components["DBM.VarTC"], components["DBM.VarErr"]);
                _power = Option switch
                {
                    "RRRC" => (r, k) => pilot.RandomReadersRandomCases(difference, r, k, alpha),
                    "FRRC" => (r, k) => pilot.FixedReadersRandomCases(difference, r, k, alpha),
                    _ => (r, k) => pilot.RandomReadersFixedCases(difference, r, k, alpha),
                };
            }
        }

        public string Option { get; }

        public MrmcPower Power(int readers, int cases) => _power(readers, cases);

        public Dictionary<string, object?> Row(MrmcPower power)
        {
            var row = new Dictionary<string, object?>(_asked)
            {
                [$"power{Option}"] = power.Power,
                [$"ncp{Option}"] = power.Noncentrality,
                [$"df2{Option}"] = double.IsInfinity(power.DenominatorDf) ? null : power.DenominatorDf,
                [$"f{Option}"] = power.Critical,
                [$"chsq{Option}"] = power.Critical,
            };
            return row;
        }
    }
}
