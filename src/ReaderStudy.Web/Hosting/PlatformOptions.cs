using System.ComponentModel.DataAnnotations;

namespace ReaderStudy.Web.Hosting;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the platform keeps its things; section <c>ReaderStudy</c> of the configuration, checked at start.</summary>
public sealed class PlatformOptions
{
    public const string Section = "ReaderStudy";

    public DatabaseKind Database { get; set; }

    /// <summary>Needed for PostgreSQL; for SQLite the default is <c>readerstudy.db</c> in the data folder.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of the database, images and keys; relative paths start at the application's content root.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Folder of the model packages; null: <c>models</c> beside the application or in the repository.</summary>
    public string? ModelsFolder { get; set; }

    /// <summary>Folders on the server from which a coordinator may import; empty: any folder that the process can read.</summary>
    public IReadOnlyList<string> ImportFolders { get; set; } = [];

    /// <summary>E-mail address of the administrator who is made at the first start, while there is none; null: none is made.</summary>
    public string? FirstAdministrator { get; set; }

    /// <summary>The first administrator's password, at least 12 characters; give it by the environment and change it after signing in.</summary>
    public string? FirstAdministratorPassword { get; set; }

    /// <summary>Sets up the demo studies and accounts at the first start; null: in Development only.</summary>
    public bool? Demo { get; set; }
}

/// <summary>The options as full paths.</summary>
public sealed class Paths
{
    public Paths(PlatformOptions options, string contentRoot)
    {
        Data = Path.GetFullPath(Path.Combine(contentRoot, options.DataFolder));
        Images = Path.Combine(Data, "images");
        Quarantine = Path.Combine(Data, "quarantine");
        Spool = Path.Combine(Data, "spool");
        Keys = Path.Combine(Data, "keys");
        Models = options.ModelsFolder is { } models ? Path.GetFullPath(Path.Combine(contentRoot, models)) : FindModels(contentRoot);
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Images);
        Directory.CreateDirectory(Quarantine);
        Directory.CreateDirectory(Spool);
        Directory.CreateDirectory(Keys);
    }

    public string Data { get; }

    public string Images { get; }

    /// <summary>Held images, encrypted.</summary>
    public string Quarantine { get; }

    /// <summary>Uploaded zips while they are unpacked; each is gone with the request that sent it, and with the process.</summary>
    public string Spool { get; }

    /// <summary>Data-protection keys, and the pseudonym key of each study.</summary>
    public string Keys { get; }

    public string Models { get; }

    private static string FindModels(string contentRoot)
    {
        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (Directory.Exists(models))
            {
                return models;
            }
        }

        return Path.Combine(contentRoot, "models");
    }
}
