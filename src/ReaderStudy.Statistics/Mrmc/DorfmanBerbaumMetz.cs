namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The analysis of variance of jackknife pseudo-values by Dorfman, Berbaum and Metz, with Hillis's degrees of freedom. It equals the
/// Obuchowski-Rockette analysis with jackknife covariances: its mean squares are n times those, MS(TC) = n (Var − Cov1 + (r − 1)(Cov2 −
/// Cov3)) and MS(TRC) = n (Var − Cov1 − Cov2 + Cov3). Only for fully crossed studies.
/// </summary>
/// <remarks>
/// Dorfman DD, Berbaum KS, Metz CE (1992). Investigative Radiology 27:723–731. doi:10.1097/00004424-199209000-00015.
/// Hillis SL, Obuchowski NA, Schartz KM, Berbaum KS (2005). A comparison of the Dorfman–Berbaum–Metz and Obuchowski–Rockette methods for
/// receiver operating characteristic (ROC) data. Statistics in Medicine 24:1579–1607. doi:10.1002/sim.2024.
/// Hillis SL, Berbaum KS, Metz CE (2008). Academic Radiology 15:647–661. doi:10.1016/j.acra.2007.12.015
/// </remarks>
public static class DorfmanBerbaumMetz
{
    /// <summary>The analysis of centred pseudo-values of any figure of merit.</summary>
    /// <exception cref="BadInputException">A reader did not rate every case under every treatment; what is missing is named.</exception>
    public static DbmAnalysis Of(MrmcRatings ratings, FigureOfMerit figure)
    {
        MrmcDesigns.Require(ratings, MrmcDesign.Crossed);
        return Of(PseudoValues.Centred(figure.LeavingOutEach(ratings)));
    }

    /// <summary>
    /// Sums of squares that involve treatments are taken over pairs of treatments, so that treatments that were read alike give exactly 0.
    /// </summary>
    /// <exception cref="ArgumentException">A reader did not work under every treatment.</exception>
    public static DbmAnalysis Of(PseudoValues values)
    {
        var figures = values.Figures;
        if (!figures.AreComplete)
        {
            throw new ArgumentException("The analysis of pseudo-values needs every reader under every treatment.", nameof(values));
        }

        int t = figures.Treatments.Count,
            r = figures.Readers.Count,
            n = values.Cases;
        var byTreatment = new ReaderByCase[t];
        for (var i = 0; i < t; i++)
        {
            byTreatment[i] = new ReaderByCase(Table(r, n, values, (i, 1)));
        }

        var mean = new ReaderByCase(Table(r, n, values, [.. Enumerable.Range(0, t).Select(i => (i, 1.0 / t))]));
        double treatment = 0,
            treatmentReader = 0,
            treatmentCase = 0,
            error = 0;
        var treatmentOf = new double[r];
        var treatmentCaseOf = new double[r];
        for (var i = 0; i < t; i++)
        {
            for (var k = i + 1; k < t; k++)
            {
                var pair = new ReaderByCase(Table(r, n, values, (i, 1), (k, -1)));
                treatment += r * n * pair.Mean * pair.Mean / t;
                treatmentReader += pair.Reader / t;
                treatmentCase += pair.Case / t;
                error += pair.Interaction / t;
                for (var j = 0; j < r; j++)
                {
                    treatmentOf[j] += n * pair.ReaderMeans[j] * pair.ReaderMeans[j] / t;
                    treatmentCaseOf[j] += pair.CaseByReader[j] / t;
                }
            }
        }

        var anova = new DbmAnova(
            new MeanSquare(treatment, t - 1),
            new MeanSquare(t * mean.Reader, r - 1),
            new MeanSquare(t * mean.Case, n - 1),
            new MeanSquare(treatmentReader, (t - 1) * (r - 1)),
            new MeanSquare(treatmentCase, (t - 1) * (n - 1)),
            new MeanSquare(t * mean.Interaction, (r - 1) * (n - 1)),
            new MeanSquare(error, (double)(t - 1) * (r - 1) * (n - 1))
        );
        return new DbmAnalysis(
            figures,
            n,
            anova,
            Components(anova, t, r, n),
            [.. byTreatment.Select(b => new DbmTreatment(new(b.Reader, r - 1), new(b.Case, n - 1), new(b.Interaction, (r - 1) * (n - 1))))],
            [
                .. Enumerable
                    .Range(0, r)
                    .Select(j => new DbmReader(
                        new(treatmentOf[j], t - 1),
                        new(t * mean.CaseByReader[j], n - 1),
                        new(treatmentCaseOf[j], (t - 1) * (n - 1))
                    )),
            ]
        );
    }

    private static DbmVarianceComponents Components(DbmAnova anova, double t, double r, double n)
    {
        double reader = anova.Reader.Value,
            cases = anova.Case.Value,
            treatmentReader = anova.TreatmentReader.Value,
            treatmentCase = anova.TreatmentCase.Value,
            readerCase = anova.ReaderCase.Value,
            error = anova.TreatmentReaderCase.Value;
        return new DbmVarianceComponents(
            (reader - treatmentReader - readerCase + error) / (t * n),
            (cases - treatmentCase - readerCase + error) / (t * r),
            (treatmentReader - error) / n,
            (treatmentCase - error) / r,
            (readerCase - error) / t,
            error
        );
    }

    /// <summary>A weighted sum of treatments' tables.</summary>
    private static double[][] Table(int r, int n, PseudoValues values, params (int Treatment, double Weight)[] terms)
    {
        var table = new double[r][];
        for (var j = 0; j < r; j++)
        {
            table[j] = new double[n];
            foreach (var (treatment, weight) in terms)
            {
                var own = values.Of(treatment, j);
                for (var k = 0; k < n; k++)
                {
                    table[j][k] += weight * own[k];
                }
            }
        }

        return table;
    }
}
