using System.Diagnostics;

namespace ReaderStudy.Tests;

/// <summary>Python 3 from the path, for scripts that the platform gives away.</summary>
internal static class Python
{
    /// <summary>Null when there is none.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, "python3"), Path.Combine(folder, "python3.exe") })
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a script and waits for its end.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(Program!, "", arguments);

    /// <summary>Likewise, with another Python and in another folder; empty: in the present one. Leaves no compiled files behind.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}

/// <summary>Skipped, visibly, where there is no Python 3.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScriptFactAttribute : FactAttribute
{
    public ScriptFactAttribute()
    {
        if (Python.Program is null)
        {
            Skip = "needs python3 on the path";
        }
    }
}
