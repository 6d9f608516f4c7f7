using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Design;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary><c>readerstudy stats power-mrmc</c>.</summary>
internal sealed class ReaderStudyPowerAnalysis
{
    private readonly Option<double> _difference = StatsOptions.Between(
        "--difference",
        "True difference of the two treatments.",
        0.05,
        0,
        1e6
    );
    private readonly Option<int> _readers = Whole("--number-of-readers", "Readers of the planned study.", 5, 1);
    private readonly Option<int> _cases = Whole("--number-of-cases", "Cases of the planned study.", 100, 2);
    private readonly Option<double> _power = StatsOptions.Between("--power", "Power to reach, for the numbers needed.", 0.8, 0, 1);
    private readonly Option<double> _alpha = StatsOptions.Alpha();

    private readonly Option<string?> _pilot = new("--pilot")
    {
        Description = "CSV of a pilot study with the columns of mrmc; else the components are given by the options below.",
    };

    private readonly FigureOptions _figure = new();
    private readonly Option<double?> _treatmentReader = Number("--var-tr", "Conjectured variance of treatment by reader.");
    private readonly Option<double?> _error = Number("--var-error", "Conjectured error variance of a figure of merit.");
    private readonly Option<double?> _r1 = Number("--r1", "Correlation of errors, same reader, different treatments.");
    private readonly Option<double?> _r2 = Number("--r2", "Correlation of errors, different readers, same treatment.");
    private readonly Option<double?> _r3 = Number("--r3", "Correlation of errors, different readers and treatments.");
    private readonly Option<int> _pilotCases = Whole("--pilot-cases", "Cases to which --var-error refers.", 100, 2);

    private ReaderStudyPowerAnalysis() { }

    public static StatsAnalysis Create()
    {
        var analysis = new ReaderStudyPowerAnalysis();
        return new StatsAnalysis(
            "power-mrmc",
            "Power and sample size of a reader study with two treatments.",
            """
            Power of the Obuchowski-Rockette analysis from a pilot study or from conjectured variance components, for results that shall hold
            for readers and cases, for cases, or for readers, and the fewest cases and readers that reach a power (Hillis, Obuchowski and
            Berbaum 2011, doi:10.1016/j.acra.2010.09.007). Error terms shrink as one over the number of cases; negative estimates of
            the treatment by reader variance and of Cov2 − Cov3 count as 0. Not reachable: no number up to 2000 cases, or 200 readers,
            reaches the power.
            Example: readerstudy stats power-mrmc --pilot ratings.csv --difference 0.05 --number-of-readers 6 --number-of-cases 150
                     readerstudy stats power-mrmc --var-tr 0.0002 --var-error 0.0008 --r1 0.43 --r2 0.43 --r3 0.3 --pilot-cases 114
            """,
            analysis.Run
        )
        {
            Options =
            [
                analysis._difference,
                analysis._readers,
                analysis._cases,
                analysis._power,
                analysis._alpha,
                analysis._pilot,
                .. analysis._figure.All,
                analysis._treatmentReader,
                analysis._error,
                analysis._r1,
                analysis._r2,
                analysis._r3,
                analysis._pilotCases,
            ],
        };
    }

    private StatsReport Run(StatsInput input)
    {
        var pilot = Pilot(input);
        double difference = input.Option(_difference),
            aim = input.Option(_power),
            alpha = input.Option(_alpha);
        int readers = input.Option(_readers),
            cases = input.Option(_cases);
        var plans = new (string To, Func<int, int, MrmcPower> Power)[]
        {
            ("readers and cases", (r, k) => pilot.RandomReadersRandomCases(difference, r, k, alpha)),
            ("cases", (r, k) => pilot.FixedReadersRandomCases(difference, r, k, alpha)),
            ("readers", (r, k) => pilot.RandomReadersFixedCases(difference, r, k, alpha)),
        }
            .Select(p => new
            {
                GeneralisingTo = p.To,
                Power = p.Power(readers, cases),
                Cases = MrmcSampleSize.OfCases(k => p.Power(readers, k), aim),
                Readers = MrmcSampleSize.OfReaders(r => p.Power(r, cases), aim),
            })
            .ToList();
        return new StatsReport(
            new { Pilot = pilot, Plans = plans },
            [
                new StatsTable(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Power to find a difference of {difference} with {readers} readers and {cases} cases"
                    ),
                    ["Generalising to", "Power", "Non-centrality", "Denominator df", "Critical value"],
                    [
                        .. plans.Select(p =>
                            (IReadOnlyList<string>)
                                [
                                    p.GeneralisingTo,
                                    Printed.Number(p.Power.Power),
                                    Printed.Number(p.Power.Noncentrality),
                                    Printed.Number(p.Power.DenominatorDf),
                                    Printed.Number(p.Power.Critical),
                                ]
                        ),
                    ]
                ),
                new StatsTable(
                    string.Create(CultureInfo.InvariantCulture, $"Needed for a power of {aim}"),
                    ["Generalising to", $"Cases with {readers} readers", "Power", $"Readers with {cases} cases", "Power"],
                    [
                        .. plans.Select(p =>
                            (IReadOnlyList<string>)
                                [
                                    p.GeneralisingTo,
                                    Needed(p.Cases),
                                    Printed.Number(p.Cases.Power.Power),
                                    Needed(p.Readers),
                                    Printed.Number(p.Readers.Power.Power),
                                ]
                        ),
                    ]
                ),
                InferenceReport.Ingredients([
                    ("Var(TR)", pilot.TreatmentReader),
                    ("Var(error)", pilot.Error),
                    ("Cov1", pilot.Cov1),
                    ("Cov2", pilot.Cov2),
                    ("Cov3", pilot.Cov3),
                    ("Cases of the pilot", pilot.Cases),
                ]),
            ]
        );
    }

    private OrPilot Pilot(StatsInput input)
    {
        if (input.File(_pilot, RatingRows.Columns) is { } file)
        {
            var figure = _figure.Of(input);
            var ratings = PilotRatings(file);
            if (ratings.Treatments.Count < 2 || ratings.Readers.Count < 2)
            {
                throw new BadInputException("A pilot study needs at least two treatments and two readers.");
            }

            var analysis = Jackknifed.Of(ratings, figure, () => ObuchowskiRockette.Jackknife(ratings, figure));
            return OrPilot.Of(analysis, figure.LeavingOutEach(ratings).Cases);
        }

        return
            input.Option(_treatmentReader) is { } treatmentReader
            && input.Option(_error) is { } error
            && input.Option(_r1) is { } r1
            && input.Option(_r2) is { } r2
            && input.Option(_r3) is { } r3
            ? OrPilot.Conjectured(treatmentReader, error, r1, r2, r3, input.Option(_pilotCases))
            : throw new BadInputException("Give --pilot, or all of --var-tr, --var-error, --r1, --r2 and --r3.");
    }

    /// <summary>Bad rows are named by the line of the pilot's file.</summary>
    private static MrmcRatings PilotRatings(StatsInput file)
    {
        try
        {
            return RatingRows.Read(file);
        }
        catch (BadInputException bad) when (bad.Faults.All(f => f.Row is not null))
        {
            foreach (var fault in bad.Faults)
            {
                file.Fault(fault.Row!.Value, "rating", fault.Message);
            }

            file.Demand();
            throw;
        }
    }

    private static string Needed(MrmcSampleSize size) => size.Number is { } number ? Printed.Count(number) : "not reachable";

    private static Option<double?> Number(string name, string description) => new(name) { Description = description };

    private static Option<int> Whole(string name, string description, int otherwise, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() < least)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {least} on."));
            }
        });
        return option;
    }
}
