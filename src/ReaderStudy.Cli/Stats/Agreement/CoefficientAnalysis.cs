using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary>The commands that give one coefficient of any number of readers: gwet, brennan-prediger, conger.</summary>
internal static class CoefficientAnalysis
{
    public static StatsAnalysis Gwet() =>
        Of(
            "gwet",
            "Gwet's AC1, or AC2 with weights, of two or more readers.",
            """
            Agreement beyond chance that stays meaningful when nearly all cases are of one kind. Chance agreement is T/(q(q-1)) times the sum of
            pi(1-pi) over all q declared categories, T the sum of the weights: declare unused categories by --categories. Ratings may be missing.
            Standard error by linearisation over cases, readers taken as given; interval by Student's t with cases - 1 degrees of freedom, cut at 1.
            Sources: Gwet KL (2008), Br J Math Stat Psychol 61:29-48, doi:10.1348/000711006X126600; missing ratings and weights: Gwet KL (2014),
            Handbook of Inter-Rater Reliability, 4th ed. Agrees with irrCAC's gwet.ac1.raw.
            Undefined without a case with two ratings.
            Example: readerstudy stats gwet ratings.csv --categories "1,2,3,4,5" --weights quadratic
            """,
            GwetAc.Of,
            weighted => weighted ? "Gwet's AC2" : "Gwet's AC1"
        );

    public static StatsAnalysis BrennanPrediger() =>
        Of(
            "brennan-prediger",
            "Brennan and Prediger's coefficient (free-marginal kappa) of two or more readers.",
            """
            Agreement beyond chance when chance uses each of the q declared categories equally often: 1/q unweighted, else the mean weight. It is
            Bennett's S and Randolph's kappa. Declare unused categories by --categories. Ratings may be missing. Standard error by linearisation over
            cases, readers taken as given; interval by Student's t with cases - 1 degrees of freedom, cut at 1.
            Sources: Brennan RL, Prediger DJ (1981), Educ Psychol Meas 41:687-699, doi:10.1177/001316448104100307; Gwet KL (2014), Handbook of
            Inter-Rater Reliability, 4th ed. Agrees with irrCAC's bp.coeff.raw.
            Undefined without a case with two ratings.
            Example: readerstudy stats brennan-prediger ratings.csv --categories "benign,malignant"
            """,
            Statistics.Agreement.BrennanPrediger.Of,
            _ => "Brennan-Prediger"
        );

    public static StatsAnalysis Conger() =>
        Of(
            "conger",
            "Conger's kappa of two or more readers, each with their own shares of categories.",
            """
            Cohen's kappa for any number of readers: chance agreement is the mean over pairs of readers of what their own shares of categories give
            ("exact" Fleiss' kappa in irr). Ratings may be missing. Standard error by linearisation over cases, readers taken as given; interval by
            Student's t with cases - 1 degrees of freedom, cut at 1.
            Sources: Conger AJ (1980), Psychol Bull 88:322-328, doi:10.1037/0033-2909.88.2.322; Gwet KL (2014), Handbook of Inter-Rater
            Reliability, 4th ed. Agrees with irrCAC's conger.kappa.raw.
            Undefined without a case with two ratings, or when one category was used throughout.
            Example: readerstudy stats conger ratings.csv --weights linear --level 0.9
            """,
            CongerKappa.Of,
            weighted => weighted ? "Conger's weighted kappa" : "Conger's kappa"
        );

    private static StatsAnalysis Of(
        string name,
        string summary,
        string method,
        Func<RatingTable, AgreementWeights, AgreementEstimate> coefficient,
        Func<bool, string> title
    )
    {
        var ratings = new RatingsInput();
        return new StatsAnalysis(
            name,
            summary,
            method,
            input =>
            {
                var table = ratings.Table(input);
                var level = input.Option(ratings.Level);
                var estimate = coefficient(table, ratings.WeightsOf(input, table));
                var shown = title(ratings.IsWeighted(input));
                return new StatsReport(
                    new
                    {
                        estimate,
                        interval = estimate.Interval(level),
                        categories = table.Categories,
                    },
                    [AgreementText.Table(shown, level, (shown, estimate))],
                    [.. AgreementText.Notes(table, estimate.Coefficient)]
                );
            }
        )
        {
            Columns = RatingsInput.Columns,
            Options = [ratings.Categories, ratings.Values, ratings.Weights, ratings.CompleteCases, ratings.Level],
        };
    }
}
