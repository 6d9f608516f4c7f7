namespace ReaderStudy.Statistics.Grading;

/// <summary>An arm against the reference arm.</summary>
/// <param name="Arm">As it is named in the grades.</param>
/// <param name="LogOddsRatio">Of a higher grade than in the reference arm, by the same reader; NaN without a finite estimate.</param>
/// <param name="StandardError">By the model, which takes all grades as independent given arm and reader.</param>
/// <param name="ClusteredStandardError">With the grades of one case depending on each other; the one to report.</param>
public sealed record ArmEffect(string Arm, double LogOddsRatio, double StandardError, double ClusteredStandardError)
{
    /// <summary>exp of the log odds ratio.</summary>
    public double OddsRatio => Math.Exp(LogOddsRatio);
}

/// <summary>
/// Visual grading regression: proportional odds regression of the grade on arm, with each reader's use of the scale as a fixed effect.
/// Nothing is assumed about the distances between grades.
/// </summary>
/// <param name="Fit">The model; its coefficients are the arms', then the readers' against the first reader.</param>
/// <param name="Reference">The reference arm.</param>
/// <param name="Arms">The other arms, in the order of their first row.</param>
/// <param name="Readers">In the order of their first row; the first is the one that the others are compared with.</param>
/// <param name="CovarianceByCase">Of the model's estimates, clustered by case.</param>
/// <remarks>Smedby Ö, Fredrikson M (2010). British Journal of Radiology 83:767–775. doi:10.1259/bjr/35254923</remarks>
public sealed record VisualGradingRegression(
    ProportionalOddsFit Fit,
    string Reference,
    IReadOnlyList<ArmEffect> Arms,
    IReadOnlyList<string> Readers,
    double[,] CovarianceByCase
)
{
    /// <summary>Fits the model to grades, which need not be complete: any reader may lack any case.</summary>
    /// <exception cref="BadInputException">Rows that repeat, or whose grades are not whole numbers; a single arm; a single grade.</exception>
    public static VisualGradingRegression Of(IReadOnlyList<VisualGrade> grades, string reference)
    {
        GradeTable.Check(grades);
        BadInputException.ThrowIfAny([
            .. grades
                .Select((g, row) => (g.Score, row))
                .Where(g => g.Score != Math.Floor(g.Score) || Math.Abs(g.Score) > int.MaxValue)
                .Select(g => new InputFault(g.row, "Grades of a regression are whole numbers in the order of quality.")),
        ]);
        string[] arms = [.. grades.Select(g => g.Arm).Where(a => a != reference).Distinct()];
        if (arms.Length == 0 || grades.All(g => g.Arm != reference))
        {
            throw new BadInputException($"There must be grades of arm {reference} and of another arm to compare.");
        }

        var readers = GradeTable.ReadersOf(grades);
        var covariates = new double[grades.Count, arms.Length + readers.Length - 1];
        for (var i = 0; i < grades.Count; i++)
        {
            for (var a = 0; a < arms.Length; a++)
            {
                covariates[i, a] = grades[i].Arm == arms[a] ? 1 : 0;
            }

            for (var r = 1; r < readers.Length; r++)
            {
                covariates[i, arms.Length + r - 1] = grades[i].Reader == readers[r] ? 1 : 0;
            }
        }

        var fit = ProportionalOdds.Fit([.. grades.Select(g => (int)g.Score)], covariates);
        var byCase = ClusterCovariance.OneWay(fit, grades.Select(g => g.Case).ToList());
        var (errors, clustered) = (fit.StandardErrors, fit.StandardErrorsBy(byCase));
        return new VisualGradingRegression(
            fit,
            reference,
            [.. arms.Select((arm, k) => new ArmEffect(arm, fit.Coefficients[k], errors[k], clustered[k]))],
            readers,
            byCase
        );
    }

    /// <summary>Interval of an arm's odds ratio, exp(β ± z·SE) with the clustered standard error.</summary>
    public (double Lower, double Upper) OddsRatioInterval(int index, double level = 0.95)
    {
        var (lower, upper) = Fit.WaldInterval(index, CovarianceByCase, level);
        return (Math.Exp(lower), Math.Exp(upper));
    }

    /// <summary>That no arm differs from the reference: Wald's test with the clustered covariance.</summary>
    public ChiSquareTest TestOfArms() => Fit.WaldTest([.. Enumerable.Range(0, Arms.Count)], CovarianceByCase);

    /// <summary>That the odds ratios of the arms are the same at every cut of the scale.</summary>
    public ChiSquareTest TestOfProportionality() => ProportionalityTest.Of(Fit, [.. Enumerable.Range(0, Arms.Count)]);
}
