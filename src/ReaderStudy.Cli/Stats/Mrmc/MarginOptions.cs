using System.CommandLine;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>Tests against margins: non-inferiority, superiority, equivalence.</summary>
internal sealed class MarginOptions
{
    private readonly Option<double?> _nonInferiority = Margin(
        "--noninferiority",
        "Margin: show that the difference is above minus this, one-sided at (1 − level) / 2."
    );

    private readonly Option<double?> _superiority = Margin(
        "--superiority",
        "Margin, which may be 0: show that the difference is above this, one-sided at (1 − level) / 2.",
        mayBeZero: true
    );

    private readonly Option<double?> _equivalence = Margin(
        "--equivalence",
        "Margin: show that the difference is within plus or minus this, by two one-sided tests at 1 − level each."
    );

    public IReadOnlyList<Option> All => [_nonInferiority, _superiority, _equivalence];

    public bool AreAsked(StatsInput input) =>
        (input.Option(_nonInferiority) ?? input.Option(_superiority) ?? input.Option(_equivalence)) is not null;

    public IEnumerable<(string Hypothesis, MarginTest Test)> Tests(StatsInput input, MrmcEstimate difference, double level)
    {
        if (input.Option(_nonInferiority) is { } margin)
        {
            yield return ("not inferior", NonInferiority.Of(difference, margin, (1 - level) / 2));
        }

        if (input.Option(_superiority) is { } above)
        {
            yield return ("superior", Superiority.Of(difference, above, (1 - level) / 2));
        }

        if (input.Option(_equivalence) is { } within)
        {
            yield return ("equivalent", Equivalence.Of(difference, within, 1 - level));
        }
    }

    private static Option<double?> Margin(string name, string description, bool mayBeZero = false)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (
                result.Tokens.Count == 1
                && result.GetValueOrDefault<double?>() is { } margin
                && !(double.IsFinite(margin) && (mayBeZero ? margin >= 0 : margin > 0))
            )
            {
                result.AddError($"{name} takes a positive number{(mayBeZero ? " or 0" : "")}.");
            }
        });
        return option;
    }
}
