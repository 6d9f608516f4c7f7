namespace ReaderStudy.Statistics.Accuracy;

/// <summary>Metrics of the classes, averaged over them.</summary>
public readonly record struct AveragedAccuracy(double Precision, double Recall, double F1, double Specificity);

/// <summary>
/// A table of truths against answers as a whole. Where a class has no case or was never answered, two conventions are in use, and both are
/// here: leaving the undefined metric out of the mean (<see cref="Macro"/>, <see cref="Weighted"/>), and counting it as 0 as scikit-learn
/// does by default (<see cref="MacroWithZeros"/>, <see cref="WeightedWithZeros"/>). The second lets a class that nobody could find or miss
/// pull the mean down.
/// </summary>
/// <remarks>Sokolova M, Lapalme G (2009). Information Processing and Management 45:427–437. doi:10.1016/j.ipm.2009.03.002</remarks>
/// <param name="Classes">In the order of the table's rows.</param>
/// <param name="Cases">All cases.</param>
/// <param name="Correct">Cases answered with their truth.</param>
public sealed record MultiClassAccuracy(IReadOnlyList<ClassAccuracy> Classes, int Cases, int Correct)
{
    /// <summary>Correct / cases; NaN for an empty table.</summary>
    public double Accuracy => (double)Correct / Cases;

    /// <summary>Mean recall of the classes that have a case; NaN for an empty table.</summary>
    public double BalancedAccuracy => Macro.Recall;

    /// <summary>Plain means over the classes whose metric is defined; NaN when there is none.</summary>
    public AveragedAccuracy Macro => Mean(c => 1, undefinedIsZero: false);

    /// <summary>Plain means over all classes, an undefined metric counting as 0.</summary>
    public AveragedAccuracy MacroWithZeros => Mean(c => 1, undefinedIsZero: true);

    /// <summary>Means weighted by the classes' cases, over the classes whose metric is defined.</summary>
    public AveragedAccuracy Weighted => Mean(c => c.Cases, undefinedIsZero: false);

    /// <summary>Means weighted by the classes' cases, an undefined metric counting as 0.</summary>
    public AveragedAccuracy WeightedWithZeros => Mean(c => c.Cases, undefinedIsZero: true);

    /// <summary>
    /// From sums over the classes: precision ΣTP / Σanswers, recall ΣTP / Σcases. All three are the accuracy when every answer is a class.
    /// </summary>
    public AveragedAccuracy Micro
    {
        get
        {
            double answers = 0,
                others = 0,
                trueNegatives = 0;
            foreach (var c in Classes)
            {
                answers += c.Answers;
                others += c.Others;
                trueNegatives += c.TrueNegatives;
            }

            return new AveragedAccuracy(Correct / answers, Accuracy, 2 * Correct / (Cases + answers), trueNegatives / others);
        }
    }

    /// <summary>
    /// Matthews' correlation of truths and answers, for many classes by Gorodkin: (n·Σn_kk − Σt_k a_k) / √((n² − Σt_k²)(n² − Σa_k²)) with
    /// t_k cases and a_k answers of class k. NaN when all cases or all answers are of one class (scikit-learn says 0).
    /// </summary>
    /// <remarks>Gorodkin J (2004). Computational Biology and Chemistry 28:367–374. doi:10.1016/j.compbiolchem.2004.09.006</remarks>
    public double MatthewsCorrelation
    {
        get
        {
            double n = Cases,
                products = 0,
                truths = 0,
                answers = 0,
                answered = 0;
            foreach (var c in Classes)
            {
                products += (double)c.Cases * c.Answers;
                truths += (double)c.Cases * c.Cases;
                answers += (double)c.Answers * c.Answers;
                answered += c.Answers;
            }

            // Answers that are no class form one more class, without a case.
            answers += (n - answered) * (n - answered);
            return ((n * Correct) - products) / Math.Sqrt(((n * n) - truths) * ((n * n) - answers));
        }
    }

    /// <summary>
    /// Cohen's kappa of answers with truth, (p_o − p_e) / (1 − p_e); NaN when truths and answers are all of one and the same class.
    /// </summary>
    /// <remarks>Cohen J (1960). Educational and Psychological Measurement 20:37–46. doi:10.1177/001316446002000104</remarks>
    public double KappaWithTruth
    {
        get
        {
            double n = Cases,
                products = 0;
            foreach (var c in Classes)
            {
                products += (double)c.Cases * c.Answers;
            }

            return ((n * Correct) - products) / ((n * n) - products);
        }
    }

    /// <summary>From counts: rows are truths, columns answers; column k answers row k, further columns are never right.</summary>
    public static MultiClassAccuracy Of(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var classes = new ClassAccuracy[counts.GetLength(0)];
        int cases = 0,
            correct = 0;
        for (var k = 0; k < classes.Length; k++)
        {
            classes[k] = ClassAccuracy.Of(counts, k);
            cases += classes[k].Cases;
            correct += classes[k].TruePositives;
        }

        return new MultiClassAccuracy(classes, cases, correct);
    }

    private AveragedAccuracy Mean(Func<ClassAccuracy, double> weight, bool undefinedIsZero)
    {
        double Of(Func<ClassAccuracy, double> metric)
        {
            double sum = 0,
                weights = 0;
            foreach (var c in Classes)
            {
                var value = metric(c);
                if (undefinedIsZero || !double.IsNaN(value))
                {
                    sum += weight(c) * (double.IsNaN(value) ? 0 : value);
                    weights += weight(c);
                }
            }

            return sum / weights;
        }

        return new AveragedAccuracy(Of(c => c.Precision), Of(c => c.Recall), Of(c => c.F1), Of(c => c.Specificity));
    }
}
