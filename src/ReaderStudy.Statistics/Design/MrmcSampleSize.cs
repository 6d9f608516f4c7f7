namespace ReaderStudy.Statistics.Design;

/// <summary>The smallest reader study that reaches a power.</summary>
/// <param name="Number">Cases, or readers; null where the power is not reachable within the limit of the search.</param>
/// <param name="Power">The power with that number, or with the limit where it is not reachable.</param>
public sealed record MrmcSampleSize(int? Number, MrmcPower Power)
{
    /// <summary>
    /// The first number of cases from 2 up to <paramref name="most"/> that reaches the power:
    /// <c>MrmcSampleSize.OfCases(k => pilot.RandomReadersRandomCases(0.05, 6, k), 0.8)</c>. More cases do not always help: where readers
    /// differ, a small study's power can stay below its aim whatever the number of cases.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The aim is not between 0 and 1, or there are fewer than two cases at most.</exception>
    public static MrmcSampleSize OfCases(Func<int, MrmcPower> powerOf, double aim, int most = 2000) => First(powerOf, aim, most);

    /// <summary>The first number of readers from 2 up to <paramref name="most"/> that reaches the power.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The aim is not between 0 and 1, or there are fewer than two readers at most.</exception>
    public static MrmcSampleSize OfReaders(Func<int, MrmcPower> powerOf, double aim, int most = 200) => First(powerOf, aim, most);

    /// <summary>One by one: power need not rise with every case, because the degrees of freedom change.</summary>
    private static MrmcSampleSize First(Func<int, MrmcPower> powerOf, double aim, int most)
    {
        MrmcPower.RequireShare(aim);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        MrmcPower power;
        var number = 2;
        do
        {
            power = powerOf(number);
            if (power.Power >= aim)
            {
                return new MrmcSampleSize(number, power);
            }
        } while (number++ < most);

        return new MrmcSampleSize(null, power);
    }
}
