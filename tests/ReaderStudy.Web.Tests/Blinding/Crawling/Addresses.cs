using System.Text.RegularExpressions;
using ReaderStudy.Web.Tests.Authorisation;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>All addresses of the application that can be asked without changing anything, with every id that the planted study has.</summary>
internal sealed partial class Addresses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<AppRoute> _routes;
    private readonly IReadOnlyList<(Regex Form, string Template)> _forms;

    public Addresses(App app)
    {
        _routes = Routes.Of(app).Where(r => r.Method == "GET" || IsDownload(r)).ToList();
        _forms = _routes
            .Where(r => r.Method == "GET" && !r.Template.Contains("{**", StringComparison.Ordinal))
            .OrderByDescending(r => r.Template.Count(c => c == '/'))
            .ThenBy(r => r.Pattern.RoutePattern.Parameters.Count)
            .Select(r => (FormOf(r), r.Template))
            .ToList();
    }

    /// <summary>Exports are made by a form, and change nothing but the audit trail.</summary>
    public static bool IsDownload(AppRoute route) =>
        route.Method == "POST" && route.Template.StartsWith("/studies/{studyId:guid}/exports/", StringComparison.Ordinal);

    /// <summary>The route that answers an address; null: none of the application's own.</summary>
    public string? TemplateOf(string url)
    {
        var path = url.Split('?', '#')[0];
        return _forms.FirstOrDefault(f => f.Form.IsMatch(path)).Template;
    }

    /// <summary>Every route with each value of each of its parameters at least once.</summary>
    /// <param name="values">What there is.</param>
    /// <param name="withPlaces">Every position of every session too.</param>
    public IReadOnlyList<(AppRoute Route, string Url)> All(PlantedValues values, bool withPlaces)
    {
        var all = new List<(AppRoute, string)>();
        foreach (var route in _routes)
        {
            var names = route.Pattern.RoutePattern.Parameters.Select(p => p.Name).ToList();
            var unknown = names.Where(n => values.Of(n).Count == 0 && !values.IsNotThereYet(n)).ToList();
            Assert.True(unknown.Count == 0, $"{route.Template}: nothing is planted for {string.Join(", ", unknown)}; see PlantedValues.");
            var urls = new HashSet<string> { route.UrlWith(values.Filled(names, null, null)) };
            foreach (var name in names)
            {
                urls.UnionWith(values.Of(name).Select(v => route.UrlWith(values.Filled(names, name, v))));
            }

            if (withPlaces && names.Contains("sessionId") && names.Contains("position"))
            {
                urls.UnionWith(
                    from session in values.Of("sessionId")
                    from position in values.Of("position")
                    select route.UrlWith(
                        new Dictionary<string, string>(values.Filled(names, "sessionId", session)) { ["position"] = position }
                    )
                );
            }

            all.AddRange(urls.Select(u => (route, u)));
        }

        return all;
    }

    /// <summary>Addresses of the application in a page.</summary>
    public static IEnumerable<string> LinksIn(string html) =>
        Links().Matches(html).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups["url"].Value)).Distinct();

    [GeneratedRegex("""(?:href|src|data-[a-z-]+)="(?<url>/[^"#]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    private static Regex FormOf(AppRoute route)
    {
        var form = Regex.Replace(
            Regex.Escape(route.Template).Replace(@"\{", "{", StringComparison.Ordinal),
            "{[^}]*}",
            m =>
                m.Value.Contains(":guid", StringComparison.Ordinal) ? "[0-9a-fA-F-]{36}"
                : m.Value.Contains(":int", StringComparison.Ordinal) ? "-?[0-9]+"
                : m.Value.Contains("regex", StringComparison.Ordinal) ? "[^/]*[^/0-9][^/]*"
                : "[^/]+",
            RegexOptions.None,
            Patience
        );
        return new Regex($"^{form}/?$", RegexOptions.IgnoreCase, Patience);
    }
}
