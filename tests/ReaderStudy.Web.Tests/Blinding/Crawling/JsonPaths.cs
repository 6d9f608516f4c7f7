using System.Text.Json;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>The names in a JSON document, <c>series[].rows</c>: every property, and of arrays all elements together.</summary>
internal static class JsonPaths
{
    public static IReadOnlySet<string> Of(JsonElement element)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Collect(element, "", paths);
        return paths;
    }

    private static void Collect(JsonElement element, string path, HashSet<string> paths)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                var name =
                    path.Length == 0 || path.EndsWith("[]", StringComparison.Ordinal) && path.Length == 2
                        ? path + property.Name
                        : $"{path}.{property.Name}";
                paths.Add(name);
                Collect(property.Value, name, paths);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                Collect(one, path + "[]", paths);
            }
        }
    }
}
