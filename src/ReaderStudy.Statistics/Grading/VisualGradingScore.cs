namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Visual grading analysis scores. Absolute: the mean over readers and cases of an arm's scores. Relative: the mean of the difference from
/// a reference arm of the same cases, or of scores that were given relative to a reference image. The scores are taken as numbers with
/// equal steps; <see cref="VgcArea"/> and <see cref="VisualGradingRegression"/> do not need that.
/// </summary>
/// <remarks>Båth M, Månsson LG (2007). British Journal of Radiology 80:169–176. doi:10.1259/bjr/35012658</remarks>
public static class VisualGradingScore
{
    /// <summary>The mean score of one arm.</summary>
    /// <exception cref="BadInputException">Rows that repeat or are not numbers; a reader without a grade of a case that another graded.</exception>
    public static ReaderCaseMean Absolute(IReadOnlyList<VisualGrade> grades, string arm)
    {
        GradeTable.Check(grades);
        return ReaderCaseMean.Of(
            GradeTable.Of(grades, arm, GradeTable.ReadersOf(grades.Where(g => g.Arm == arm)), GradeTable.CasesOf(grades, arm))
        );
    }

    /// <summary>The mean difference of an arm from the reference arm, in the cases that have both.</summary>
    /// <exception cref="BadInputException">Rows that repeat or are not numbers; a reader who lacks a grade of such a case; no such case.</exception>
    public static ReaderCaseMean Relative(IReadOnlyList<VisualGrade> grades, string reference, string arm)
    {
        GradeTable.Check(grades);
        string[] readers = GradeTable.ReadersOf(grades.Where(g => g.Arm == reference || g.Arm == arm));
        string[] cases = [.. GradeTable.CasesOf(grades, reference).Intersect(GradeTable.CasesOf(grades, arm))];
        if (cases.Length == 0)
        {
            throw new BadInputException($"Arms {reference} and {arm} share no case; grades cannot be compared within cases.");
        }

        var difference = GradeTable.Of(grades, arm, readers, cases);
        var from = GradeTable.Of(grades, reference, readers, cases);
        for (var r = 0; r < readers.Length; r++)
        {
            for (var c = 0; c < cases.Length; c++)
            {
                difference[r, c] -= from[r, c];
            }
        }

        return ReaderCaseMean.Of(difference);
    }
}
