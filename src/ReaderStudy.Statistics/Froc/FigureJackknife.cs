namespace ReaderStudy.Statistics.Froc;

/// <summary>Which cases enter a figure of merit, and so are left out one at a time by its jackknife.</summary>
public enum CasePopulation
{
    All,
    NonDiseased,
    Diseased,
}

/// <summary>A reader's figure of merit, and the same without each of the cases that enter it.</summary>
/// <param name="Figure">θ.</param>
/// <param name="LeaveOneOut">
/// θ₍ₖ₎ by case of the figure's population, in the order of the cases. NaN where nothing can be compared without the case (it was the only
/// one of its truth).
/// </param>
public sealed record FigureJackknife(double Figure, double[] LeaveOneOut)
{
    /// <summary>Quenouille's pseudo-values nθ − (n − 1)θ₍ₖ₎.</summary>
    public double[] PseudoValues
    {
        get
        {
            var n = LeaveOneOut.Length;
            var values = new double[n];
            for (var k = 0; k < n; k++)
            {
                values[k] = (n * Figure) - ((n - 1) * LeaveOneOut[k]);
            }

            return values;
        }
    }

    /// <summary>
    /// The pseudo-values moved by a constant so that their mean is θ: what the analysis of variance by Dorfman, Berbaum and Metz is done on.
    /// The variances are those of <see cref="PseudoValues"/>.
    /// </summary>
    /// <remarks>
    /// Hillis SL, Berbaum KS, Metz CE (2008). Recent developments in the Dorfman-Berbaum-Metz procedure for multireader ROC study analysis.
    /// Academic Radiology 15:647–661. doi:10.1016/j.acra.2007.12.015
    /// </remarks>
    public double[] CentredPseudoValues
    {
        get
        {
            var values = PseudoValues;
            var shift = Figure - (values.Sum() / values.Length);
            for (var k = 0; k < values.Length; k++)
            {
                values[k] += shift;
            }

            return values;
        }
    }
}
