using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class PowerOfProportions
{
    [Reproduces("stats", "power.prop.test")]
    public static object? Of(FixtureFolder folder, FixtureBlock block)
    {
        var input = folder.Input;
        var alpha = block.Number("sig.level", 0.05);
        var oneSided = block.Option("alternative") == "one.sided";
        return Enumerable
            .Range(0, input.Count)
            .Select(i =>
            {
                var (p1, p2, n) = (input.Number(i, "p1"), input.Number(i, "p2"), input.Number(i, "n"));
                return new Dictionary<string, object?>
                {
                    ["p1"] = p1,
                    ["p2"] = p2,
                    ["n"] = n,
                    ["power"] = oneSided ? TwoProportionsPower.OneSidedOf(n, p1, p2, alpha) : TwoProportionsPower.Of(n, p1, p2, alpha),
                    ["power_strict"] = oneSided
                        ? TwoProportionsPower.OneSidedOf(n, p1, p2, alpha)
                        : TwoProportionsPower.StrictOf(n, p1, p2, alpha),
                    ["n_for_80"] = oneSided
                        ? TwoProportionsPower.OneSidedCasesPerGroup(0.8, p1, p2, alpha)
                        : TwoProportionsPower.CasesPerGroup(0.8, p1, p2, alpha),
                };
            })
            .ToList();
    }
}
