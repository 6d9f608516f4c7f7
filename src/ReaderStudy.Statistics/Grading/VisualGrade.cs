namespace ReaderStudy.Statistics.Grading;

/// <summary>One reader's grade of one image quality criterion in one case under one arm.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Case">Name of the case.</param>
/// <param name="Arm">Name of the arm: the protocol, the reconstruction, the device.</param>
/// <param name="Score">Higher is better.</param>
public readonly record struct VisualGrade(string Reader, string Case, string Arm, double Score);

/// <summary>Grades sorted into readers by cases; readers, cases and arms in the order of their first row.</summary>
internal static class GradeTable
{
    /// <summary>Rows that are not numbers or that repeat a reader, case and arm.</summary>
    public static void Check(IReadOnlyList<VisualGrade> grades)
    {
        ArgumentNullException.ThrowIfNull(grades);
        var faults = new List<InputFault>();
        var seen = new Dictionary<(string, string, string), int>();
        for (var row = 0; row < grades.Count; row++)
        {
            var grade = grades[row];
            if (double.IsNaN(grade.Score))
            {
                faults.Add(new InputFault(row, "The score is not a number; leave the row out when there is none."));
            }

            if (!seen.TryAdd((grade.Reader, grade.Case, grade.Arm), row))
            {
                faults.Add(
                    new InputFault(
                        row,
                        $"The same reader, case and arm stand in row {seen[(grade.Reader, grade.Case, grade.Arm)]} already."
                    )
                );
            }
        }

        BadInputException.ThrowIfAny(faults);
    }

    public static string[] ReadersOf(IEnumerable<VisualGrade> grades) => [.. grades.Select(g => g.Reader).Distinct()];

    public static string[] CasesOf(IEnumerable<VisualGrade> grades, string arm) =>
        [.. grades.Where(g => g.Arm == arm).Select(g => g.Case).Distinct()];

    /// <summary>The scores of one arm, readers by cases.</summary>
    /// <exception cref="BadInputException">A reader has not graded a case that another has; or nobody graded any.</exception>
    public static double[,] Of(IReadOnlyList<VisualGrade> grades, string arm, string[] readers, string[] cases)
    {
        var place = cases.Select((c, k) => (c, k)).ToDictionary(p => p.c, p => p.k);
        var rowOf = readers.Select((r, k) => (r, k)).ToDictionary(p => p.r, p => p.k);
        var scores = new double[readers.Length, cases.Length];
        for (var r = 0; r < readers.Length; r++)
        {
            for (var c = 0; c < cases.Length; c++)
            {
                scores[r, c] = double.NaN;
            }
        }

        foreach (var grade in grades)
        {
            if (grade.Arm == arm && place.TryGetValue(grade.Case, out var column))
            {
                scores[rowOf[grade.Reader], column] = grade.Score;
            }
        }

        var faults = new List<InputFault>();
        for (var r = 0; r < readers.Length; r++)
        {
            for (var c = 0; c < cases.Length; c++)
            {
                if (double.IsNaN(scores[r, c]))
                {
                    faults.Add(new InputFault(null, $"Reader {readers[r]} has no grade of case {cases[c]} in arm {arm}."));
                }
            }
        }

        if (cases.Length == 0)
        {
            faults.Add(new InputFault(null, $"Arm {arm} has no grade."));
        }

        BadInputException.ThrowIfAny(faults);
        return scores;
    }
}
