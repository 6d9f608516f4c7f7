using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>Cases and lesions of the reference standard, validated and in natural order.</summary>
internal sealed class FrocTruth
{
    private readonly Dictionary<string, int> _cases;
    private readonly Dictionary<(string Case, string Lesion), int> _lesions;

    private FrocTruth(FrocCase[] cases, FrocLesion[] lesions, Dictionary<string, int> caseNumbers)
    {
        Cases = cases;
        Lesions = lesions;
        _cases = caseNumbers;
        _lesions = lesions.Select((l, i) => (l, i)).ToDictionary(p => (p.l.Case, p.l.Lesion), p => p.i);
        LesionStart = new int[cases.Length + 1];
        foreach (var lesion in lesions)
        {
            LesionStart[caseNumbers[lesion.Case] + 1]++;
        }

        for (var k = 0; k < cases.Length; k++)
        {
            LesionStart[k + 1] += LesionStart[k];
        }

        Weights = [.. lesions.Select(l => l.Weight ?? 1.0 / LesionsOf(caseNumbers[l.Case]))];
    }

    public FrocCase[] Cases { get; }

    public FrocLesion[] Lesions { get; }

    public int[] LesionStart { get; }

    public double[] Weights { get; }

    /// <summary>−1 when there is no such case.</summary>
    public int CaseNumber(string? label) => label is not null && _cases.TryGetValue(label, out var number) ? number : -1;

    /// <summary>−1 when there is no such lesion.</summary>
    public int LesionNumber(string label, string lesion) => _lesions.TryGetValue((label, lesion), out var number) ? number : -1;

    public static FrocTruth Of(IReadOnlyList<FrocCase> cases, IReadOnlyList<FrocLesion> lesions)
    {
        var faults = new List<InputFault>();
        FindCaseFaults(cases, faults);
        BadInputException.ThrowIfAny(faults);
        FrocCase[] ordered = [.. cases.OrderBy(c => c.Case, LabelOrder.Natural)];
        var numbers = ordered.Select((c, i) => (c.Case, i)).ToDictionary(p => p.Case, p => p.i, StringComparer.Ordinal);
        FindLesionFaults(lesions, ordered, numbers, faults);
        BadInputException.ThrowIfAny(faults);
        FrocLesion[] sorted = [.. lesions.OrderBy(l => numbers[l.Case]).ThenBy(l => l.Lesion, LabelOrder.Natural)];
        return new FrocTruth(ordered, sorted, numbers);
    }

    private int LesionsOf(int number) => LesionStart[number + 1] - LesionStart[number];

    private static void FindCaseFaults(IReadOnlyList<FrocCase> cases, List<InputFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < cases.Count; row++)
        {
            if (string.IsNullOrEmpty(cases[row].Case))
            {
                faults.Add(new InputFault(row, "In the cases: the case has no name."));
            }
            else if (!seen.Add(cases[row].Case))
            {
                faults.Add(new InputFault(row, $"In the cases: case '{cases[row].Case}' is there already."));
            }
        }

        if (faults.Count == 0 && (!cases.Any(c => c.Diseased) || cases.All(c => c.Diseased)))
        {
            var none = cases.Any(c => c.Diseased) ? "non-diseased" : "diseased";
            faults.Add(new InputFault(null, $"In the cases: there is no {none} case; both truth classes are needed."));
        }
    }

    private static void FindLesionFaults(
        IReadOnlyList<FrocLesion> lesions,
        FrocCase[] cases,
        Dictionary<string, int> numbers,
        List<InputFault> faults
    )
    {
        var seen = new HashSet<(string, string)>();
        for (var row = 0; row < lesions.Count; row++)
        {
            var lesion = lesions[row];
            string? fault = null;
            if (string.IsNullOrEmpty(lesion.Case) || string.IsNullOrEmpty(lesion.Lesion))
            {
                fault = "case and lesion must both be named.";
            }
            else if (!numbers.TryGetValue(lesion.Case, out var number))
            {
                fault = $"case '{lesion.Case}' is not among the cases.";
            }
            else if (!cases[number].Diseased)
            {
                fault = $"case '{lesion.Case}' is not diseased, so it has no lesion.";
            }
            else if (!seen.Add((lesion.Case, lesion.Lesion)))
            {
                fault = $"lesion '{lesion.Lesion}' of case '{lesion.Case}' is there already.";
            }
            else if (lesion.Weight is { } weight && !(weight >= 0 && double.IsFinite(weight)))
            {
                fault = "the weight is not a number of at least 0.";
            }

            if (fault is not null)
            {
                faults.Add(new InputFault(row, $"In the lesions: {fault}"));
            }
        }

        if (faults.Count == 0)
        {
            FindWeightFaults(lesions, cases, faults);
        }
    }

    private static void FindWeightFaults(IReadOnlyList<FrocLesion> lesions, FrocCase[] cases, List<InputFault> faults)
    {
        var byCase = lesions.Select((lesion, row) => (lesion, row)).ToLookup(p => p.lesion.Case, StringComparer.Ordinal);
        foreach (var diseased in cases.Where(c => c.Diseased && !byCase.Contains(c.Case)))
        {
            faults.Add(new InputFault(null, $"In the lesions: the diseased case '{diseased.Case}' has none."));
        }

        foreach (var group in byCase)
        {
            var given = group.Count(p => p.lesion.Weight is not null);
            var sum = group.Sum(p => p.lesion.Weight ?? 0);
            if (given != 0 && given != group.Count())
            {
                faults.Add(
                    new InputFault(
                        group.First(p => p.lesion.Weight is null).row,
                        $"In the lesions: the weight is missing, but other lesions of case '{group.Key}' have one."
                    )
                );
            }
            else if (given != 0 && Math.Abs(sum - 1) > FrocReadings.WeightTolerance)
            {
                faults.Add(
                    new InputFault(
                        group.First().row,
                        string.Create(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"In the lesions: the weights of case '{group.Key}' sum to {sum:0.######}, not to 1."
                        )
                    )
                );
            }
        }
    }
}
