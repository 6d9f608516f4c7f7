using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats cohen</c>.</summary>
internal static class CohenAnalysis
{
    public static StatsAnalysis Create()
    {
        var ratings = new RatingsInput();
        var readers = new Option<string?>("--readers")
        {
            Description = "Two readers, separated by a comma; without it every pair of readers.",
        };
        return new StatsAnalysis(
            "cohen",
            "Cohen's kappa, unweighted or weighted, of pairs of readers.",
            """
            Agreement of two readers beyond chance, each with their own shares of categories, over the cases that both rated. The interval uses the
            standard error of Fleiss, Cohen and Everitt that holds for any kappa, with the normal distribution as DescTools, vcd and statsmodels do
            (JSON: also by Student's t, as irrCAC does); the test of kappa = 0 uses their null standard error, as irr does. Weights need all categories:
            declare unused ones by --categories. Also given: Scott's pi, the largest kappa that the margins allow, and Bowker's test of symmetry.
            Sources: Cohen J (1960), Educ Psychol Meas 20:37-46, doi:10.1177/001316446002000104; Fleiss JL, Cohen J, Everitt BS (1969), Psychol Bull
            72:323-327, doi:10.1037/h0028106; Scott WA (1955), Public Opin Q 19:321-325, doi:10.1086/266577; Bowker AH (1948), J Am Stat Assoc
            43:572-574, doi:10.1080/01621459.1948.10483284.
            Undefined without a common case, or when both readers put every case into one and the same category.
            Example: readerstudy stats cohen ratings.csv --readers A,B --weights quadratic
            """,
            input => Run(input, ratings, readers)
        )
        {
            Columns = RatingsInput.Columns,
            Options = [readers, ratings.Categories, ratings.Values, ratings.Weights, ratings.Level],
        };
    }

    private static StatsReport Run(StatsInput input, RatingsInput ratings, Option<string?> readers)
    {
        var table = ratings.Table(input);
        var weights = ratings.WeightsOf(input, table);
        var level = input.Option(ratings.Level);
        var pairs = Pairs(table, input.Option(readers)).Select(p => new PairResult(table, p.First, p.Second, weights, level)).ToList();
        return new StatsReport(
            new { pairs, categories = table.Categories },
            [
                new StatsTable(
                    ratings.IsWeighted(input) ? "Cohen's weighted kappa" : "Cohen's kappa",
                    ["Readers", "Kappa", "SE", AgreementText.LevelName(level), "Null SE", "z", "p", "Observed", "By chance", "Cases"],
                    [.. pairs.Select(p => p.Row())]
                ),
                new StatsTable(
                    "Beside it",
                    ["Readers", "Scott's pi", "Largest kappa", "Bowker's χ²", "df", "p"],
                    [.. pairs.Select(p => p.RowBeside())]
                ),
            ],
            [
                .. AgreementText.Notes(table, 1),
                .. pairs
                    .Where(p => double.IsNaN(p.Kappa.Kappa))
                    .Select(p =>
                        $"{p.First}, {p.Second}: undefined, {(p.Kappa.Cases == 0 ? "no case has ratings of both." : "both put every case into one category.")}"
                    ),
            ]
        );
    }

    private static IEnumerable<(int First, int Second)> Pairs(RatingTable table, string? chosen)
    {
        if (chosen is null)
        {
            return table.ReaderCount < 2
                ? throw new BadInputException("There is one reader only.")
                : Enumerable
                    .Range(0, table.ReaderCount)
                    .SelectMany(g => Enumerable.Range(g + 1, table.ReaderCount - g - 1).Select(h => (g, h)));
        }

        var names = chosen.Split(',', StringSplitOptions.TrimEntries);
        var readers = table.Readers.ToList();
        int[] indices = [.. names.Select(n => readers.IndexOf(n))];
        BadInputException.ThrowIfAny([
            .. names.Where((_, i) => indices[i] < 0).Select(n => new InputFault(null, $"--readers: nobody is called '{n}' in the file.")),
        ]);
        return indices.Length == 2 && indices[0] != indices[1]
            ? [(indices[0], indices[1])]
            : throw new BadInputException("--readers takes the names of two readers, separated by a comma.");
    }

    /// <summary>One pair's results, as the JSON has them.</summary>
    private sealed class PairResult(RatingTable ratings, int first, int second, AgreementWeights weights, double level)
    {
        private readonly CrossTable _cross = CrossTable.Of(ratings, first, second);

        public string First => ratings.Readers[first];

        public string Second => ratings.Readers[second];

        public CohenKappaEstimate Kappa => CohenKappa.Of(_cross, weights);

        public (double Lower, double Upper) Interval => Kappa.NormalInterval(level);

        public (double Lower, double Upper) StudentInterval => Kappa.Interval(level);

        public double LargestKappa => CohenKappa.Maximum(_cross);

        public AgreementEstimate ScottPi => Statistics.Agreement.ScottPi.Of(_cross, weights);

        public BowkerTest Bowker => Statistics.Agreement.Bowker.Of(_cross);

        public int[][] Table =>
            [
                .. Enumerable
                    .Range(0, _cross.Categories)
                    .Select(k => Enumerable.Range(0, _cross.Categories).Select(l => _cross[k, l]).ToArray()),
            ];

        private string Names => $"{First}, {Second}";

        public IReadOnlyList<string> Row()
        {
            var kappa = Kappa;
            return
            [
                Names,
                Printed.Number(kappa.Kappa),
                Printed.Number(kappa.StandardError),
                Printed.Interval(Interval),
                Printed.Number(kappa.NullStandardError),
                Printed.Number(kappa.Z),
                Printed.P(kappa.NullP),
                Printed.Number(kappa.ObservedAgreement),
                Printed.Number(kappa.ExpectedAgreement),
                Printed.Count(kappa.Cases),
            ];
        }

        public IReadOnlyList<string> RowBeside()
        {
            var bowker = Bowker;
            return
            [
                Names,
                Printed.Number(ScottPi.Coefficient),
                Printed.Number(LargestKappa),
                Printed.Number(bowker.Statistic),
                Printed.Count(bowker.DegreesOfFreedom),
                Printed.P(bowker.P),
            ];
        }
    }
}
