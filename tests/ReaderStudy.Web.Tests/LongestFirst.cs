using ReaderStudy.Web.Tests.Blinding;
using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.Blinding.Moments;
using ReaderStudy.Web.Tests.Conduct;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ReaderStudy.Web.Tests.LongestFirst", "ReaderStudy.Web.Tests")]

namespace ReaderStudy.Web.Tests;

/// <summary>
/// Begins with what takes minutes and goes on with the rest, so that no processor has nothing to do at the end. By itself the order is another
/// one each time, and a run in which the longest collection comes last takes minutes longer.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly IReadOnlyList<string> Long =
    [
        Crawl.Collection,
        App.Collection,
        NameOf<SimulatedYearTests>(),
        NameOf<TwinStudiesTests>(),
        NameOf<MomentsTests>(),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Long.Append(c.DisplayName).TakeWhile(name => name != c.DisplayName).Count());

    /// <summary>What xUnit calls the collection of a class that is in no other.</summary>
    private static string NameOf<T>() => $"Test collection for {typeof(T).FullName}";
}
