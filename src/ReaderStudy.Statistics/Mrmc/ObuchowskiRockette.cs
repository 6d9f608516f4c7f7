namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The analysis of variance of readers' figures of merit with correlated errors, by Obuchowski and Rockette with the degrees of freedom of
/// Hillis: θᵢⱼ = μ + τᵢ + Rⱼ + (τR)ᵢⱼ + εᵢⱼ, where the errors' covariances come from the cases
/// (<see cref="ErrorCovariances"/>). It takes any figure of merit; with jackknife covariances it equals Dorfman, Berbaum and Metz's
/// analysis of pseudo-values (<see cref="DorfmanBerbaumMetz"/>).
/// </summary>
/// <remarks>
/// Obuchowski NA, Rockette HE (1995). Communications in Statistics – Simulation and Computation 24:285–308. doi:10.1080/03610919508813243.
/// Hillis SL (2007). A comparison of denominator degrees of freedom methods for multiple observer ROC analysis. Statistics in Medicine
/// 26:596–619. doi:10.1002/sim.2532.
/// Hillis SL (2014). A marginal-mean ANOVA approach for analyzing multireader multicase radiological imaging data. Statistics in Medicine
/// 33:330–360. doi:10.1002/sim.5926
/// </remarks>
public static class ObuchowskiRockette
{
    /// <summary>The analysis of given figures of merit. Where a figure of merit is NaN, so are the results that depend on it.</summary>
    /// <exception cref="ArgumentException">
    /// The readers do not work under the treatments that the design demands: each under all, or, where readers are nested in treatments,
    /// each under exactly one, with every treatment having a reader.
    /// </exception>
    public static OrAnalysis Of(ReaderFigures figures, ErrorCovariance covariance, MrmcDesign design = MrmcDesign.Crossed)
    {
        RequireDesign(figures, design);
        var anova = design == MrmcDesign.ReadersNestedInTreatments ? NestedAnova(figures) : CrossedAnova(figures);
        return new OrAnalysis(figures, covariance, design, anova, Components(figures, covariance, design, anova));
    }

    /// <summary>The analysis of any figure of merit with jackknife covariances.</summary>
    /// <exception cref="BadInputException">The ratings do not follow the design; what is missing is named.</exception>
    public static OrAnalysis Jackknife(MrmcRatings ratings, FigureOfMerit figure, MrmcDesign design = MrmcDesign.Crossed)
    {
        MrmcDesigns.Require(ratings, design);
        var jackknife = figure.LeavingOutEach(ratings);
        return Of(jackknife.Figures, jackknife.Covariance(), design);
    }

    /// <summary>The analysis of empirical AUCs with DeLong's covariances.</summary>
    /// <exception cref="BadInputException">The ratings do not follow the design; what is missing is named.</exception>
    public static OrAnalysis DeLong(MrmcRatings ratings, MrmcDesign design = MrmcDesign.Crossed)
    {
        MrmcDesigns.Require(ratings, design);
        return Of(FigureOfMerit.Auc.ForAll(ratings), ErrorCovariances.DeLong(ratings), design);
    }

    /// <summary>The analysis of empirical AUCs with unbiased covariances.</summary>
    /// <exception cref="BadInputException">The ratings do not follow the design; what is missing is named.</exception>
    public static OrAnalysis Unbiased(MrmcRatings ratings, MrmcDesign design = MrmcDesign.Crossed)
    {
        MrmcDesigns.Require(ratings, design);
        return Of(FigureOfMerit.Auc.ForAll(ratings), ErrorCovariances.Unbiased(ratings), design);
    }

    private static void RequireDesign(ReaderFigures figures, MrmcDesign design)
    {
        if (design != MrmcDesign.ReadersNestedInTreatments)
        {
            if (!figures.AreComplete)
            {
                throw new ArgumentException("Every reader must work under every treatment, unless readers are nested in treatments.");
            }

            return;
        }

        for (var reader = 0; reader < figures.Readers.Count; reader++)
        {
            if (Enumerable.Range(0, figures.Treatments.Count).Count(t => figures.IsGiven(t, reader)) != 1)
            {
                throw new ArgumentException($"Reader '{figures.Readers[reader]}' must work under exactly one treatment.");
            }
        }

        for (var treatment = 0; treatment < figures.Treatments.Count; treatment++)
        {
            if (figures.ReadersOf(treatment) == 0)
            {
                throw new ArgumentException($"Treatment '{figures.Treatments[treatment]}' has no reader.");
            }
        }
    }

    /// <summary>
    /// Sums of squares by differences of pairs, Σ (xᵢ − x̄)² = Σ (xᵢ − xₖ)² / n over pairs, so that treatments that were read alike give
    /// exactly 0 and not the rounding of their mean.
    /// </summary>
    private static OrAnova CrossedAnova(ReaderFigures figures)
    {
        int t = figures.Treatments.Count,
            r = figures.Readers.Count;
        double treatment = 0,
            interaction = 0,
            reader = 0;
        for (var i = 0; i < t; i++)
        {
            for (var k = i + 1; k < t; k++)
            {
                var difference = figures.MeanOf(i) - figures.MeanOf(k);
                treatment += difference * difference;
                for (var j = 0; j < r; j++)
                {
                    var deviation = figures[i, j] - figures[k, j] - difference;
                    interaction += deviation * deviation;
                }
            }
        }

        for (var j = 0; j < r; j++)
        {
            for (var l = j + 1; l < r; l++)
            {
                var difference = figures.MeanOfReader(j) - figures.MeanOfReader(l);
                reader += difference * difference;
            }
        }

        return new OrAnova(
            new MeanSquare(r * treatment / t, t - 1),
            new MeanSquare(t * reader / r, r - 1),
            new MeanSquare(interaction / t, (t - 1) * (r - 1))
        );
    }

    /// <summary>Readers within treatments; with unequal numbers of readers the grand mean weighs them equally.</summary>
    private static OrAnova NestedAnova(ReaderFigures figures)
    {
        int t = figures.Treatments.Count,
            all = figures.Readers.Count;
        double treatment = 0,
            reader = 0;
        for (var i = 0; i < t; i++)
        {
            var mean = figures.MeanOf(i);
            for (var k = i + 1; k < t; k++)
            {
                var difference = mean - figures.MeanOf(k);
                treatment += (double)figures.ReadersOf(i) * figures.ReadersOf(k) / all * difference * difference;
            }

            reader += ReaderSumOfSquares(figures, i);
        }

        return new OrAnova(new MeanSquare(treatment, t - 1), new MeanSquare(reader, all - t), new MeanSquare(0, 0));
    }

    /// <summary>Sum of squares among one treatment's readers.</summary>
    internal static double ReaderSumOfSquares(ReaderFigures figures, int treatment)
    {
        double sum = 0;
        for (var j = 0; j < figures.Readers.Count; j++)
        {
            for (var l = j + 1; l < figures.Readers.Count; l++)
            {
                if (figures.IsGiven(treatment, j) && figures.IsGiven(treatment, l))
                {
                    var difference = figures[treatment, j] - figures[treatment, l];
                    sum += difference * difference;
                }
            }
        }

        return sum / figures.ReadersOf(treatment);
    }

    private static OrVarianceComponents Components(ReaderFigures figures, ErrorCovariance covariance, MrmcDesign design, OrAnova anova)
    {
        var variance = covariance.Variance;
        var cov1 = design is MrmcDesign.CasesNestedInTreatments or MrmcDesign.ReadersNestedInTreatments ? 0 : covariance.Cov1;
        var cov2 = design == MrmcDesign.CasesNestedInReaders ? 0 : covariance.Cov2;
        var cov3 = design is MrmcDesign.CasesNestedInReaders or MrmcDesign.CasesNestedInTreatments ? 0 : covariance.Cov3;
        if (design == MrmcDesign.ReadersNestedInTreatments)
        {
            var inTreatment = anova.Reader.Value - variance + cov2;
            return new OrVarianceComponents(double.NaN, double.NaN, inTreatment, variance, cov1, cov2, cov3);
        }

        return new OrVarianceComponents(
            ((anova.Reader.Value - anova.TreatmentReader.Value) / figures.Treatments.Count) - cov1 + cov3,
            anova.TreatmentReader.Value - variance + cov1 + (cov2 - cov3),
            double.NaN,
            variance,
            cov1,
            cov2,
            cov3
        );
    }
}
