namespace ReaderStudy.Statistics.Grading;

/// <summary>One point of a VGC curve.</summary>
/// <param name="Threshold">Grades of at least this count; +∞ at the origin.</param>
/// <param name="ReferenceShare">Part of the reference arm's grades that reach it: the image criteria score of the reference.</param>
/// <param name="TestShare">Part of the test arm's grades that reach it.</param>
public readonly record struct VgcPoint(double Threshold, double ReferenceShare, double TestShare);

/// <summary>
/// Visual grading characteristics: for every threshold, how many grades of the test arm reach it, against how many of the reference arm.
/// The area below it is the probability that a grade of the test arm is above one of the reference arm, ties counting one half: 0.5 for
/// equal image quality. Grades are pooled over readers; <see cref="VgcArea"/> keeps readers apart and has the errors.
/// </summary>
/// <param name="Points">From (0, 0) to (1, 1).</param>
/// <param name="Area">By trapezoids.</param>
/// <remarks>Båth M, Månsson LG (2007). British Journal of Radiology 80:169–176. doi:10.1259/bjr/35012658</remarks>
public sealed record VgcCurve(IReadOnlyList<VgcPoint> Points, double Area)
{
    /// <exception cref="ArgumentException">An arm has no grade, or one is not a number.</exception>
    public static VgcCurve Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> test)
    {
        if (reference.IsEmpty || test.IsEmpty)
        {
            throw new ArgumentException("Both arms need grades.", nameof(test));
        }

        var area = Roc.EmpiricalAuc.Of(reference, test);
        double[] falling = [.. reference, .. test];
        Array.Sort(falling);
        Array.Reverse(falling);
        var points = new List<VgcPoint> { new(double.PositiveInfinity, 0, 0) };
        foreach (var threshold in falling.Distinct())
        {
            points.Add(new VgcPoint(threshold, Share(reference, threshold), Share(test, threshold)));
        }

        return new VgcCurve(points, area);
    }

    private static double Share(ReadOnlySpan<double> grades, double threshold)
    {
        var reached = 0;
        foreach (var grade in grades)
        {
            reached += grade >= threshold ? 1 : 0;
        }

        return (double)reached / grades.Length;
    }
}
