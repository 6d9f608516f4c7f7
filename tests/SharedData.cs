namespace ReaderStudy.Tests;

/// <summary>
/// Finds the folder of real images, ratings and fixtures that lies beside a checkout (<c>../shared</c>) and is never part of it.
/// <c>READERSTUDY_SHARED</c> names another place.
/// </summary>
internal static class SharedData
{
    /// <summary>The repository's root: the first folder upwards that holds <c>ReaderStudy.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder beside the checkout; it may not exist.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("READERSTUDY_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");

    /// <summary>Full path of a file or folder under <see cref="Root"/>.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>True when the file or folder is there.</summary>
    public static bool Has(string relative) => Path.Exists(PathOf(relative));

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReaderStudy.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("ReaderStudy.sln was not found above " + AppContext.BaseDirectory);
    }
}

/// <summary>A fact that needs something under <c>../shared</c> and is skipped, visibly, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string needs)
    {
        if (!SharedData.Has(needs))
        {
            Skip = $"needs ../shared/{needs}";
        }
    }
}

/// <summary>A theory that needs something under <c>../shared</c> and is skipped, visibly, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(string needs)
    {
        if (!SharedData.Has(needs))
        {
            Skip = $"needs ../shared/{needs}";
        }
    }
}
