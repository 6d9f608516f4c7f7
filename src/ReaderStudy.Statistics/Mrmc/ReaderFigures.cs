namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One figure of merit by treatment and reader: an AUC, an accuracy, a FROC figure of merit, anything.</summary>
public sealed class ReaderFigures
{
    private readonly double[] _values;
    private readonly bool[] _given;

    /// <param name="treatments">Names of the treatments.</param>
    /// <param name="readers">Names of the readers.</param>
    /// <param name="values">By treatment and reader; NaN where the figure of merit is undefined.</param>
    /// <param name="given">Whether the reader worked under the treatment; null when every reader worked under all.</param>
    /// <exception cref="ArgumentException">The sizes differ, or there is no treatment or reader.</exception>
    public ReaderFigures(IReadOnlyList<string> treatments, IReadOnlyList<string> readers, double[,] values, bool[,]? given = null)
    {
        if (treatments.Count == 0 || readers.Count == 0)
        {
            throw new ArgumentException("At least one treatment and one reader are needed.", nameof(values));
        }

        if (values.GetLength(0) != treatments.Count || values.GetLength(1) != readers.Count)
        {
            throw new ArgumentException("One value is needed for each treatment and reader.", nameof(values));
        }

        if (given is not null && (given.GetLength(0) != treatments.Count || given.GetLength(1) != readers.Count))
        {
            throw new ArgumentException("One mark is needed for each treatment and reader.", nameof(given));
        }

        Treatments = treatments;
        Readers = readers;
        _values = [.. values.Cast<double>()];
        _given = given is null ? [.. _values.Select(_ => true)] : [.. given.Cast<bool>()];
    }

    public IReadOnlyList<string> Treatments { get; }

    public IReadOnlyList<string> Readers { get; }

    /// <summary>The figure of merit; NaN where it is undefined or the reader did not work under the treatment.</summary>
    public double this[int treatment, int reader] => _values[Cell(treatment, reader)];

    /// <summary>Whether every reader worked under every treatment.</summary>
    public bool AreComplete => Array.TrueForAll(_given, g => g);

    /// <summary>Pairs of treatment and reader; the covariance matrix is of this size, treatment by treatment.</summary>
    internal int Cells => _values.Length;

    /// <summary>Whether the reader worked under the treatment.</summary>
    public bool IsGiven(int treatment, int reader) => _given[Cell(treatment, reader)];

    /// <summary>The row of the covariance matrix: treatment by treatment, within a treatment reader by reader.</summary>
    public int Cell(int treatment, int reader)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reader, Readers.Count);
        return (treatment * Readers.Count) + reader;
    }

    /// <summary>Readers who worked under a treatment.</summary>
    public int ReadersOf(int treatment)
    {
        var count = 0;
        for (var reader = 0; reader < Readers.Count; reader++)
        {
            count += IsGiven(treatment, reader) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The mean over a treatment's readers; NaN when it has none.</summary>
    public double MeanOf(int treatment)
    {
        double sum = 0;
        for (var reader = 0; reader < Readers.Count; reader++)
        {
            sum += IsGiven(treatment, reader) ? this[treatment, reader] : 0;
        }

        return sum / ReadersOf(treatment);
    }

    /// <summary>The mean over a reader's treatments; NaN when there is none.</summary>
    public double MeanOfReader(int reader)
    {
        double sum = 0;
        var count = 0;
        for (var treatment = 0; treatment < Treatments.Count; treatment++)
        {
            if (IsGiven(treatment, reader))
            {
                sum += this[treatment, reader];
                count++;
            }
        }

        return sum / count;
    }
}
