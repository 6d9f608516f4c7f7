using System.CommandLine;
using ReaderStudy.Statistics;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>What the results shall hold for: readers like these, cases like these, or both.</summary>
internal sealed class GeneralisationOptions
{
    private readonly Option<string> _readers = StatsOptions.Choice(
        "--readers",
        "Whether results shall hold for readers like these or for these readers.",
        "random",
        "random",
        "fixed"
    );

    private readonly Option<string> _cases = StatsOptions.Choice(
        "--cases",
        "Whether results shall hold for cases like these or for these cases.",
        "random",
        "random",
        "fixed"
    );

    public IReadOnlyList<Option> All => [_readers, _cases];

    /// <exception cref="BadInputException">Both are fixed.</exception>
    public T Choose<T>(StatsInput input, Func<T> readersAndCases, Func<T> cases, Func<T> readers) =>
        (input.Option(_readers), input.Option(_cases)) switch
        {
            ("fixed", "fixed") => throw new BadInputException("Only one of readers and cases can be fixed."),
            ("fixed", _) => cases(),
            (_, "fixed") => readers(),
            _ => readersAndCases(),
        };

    public string Words(StatsInput input) =>
        Choose(
            input,
            () => "Results generalise to readers and cases.",
            () => "Results generalise to cases, for these readers.",
            () => "Results generalise to readers, for these cases."
        );
}
