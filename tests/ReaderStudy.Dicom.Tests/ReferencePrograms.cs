using System.Diagnostics;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests;

/// <summary>GDCM, DCMTK and OpenJPEG as makers of test files and as references.</summary>
internal static class ReferencePrograms
{
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program; anything but success is an error of the test.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await error}");
    }

    /// <summary>The decoded bytes of all frames that a program makes of a file: <c>program arguments in out</c>.</summary>
    public static async Task<byte[]> DecodeAsync(string path, string program, params string[] arguments)
    {
        var output = Path.GetTempFileName();
        try
        {
            await RunAsync(program, [.. arguments, path, output]);
            return Bytes(NativePixels.Of((await DicomFile.ReadAsync(output)).Dataset));
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>The decoded bytes of all frames, one after the other.</summary>
    public static byte[] Bytes(NativePixels pixels) => [.. DecodedFrames.Of(pixels).SelectMany(f => f.ToArray())];
}
