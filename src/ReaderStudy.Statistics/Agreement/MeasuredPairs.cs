namespace ReaderStudy.Statistics.Agreement;

/// <summary>Pairs of measurements without those that miss a value.</summary>
internal static class MeasuredPairs
{
    public static IReadOnlyList<(double First, double Second)> Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new BadInputException($"{first.Count} first and {second.Count} second measurements do not make pairs.");
        }

        var faults = new List<InputFault>();
        var pairs = new List<(double, double)>(first.Count);
        for (var i = 0; i < first.Count; i++)
        {
            if (double.IsInfinity(first[i]) || double.IsInfinity(second[i]))
            {
                faults.Add(new InputFault(i, "A measurement is infinite."));
            }
            else if (!double.IsNaN(first[i]) && !double.IsNaN(second[i]))
            {
                pairs.Add((first[i], second[i]));
            }
        }

        BadInputException.ThrowIfAny(faults);
        return pairs;
    }
}
