using System.Diagnostics;

namespace ReaderStudy.Dicom.Tests;

/// <summary>Runs another maker's program on what was written here.</summary>
internal static class ExternalTool
{
    /// <summary>The program's path, or null where it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("/usr/bin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Everything the program printed, errors included, and its exit code.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(name)!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            Environment = { ["PYTHONIOENCODING"] = "utf8" },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>What <c>dciodvfy</c> (dicom3tools) says of a file, line by line: errors, warnings and the name of the IOD.</summary>
    public static async Task<IReadOnlyList<string>> VerifyAsync(DicomFile file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("object.dcm", file);
        var (_, output) = await RunAsync("dciodvfy", "-new", path);
        return output.Contains("unrecognized option", StringComparison.Ordinal)
            ? (await RunAsync("dciodvfy", path)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Fails with every error, and every warning that holds none of the accepted words.</summary>
    public static void AssertNoComplaint(IEnumerable<string> said, params string[] accepted)
    {
        var complaints = string.Join(
            '\n',
            said.Where(line =>
                line.StartsWith("Error", StringComparison.Ordinal)
                || (
                    line.StartsWith("Warning", StringComparison.Ordinal)
                    && !Array.Exists(accepted, a => line.Contains(a, StringComparison.Ordinal))
                )
            )
        );
        Assert.True(complaints.Length == 0, complaints);
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("readerstudy-").FullName;

    public string Write(string name, DicomFile file)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, file.ToBytes());
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>A fact that needs another maker's program and is skipped, visibly, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool, string? sharedData = null)
    {
        if (ExternalTool.Find(tool) is null)
        {
            Skip = $"needs the program {tool}";
        }
        else if (sharedData is not null && !ReaderStudy.Tests.SharedData.Has(sharedData))
        {
            Skip = $"needs ../shared/{sharedData}";
        }
    }
}

/// <summary>A fact that needs pydicom in the system's Python and is skipped, visibly, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PydicomFactAttribute : FactAttribute
{
    public PydicomFactAttribute(string? sharedData = null)
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/pydicom") || !File.Exists("/usr/bin/python3"))
        {
            Skip = "needs python3-pydicom";
        }
        else if (sharedData is not null && !ReaderStudy.Tests.SharedData.Has(sharedData))
        {
            Skip = $"needs ../shared/{sharedData}";
        }
    }
}

/// <summary>A fact that needs nibabel in the system's Python and shared data, and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NibabelFactAttribute : FactAttribute
{
    public NibabelFactAttribute(string sharedData)
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/nibabel"))
        {
            Skip = "needs python3-nibabel";
        }
        else if (!ReaderStudy.Tests.SharedData.Has(sharedData))
        {
            Skip = $"needs ../shared/{sharedData}";
        }
    }
}
