using System.Xml.Linq;
using ReaderStudy.Data;
using ReaderStudy.Tests;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests;

/// <summary>What may know what: the arrows of the design, and the wall around the reading room.</summary>
public sealed class LayeringTests
{
    /// <summary>Every project of the product and what it may reference; fewer is fine, more is a decision to be made.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Statistics"] = [],
        ["Dicom"] = [],
        ["Radiomics"] = [],
        ["OnnxRuntime"] = [],
        ["Phantom"] = ["Dicom"],
        ["Inference"] = ["Dicom", "OnnxRuntime"],
        ["Analysis"] = ["Domain", "Statistics"],
        ["Data"] = ["Domain"],
        ["Migrations.Sqlite"] = ["Data"],
        ["Migrations.PostgreSql"] = ["Data"],
        ["Reports"] = ["Statistics", "Analysis"],
        ["Web"] =
        [
            "Data",
            "Dicom",
            "Inference",
            "Statistics",
            "Reports",
            "Analysis",
            "Phantom",
            "Migrations.Sqlite",
            "Migrations.PostgreSql",
        ],
        ["Cli"] =
        [
            "Statistics",
            "Dicom",
            "Radiomics",
            "Inference",
            "Reports",
            "Phantom",
            "Analysis",
            "Migrations.Sqlite",
            "Migrations.PostgreSql",
        ],
    };

    [Fact]
    public void Projects_reference_downwards_only()
    {
        var projects = new[] { "src", "reports", "migrations" }
            .SelectMany(folder =>
                Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, folder), "ReaderStudy.*.csproj", SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .ToDictionary(
                NameOf,
                file => XDocument.Load(file).Descendants("ProjectReference").Select(r => NameOf((string)r.Attribute("Include")!))
            );

        Assert.Contains("Web", projects.Keys);
        Assert.All(projects, p => Assert.True(Allowed.ContainsKey(p.Key), $"ReaderStudy.{p.Key} is not in the table of references."));
        Assert.All(projects, p => Assert.Empty(p.Value.Except(Allowed[p.Key])));
    }

    [Fact]
    public void Nothing_in_the_reading_room_can_reach_the_database_but_through_the_readers_desk()
    {
        string[] rooms = ["ReaderStudy.Web.Features.ReadingRoom", "ReaderStudy.Web.Features.Sessions"];
        var types = typeof(StudyAccess)
            .Assembly.GetTypes()
            .Where(t => rooms.Any(room => t.Namespace == room || t.Namespace?.StartsWith(room + ".", StringComparison.Ordinal) == true))
            .ToList();

        Assert.Contains(types, t => Takes(t).Contains(typeof(ReaderDesk)));
        Assert.All(types, type => Assert.DoesNotContain(typeof(ReaderStudyDbContext), Reach(type)));
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["ReaderStudy.".Length..];

    /// <summary>What a type is handed, and what those of ours that it is handed are handed in turn.</summary>
    private static HashSet<Type> Reach(Type type)
    {
        var reached = new HashSet<Type>();
        var open = new Queue<Type>(Takes(type));
        while (open.TryDequeue(out var next))
        {
            // Signatures ask for the password again, and answer nothing but a signature or a fault.
            if (next != typeof(Signatures) && reached.Add(next) && next.Assembly == typeof(StudyAccess).Assembly)
            {
                Takes(next).ToList().ForEach(open.Enqueue);
            }
        }

        return reached;
    }

    private static IEnumerable<Type> Takes(Type type) =>
        type.GetConstructors()
            .SelectMany(c => c.GetParameters())
            .Select(p => p.ParameterType)
            .Concat(type.GetProperties().Select(p => p.PropertyType))
            .Concat(type.GetMethods().SelectMany(m => m.GetParameters()).Select(p => p.ParameterType));
}
