using System.Diagnostics;
using ReaderStudy.Tests;

namespace ReaderStudy.Reports.Tests;

/// <summary>Programs of the machine that tests ask for a second opinion.</summary>
internal static class Programs
{
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe")));

    /// <summary>Exit code and both outputs of one run.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        using var process =
            Process.Start(
                new ProcessStartInfo(name, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            ) ?? throw new InvalidOperationException($"{name} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}

/// <summary>A fact that needs programs of the machine (Node.js to make a PDF) and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] needs)
    {
        var missing = needs.Where(n => !Programs.Has(n)).ToList();
        if (missing.Count > 0)
        {
            Skip = "needs " + string.Join(", ", missing);
        }
    }
}

/// <summary>A fact that needs something under <c>../shared</c> and programs of the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataProgramFactAttribute : FactAttribute
{
    public SharedDataProgramFactAttribute(string data, params string[] programs)
    {
        var missing = programs.Where(n => !Programs.Has(n)).ToList();
        if (!SharedData.Has(data))
        {
            missing.Add("../shared/" + data);
        }

        if (missing.Count > 0)
        {
            Skip = "needs " + string.Join(", ", missing);
        }
    }
}
