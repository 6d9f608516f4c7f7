using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Design;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats power-kappa</c>.</summary>
internal static class KappaPowerAnalysis
{
    private static readonly KappaPowerOptions Options = new();

    public static StatsAnalysis Create() =>
        new(
            "power-kappa",
            "Cases for a study of agreement: by the power of a test of kappa, or by the width of its interval.",
            """
            Three questions, by the options given. --kappa1: how many cases the two-sided test of kappa = --kappa needs to be rejected with --power when
            kappa is --kappa1 (with --cases: the power itself). --lower, and --upper too: how many cases bring the one-sided lower limit, or both limits,
            of an interval around --kappa to these values. --cases alone: the lower limit to expect. Readers use the categories equally often; two
            categories: all readers say the same with probability kappa, else each for themselves; more: Dirichlet-multinomial, all agree or not.
            Goodness-of-fit chi-square with one degree of freedom, as the R package kappaSize.
            Sources: Donner A, Eliasziw M (1992), Stat Med 11:1511-1519, doi:10.1002/sim.4780111109; Altaye M, Donner A, Klar N (2001), Biometrics
            57:584-588, doi:10.1111/j.0006-341X.2001.00584.x; Bartfay E, Donner A (2001), The Statistician 50:135-146, doi:10.1111/1467-9884.00266.
            Example: readerstudy stats power-kappa --kappa 0.4 --kappa1 0.6 --shares 0.3 --readers 3 --power 0.9
            """,
            Run
        )
        {
            Options = Options.All,
        };

    private static StatsReport Run(StatsInput input)
    {
        var design = new KappaDesign(Options.SharesOf(input), input.Option(Options.Readers));
        var kappa = input.Option(Options.Kappa);
        var alpha = input.Option(Options.Alpha);
        return (input.Option(Options.Kappa1), input.Option(Options.Lower), input.Option(Options.Upper), input.Option(Options.Cases)) switch
        {
            ({ } other, null, null, null) => Size(design, kappa, other, alpha, input.Option(Options.Power)),
            ({ } other, null, null, { } cases) => Power(design, kappa, other, cases, alpha),
            (null, { } lower, var upper, null) => Interval(design, kappa, lower, upper, alpha),
            (null, null, null, { } cases) => ExpectedLimit(design, kappa, cases, alpha),
            _ => throw new BadInputException(
                "Give --kappa1 (cases for a power; with --cases the power), or --lower and perhaps --upper (cases for an interval), or --cases (the limit to expect)."
            ),
        };
    }

    private static StatsReport Size(KappaDesign design, double kappa, double other, double alpha, double power)
    {
        if (kappa.Equals(other))
        {
            throw new BadInputException("--kappa1 is --kappa: no number of cases tells them apart.");
        }

        if (power <= alpha)
        {
            throw new BadInputException("--power has to be above --alpha.");
        }

        var size = KappaPower.Size(design, kappa, other, alpha, power);
        return Report(
            size,
            $"Cases for a power of {Printed.Number(power)}",
            ["Kappa tested", "True kappa", "Noncentrality", "By case", "Unrounded", "Cases"],
            [
                Printed.Number(kappa),
                Printed.Number(other),
                Printed.Number(size.Noncentrality),
                Printed.Number(size.ChiSquaredPerCase),
                Printed.Number(size.Cases),
                Printed.Count(size.WholeCases),
            ],
            design
        );
    }

    private static StatsReport Power(KappaDesign design, double kappa, double other, int cases, double alpha)
    {
        if (kappa.Equals(other))
        {
            throw new BadInputException("--kappa1 is --kappa: no number of cases tells them apart.");
        }

        var power = KappaPower.Of(design, kappa, other, cases, alpha);
        return Report(
            new { power, chiSquaredPerCase = design.ChiSquaredPerCase(kappa, other) },
            "Power",
            ["Kappa tested", "True kappa", "Cases", "Power"],
            [Printed.Number(kappa), Printed.Number(other), Printed.Count(cases), Printed.Number(power)],
            design
        );
    }

    private static StatsReport Interval(KappaDesign design, double kappa, double lower, double? upper, double alpha)
    {
        if (lower >= kappa || upper <= kappa)
        {
            throw new BadInputException("--lower lies below --kappa, and --upper above it.");
        }

        RequireOneSided(alpha, upper is null);
        var size = upper is { } limit
            ? KappaPrecision.ForLimits(design, kappa, lower, limit, alpha)
            : KappaPrecision.ForLowerLimit(design, kappa, lower, alpha);
        return Report(
            size,
            upper is null ? "Cases for a one-sided lower limit" : "Cases for two limits",
            ["Kappa", "Lower", "Upper", "Critical χ²", "Cases"],
            [
                Printed.Number(kappa),
                Printed.Number(lower),
                Printed.Number(upper ?? double.NaN),
                Printed.Number(size.CriticalValue),
                Printed.Count(size.Cases),
            ],
            design
        );
    }

    private static StatsReport ExpectedLimit(KappaDesign design, double kappa, int cases, double alpha)
    {
        RequireOneSided(alpha, true);
        var limit = KappaPrecision.ExpectedLimit(design, kappa, cases, alpha);
        return Report(
            limit,
            "One-sided lower limit to expect",
            ["Kappa", "Cases", "Critical χ²", "Lower limit"],
            [Printed.Number(kappa), Printed.Count(cases), Printed.Number(limit.CriticalValue), Printed.Number(limit.Lower)],
            design
        );
    }

    private static void RequireOneSided(double alpha, bool oneSided)
    {
        if (oneSided && alpha >= 0.5)
        {
            throw new BadInputException("A one-sided --alpha lies below 0.5.");
        }
    }

    private static StatsReport Report(
        object result,
        string title,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> row,
        KappaDesign design
    ) =>
        new(
            result,
            [new StatsTable(title, columns, [row], 0)],
            string.Create(
                CultureInfo.InvariantCulture,
                $"{design.Readers} readers, categories with shares {string.Join(", ", design.Shares.Select(Printed.Number))}."
            )
        );
}

/// <summary>Options of <c>power-kappa</c>.</summary>
internal sealed class KappaPowerOptions
{
    public Option<double> Kappa { get; } = Share("--kappa", "The kappa that is tested, or that is expected.");

    public Option<double?> Kappa1 { get; } = MaybeShare("--kappa1", "Kappa in truth: for the power of the test.");

    public Option<double?> Lower { get; } = MaybeShare("--lower", "Lower limit that the interval should reach.");

    public Option<double?> Upper { get; } = MaybeShare("--upper", "Upper limit that the interval should not exceed.");

    public Option<int?> Cases { get; } = new("--cases") { Description = "Number of cases, when that is given." };

    public Option<string> Shares { get; } =
        new("--shares")
        {
            Description = "Share of each category, separated by commas, adding up to 1; one number is the share of positives.",
            Required = true,
        };

    public Option<int> Readers { get; } = new("--readers") { Description = "Readers.", DefaultValueFactory = _ => 2 };

    public Option<double> Alpha { get; } = StatsOptions.Alpha();

    public Option<double> Power { get; } = StatsOptions.Between("--power", "Wanted power.", 0.8, 0, 1);

    public IReadOnlyList<Option> All => [Kappa, Kappa1, Lower, Upper, Cases, Shares, Readers, Alpha, Power];

    public KappaPowerOptions()
    {
        AtLeast(Cases, 1);
        AtLeast(Readers, 2);
    }

    /// <summary>The shares, which are between 0 and 1 and add up to 1.</summary>
    public double[] SharesOf(StatsInput input)
    {
        var words = input.Option(Shares).Split(',', StringSplitOptions.TrimEntries);
        double[] shares =
        [
            .. words.Select(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : double.NaN),
        ];
        BadInputException.ThrowIfAny([
            .. words
                .Where((_, i) => !(shares[i] is > 0 and < 1))
                .Select(w => new InputFault(null, $"--shares: '{w}' is not between 0 and 1.")),
        ]);
        return shares.Length == 1 || Math.Abs(shares.Sum() - 1) <= 1e-9
            ? shares
            : throw new BadInputException("--shares: the categories' shares do not add up to 1.");
    }

    private static Option<double> Share(string name, string description)
    {
        var option = StatsOptions.Between(name, description, double.NaN, 0, 1);
        option.DefaultValueFactory = null;
        option.Required = true;
        return option;
    }

    private static Option<double?> MaybeShare(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(result.GetValueOrDefault<double?>() is > 0 and < 1))
            {
                result.AddError($"{name} takes a number between 0 and 1.");
            }
        });
        return option;
    }

    private static void AtLeast<T>(Option<T> option, int least) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(Convert.ToInt32(result.GetValueOrDefault<T>(), CultureInfo.InvariantCulture) >= least))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes a whole number from {least}."));
            }
        });
}
