using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Authorisation;

/// <param name="Method">HTTP method.</param>
/// <param name="Template">As in the application, <c>/studies/{studyId:guid}</c>.</param>
/// <param name="Pattern">The parsed template.</param>
internal sealed partial record AppRoute(string Method, string Template, RouteEndpoint Pattern)
{
    /// <summary>An URL of this route: values by parameter name; where none is given, an id that nothing has, 1, or x.</summary>
    public string UrlWith(IReadOnlyDictionary<string, string> values)
    {
        var policies = Pattern.RoutePattern.Parameters.ToDictionary(
            p => p.Name,
            p => p.ParameterPolicies.Select(policy => policy.Content ?? "").ToList()
        );
        return Parameter()
            .Replace(
                Template,
                parameter =>
                {
                    var name = parameter.Groups["name"].Value;
                    return values.TryGetValue(name, out var given) ? given
                        : policies[name].Contains("guid") ? "01990000-0000-7000-8000-000000000000"
                        : policies[name].Exists(p => p is "int" or "long") ? "1"
                        : "x";
                }
            );
    }

    /// <summary>A constraint may hold braces and parentheses, but no '}' before its own end in this application.</summary>
    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(:[^}]*)?\??\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

/// <summary>Every URL of the application, static files and the problem pages excepted.</summary>
internal static class Routes
{
    public static IReadOnlyList<AppRoute> Of(App app) =>
        app
            .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo != typeof(ProblemController))
            .SelectMany(e =>
                (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new AppRoute(
                    method,
                    "/" + e.RoutePattern.RawText!.TrimStart('/'),
                    e
                ))
            )
            .DistinctBy(r => (r.Method, r.Template))
            .OrderBy(r => r.Template, StringComparer.Ordinal)
            .ThenBy(r => r.Method, StringComparer.Ordinal)
            .ToList();
}
