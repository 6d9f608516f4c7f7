using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// The marks of a fully crossed free-response study: every reader read every case under every treatment, and what was not marked has the
/// rating −∞, below any mark. Treatments, readers, cases and the lesions of a case are in natural order of their labels (2 before 10).
/// </summary>
public sealed class FrocReadings
{
    /// <summary>How far the sum of a case's weights may be from 1: thirds written as 0.333 pass.</summary>
    public const double WeightTolerance = 0.0015;

    private readonly ReaderMarks[] _marks;

    private FrocReadings(
        string[] treatments,
        string[] readers,
        FrocCase[] cases,
        FrocLesion[] lesions,
        int[] lesionStart,
        double[] weights,
        ReaderMarks[] marks
    )
    {
        Treatments = treatments;
        Readers = readers;
        Cases = cases;
        Lesions = lesions;
        LesionStart = lesionStart;
        Weights = weights;
        _marks = marks;
        Diseased = [.. cases.Select(c => c.Diseased)];
        DiseasedCases = Diseased.Count(d => d);
        Patients = [.. cases.Select(PatientLabel).Distinct(StringComparer.Ordinal).Order(LabelOrder.Natural)];
        var numbers = Numbers([.. Patients]);
        PatientOf = [.. cases.Select(c => numbers[PatientLabel(c)])];
    }

    public IReadOnlyList<string> Treatments { get; }

    public IReadOnlyList<string> Readers { get; }

    public IReadOnlyList<FrocCase> Cases { get; }

    /// <summary>By case, then by label.</summary>
    public IReadOnlyList<FrocLesion> Lesions { get; }

    /// <summary>The patients of the cases; every case is its own where none is named.</summary>
    public IReadOnlyList<string> Patients { get; }

    public int DiseasedCases { get; }

    public int NonDiseasedCases => Cases.Count - DiseasedCases;

    /// <summary>The reference standard by case.</summary>
    internal bool[] Diseased { get; }

    /// <summary>The number of the patient, by case.</summary>
    internal int[] PatientOf { get; }

    /// <summary>Where the lesions of a case begin; one entry more than there are cases.</summary>
    internal int[] LesionStart { get; }

    /// <summary>By lesion; equal where none were given.</summary>
    internal double[] Weights { get; }

    internal ReaderMarks Of(int treatment, int reader)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treatment);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(treatment, Treatments.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reader, Readers.Count);
        return _marks[(treatment * Readers.Count) + reader];
    }

    /// <summary>The study in long form.</summary>
    /// <param name="cases">All that were read, marked or not.</param>
    /// <param name="lesions">All lesions of the reference standard, found or not.</param>
    /// <param name="marks">All marks; a lesion has at most one from the same reader under the same treatment.</param>
    /// <param name="treatments">Those that may be without any mark; others are taken from the marks.</param>
    /// <param name="readers">Those that may be without any mark; others are taken from the marks.</param>
    /// <exception cref="BadInputException">
    /// By row of the cases: an empty or repeated label. By row of the lesions: a case that is not there or not diseased, a repeated label,
    /// a weight that is negative, missing beside others, or not in sum 1. By row of the marks: an empty label, an unknown case or
    /// lesion, a rating that is not finite, a second mark on a lesion. Without a row: diseased cases without a lesion, no diseased or no
    /// non-diseased case, no reader.
    /// </exception>
    public static FrocReadings Of(
        IReadOnlyList<FrocCase> cases,
        IReadOnlyList<FrocLesion> lesions,
        IReadOnlyList<FrocMark> marks,
        IReadOnlyList<string>? treatments = null,
        IReadOnlyList<string>? readers = null
    )
    {
        var truth = FrocTruth.Of(cases, lesions);
        var faults = new List<InputFault>();
        string[] arms = [.. marks.Select(m => m.Treatment).Concat(treatments ?? []).Distinct().Order(LabelOrder.Natural)];
        string[] people = [.. marks.Select(m => m.Reader).Concat(readers ?? []).Distinct().Order(LabelOrder.Natural)];
        if (arms.Length == 0 || people.Length == 0)
        {
            throw new BadInputException("There is no mark, and no treatment or reader is named.");
        }

        var placed = Placed(marks, truth, Numbers(arms), Numbers(people), faults);
        BadInputException.ThrowIfAny(faults);
        return new FrocReadings(arms, people, truth.Cases, truth.Lesions, truth.LesionStart, truth.Weights, placed);
    }

    private static string PatientLabel(FrocCase one) => string.IsNullOrEmpty(one.Patient) ? one.Case : one.Patient;

    private static Dictionary<string, int> Numbers(string[] labels) =>
        labels.Select((label, i) => (label, i)).ToDictionary(p => p.label, p => p.i, StringComparer.Ordinal);

    private static ReaderMarks[] Placed(
        IReadOnlyList<FrocMark> marks,
        FrocTruth truth,
        Dictionary<string, int> treatments,
        Dictionary<string, int> readers,
        List<InputFault> faults
    )
    {
        var byReader = new List<(int Case, double Rating)>[treatments.Count * readers.Count];
        var lesionRatings = new double[byReader.Length][];
        for (var i = 0; i < byReader.Length; i++)
        {
            byReader[i] = [];
            lesionRatings[i] = new double[truth.Lesions.Length];
            Array.Fill(lesionRatings[i], double.NegativeInfinity);
        }

        for (var row = 0; row < marks.Count; row++)
        {
            var mark = marks[row];
            var number = truth.CaseNumber(mark.Case);
            var fault = Fault(mark, truth, number);
            if (fault is not null)
            {
                faults.Add(new InputFault(row, $"In the marks: {fault}"));
                continue;
            }

            var place = (treatments[mark.Treatment] * readers.Count) + readers[mark.Reader];
            if (string.IsNullOrEmpty(mark.Lesion))
            {
                byReader[place].Add((number, mark.Rating));
                continue;
            }

            ref var rating = ref lesionRatings[place][truth.LesionNumber(mark.Case, mark.Lesion)];
            if (double.IsFinite(rating))
            {
                faults.Add(
                    new InputFault(
                        row,
                        $"In the marks: reader '{mark.Reader}' has already marked lesion '{mark.Lesion}' of case '{mark.Case}' under "
                            + $"treatment '{mark.Treatment}'; keep its highest rating only."
                    )
                );
            }

            rating = mark.Rating;
        }

        return [.. byReader.Zip(lesionRatings, (nonLesion, lesion) => new ReaderMarks(truth.Cases.Length, nonLesion, lesion))];
    }

    private static string? Fault(FrocMark mark, FrocTruth truth, int number)
    {
        if (string.IsNullOrEmpty(mark.Treatment) || string.IsNullOrEmpty(mark.Reader) || string.IsNullOrEmpty(mark.Case))
        {
            return "treatment, reader and case must all be named.";
        }

        if (number < 0)
        {
            return $"case '{mark.Case}' is not among the cases.";
        }

        if (!double.IsFinite(mark.Rating))
        {
            return "the rating is not a number; what was not marked has no row.";
        }

        return !string.IsNullOrEmpty(mark.Lesion) && truth.LesionNumber(mark.Case, mark.Lesion) < 0
            ? $"case '{mark.Case}' has no lesion '{mark.Lesion}'."
            : null;
    }
}
