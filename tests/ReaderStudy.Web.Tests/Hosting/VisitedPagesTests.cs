using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using ReaderStudy.Tests;
using ReaderStudy.Web.Tests.Audit;
using ReaderStudy.Web.Tests.Authorisation;

namespace ReaderStudy.Web.Tests.Hosting;

/// <summary>
/// Every page of the application is looked at in a browser: it stands in <c>ReaderStudy.Browser.Tests/pages.txt</c>, or it says there why not.
/// What a page is, is read from the compiled code: a GET that can come to render a view.
/// </summary>
[Collection(App.Collection)]
public sealed class VisitedPagesTests(App app)
{
    private const string AnyId = "01990000-0000-7000-8000-000000000000";

    /// <summary>Where a route takes any word, the one that the list of pages says.</summary>
    private static readonly Dictionary<string, string> Words = new() { ["modelId"] = "liver-lesion-cnn", ["questionId"] = "subtype" };

    [Fact]
    public void Every_page_is_looked_at_in_a_browser_or_it_is_said_why_not()
    {
        var (visited, excused) = Read();
        var pages = Routes.Of(app).Where(r => r.Method == "GET" && IsPage(r)).ToList();
        var addresses = pages.SelectMany(AddressesOf).ToList();

        var forgotten = addresses.Where(a => !visited.Contains(a.Url) && !excused.Contains(a.Template)).Select(a => a.Url);
        var gone = visited
            .Except(addresses.Select(a => a.Url))
            .Concat(excused.Except(pages.Select(p => p.Template)))
            .Concat(addresses.Where(a => visited.Contains(a.Url) && excused.Contains(a.Template)).Select(a => a.Template));

        Assert.True(pages.Count > 50, $"Only {pages.Count} pages were found.");
        Assert.True(!forgotten.Any(), $"In no browser test, and no reason in pages.txt: {string.Join(", ", forgotten)}");
        Assert.True(!gone.Any(), $"In pages.txt, but no page, or both visited and excused: {string.Join(", ", gone)}");
    }

    private static bool IsPage(AppRoute route) =>
        route.Pattern.Metadata.OfType<ControllerActionDescriptor>().LastOrDefault()?.MethodInfo is { } action
        && Calls.Lead(action, m => m.DeclaringType == typeof(Controller) && m.Name == nameof(Controller.View), []);

    /// <summary>An address of the page; where a part of it is one of several words, one for each: they are pages of their own.</summary>
    private static IEnumerable<(string Template, string Url)> AddressesOf(AppRoute route)
    {
        var (name, words) = route
            .Pattern.RoutePattern.Parameters.Select(p =>
                (p.Name, Words: p.ParameterPolicies.SelectMany(c => WordsOf(c.Content ?? "")).ToList())
            )
            .FirstOrDefault(p => p.Words.Count > 0);
        return name is null
            ? [(route.Template, route.UrlWith(Words))]
            : words.Select(word => (route.Template, route.UrlWith(new Dictionary<string, string>(Words) { [name] = word })));
    }

    /// <summary>Of <c>regex(^(about|arms)$)</c>: about, arms.</summary>
    private static string[] WordsOf(string policy)
    {
        var words = Regex.Match(policy, @"^regex\(\^\((?<words>[a-z|-]+)\)\$\)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return words.Success ? words.Groups["words"].Value.Split('|') : [];
    }

    /// <summary>Addresses that are visited, with an id in the place of each study and session; templates of pages that are not.</summary>
    private static (HashSet<string> Visited, HashSet<string> Excused) Read()
    {
        var lines = File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Browser.Tests", "pages.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        Assert.All(lines, l => Assert.True(l[0] == "-" ? l.Length == 3 : l.Length == 2, $"pages.txt: {string.Join(' ', l)}"));
        return (
            lines
                .Where(l => l[0] != "-")
                .Select(l =>
                    l[1]
                        .Replace("{session}", $"/sessions/{AnyId}", StringComparison.Ordinal)
                        .Replace("{draft}", $"/studies/{AnyId}", StringComparison.Ordinal)
                        .Replace("{phantom}", $"/studies/{AnyId}", StringComparison.Ordinal)
                        .Replace("{table3}", $"/studies/{AnyId}", StringComparison.Ordinal)
                )
                .ToHashSet(StringComparer.Ordinal),
            lines.Where(l => l[0] == "-").Select(l => l[1]).ToHashSet(StringComparer.Ordinal)
        );
    }
}
