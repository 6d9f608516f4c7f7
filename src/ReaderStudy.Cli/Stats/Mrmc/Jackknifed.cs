using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>The jackknife leaves out cases, of which there must be two.</summary>
internal static class Jackknifed
{
    /// <exception cref="BadInputException">There are fewer than two cases of those that the figure of merit rests on.</exception>
    public static T Of<T>(MrmcRatings ratings, FigureOfMerit figure, Func<T> analyse)
    {
        var cases = figure.Cases switch
        {
            FigureCases.Diseased => ratings.Diseased.Count(d => d),
            FigureCases.NonDiseased => ratings.Diseased.Count(d => !d),
            FigureCases.All => ratings.Diseased.Count,
        };
        return cases < 2
            ? throw new BadInputException($"The {figure.Name} rests on {cases} case only; the jackknife needs two.")
            : analyse();
    }
}
