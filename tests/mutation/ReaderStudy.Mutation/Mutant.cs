using System.Text.Json;

namespace ReaderStudy.Mutation;

/// <summary>One change of the code, as Stryker made it.</summary>
/// <param name="Id">What <c>MutantControl.IsActive</c> asks for.</param>
/// <param name="File">Path below the library's folder.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Replacement">The code in its place.</param>
internal sealed record Mutant(int Id, string File, int Line, string Replacement)
{
    /// <summary>The mutants of Stryker's report that were compiled, those of some folders.</summary>
    public static IReadOnlyList<Mutant> Read(string report, IReadOnlyList<string> folders)
    {
        using var document = JsonDocument.Parse(File_(report));
        var mutants = new List<Mutant>();
        foreach (var file in document.RootElement.GetProperty("files").EnumerateObject())
        {
            var path = file.Name.Replace('\\', '/');
            var below = path.Contains("ReaderStudy.Statistics/", StringComparison.Ordinal)
                ? path[(path.LastIndexOf("ReaderStudy.Statistics/", StringComparison.Ordinal) + "ReaderStudy.Statistics/".Length)..]
                : path;
            if (!folders.Any(f => below.StartsWith(f + "/", StringComparison.Ordinal)))
            {
                continue;
            }

            foreach (var mutant in file.Value.GetProperty("mutants").EnumerateArray())
            {
                var reason = mutant.TryGetProperty("statusReason", out var text) ? text.GetString() ?? "" : "";
                var compiled = mutant.GetProperty("status").GetString() is not "CompileError";
                // Left out by Stryker itself: a block whose every statement is mutated too.
                if (compiled && !reason.Contains("block already covered", StringComparison.OrdinalIgnoreCase))
                {
                    mutants.Add(
                        new Mutant(
                            int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                            below,
                            mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
                            mutant.GetProperty("replacement").GetString() ?? ""
                        )
                    );
                }
            }
        }

        return mutants;
    }

    private static string File_(string path) => System.IO.File.ReadAllText(path);
}
