namespace ReaderStudy.Radiomics.Tests;

/// <summary>Levels by hand, from the formulas of the reference manual.</summary>
public sealed class DiscretisationTests
{
    [Fact]
    public void A_number_of_bins_goes_from_the_lowest_to_the_highest_intensity()
    {
        AssertLevels([1, 1, 2, 3, 3, 4, 4, 4], 4, Discretisation.FixedBinNumber(4), 0, 24, 25, 50, 74, 75, 99, 100);
    }

    [Fact]
    public void A_width_of_bins_counts_from_the_lowest_intensity_or_from_a_start()
    {
        AssertLevels([1, 1, 2, 5], 5, Discretisation.FixedBinSize(25), -10, 14, 15, 90);
        AssertLevels([4, 5, 5, 8], 8, Discretisation.FixedBinSize(25, -100), -10, 14, 15, 90);
    }

    [Fact]
    public void One_intensity_is_one_level()
    {
        AssertLevels([1, 1], 8, Discretisation.FixedBinNumber(8), 3, 3);
        AssertLevels([1, 1], 1, Discretisation.FixedBinSize(25), 3, 3);
    }

    [Fact]
    public void Bins_that_cannot_be_are_refused()
    {
        AssertRefused("no number of bins", () => Discretisation.FixedBinNumber(0));
        AssertRefused("no number of bins", () => Discretisation.FixedBinNumber(1025));
        AssertRefused("above 0", () => Discretisation.FixedBinSize(0));
        AssertRefused("above 0", () => Discretisation.FixedBinSize(double.NaN));
        AssertRefused("Widen the bins", () => Levels(Discretisation.FixedBinSize(1), 0, 1024));
        AssertRefused("below the first bin", () => Levels(Discretisation.FixedBinSize(1, 5), 4, 6));
    }

    private static void AssertLevels(int[] expected, int count, Discretisation discretisation, params double[] intensities)
    {
        var levels = Levels(discretisation, intensities);

        Assert.Equal(expected, levels.Levels);
        Assert.Equal(count, levels.Count);
    }

    private static (int[] Levels, int Count) Levels(Discretisation discretisation, params double[] intensities) =>
        discretisation.Apply(Regions.Full(intensities.Length, 1, 1, intensities));

    private static void AssertRefused(string reason, Func<object> act) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
}
