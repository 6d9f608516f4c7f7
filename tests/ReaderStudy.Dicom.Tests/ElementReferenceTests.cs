using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests;

/// <summary>
/// Every element of every file, tag, representation and decoded value, against pydicom: Reference/elements.py prints what it reads.
/// Skipped where python3 has no pydicom.
/// </summary>
public sealed class ElementReferenceTests
{
    private static readonly string[] Folders = ["dicom-zoo", "deid", "ct-liver", "mr-liver", "ultrasound", "seg", "histology"];
    private static readonly string[] Others =
    [
        ".nii",
        ".gz",
        ".zip",
        ".png",
        ".csv",
        ".nrrd",
        ".svs",
        ".txt",
        ".json",
        ".tif",
        ".jpg",
        ".md",
    ];

    /// <summary>Files that pydicom 2.3 reads otherwise, looked at one by one.</summary>
    private static readonly string[] ReadOtherwise =
    [
        // The letters DICM stand in the data by chance: pydicom takes what comes after them for the beginning, one element of garbage.
        "no_preamble_dicm_in_data",
        // A blank VR: pydicom goes wrong from there and loses the rest; dcmdump 3.6 reads what is read here.
        "ct-multiphase-dose-report-fr-GH179A.dcm",
        // The first of two character sets is GB2312, which is no defined term: pydicom leaves the escape sequences in the name.
        "chrGB2312.dcm",
    ];

    [PydicomFact]
    public async Task Every_element_of_every_file_is_what_pydicom_reads()
    {
        var files = Folders
            .SelectMany(f => Directory.EnumerateFiles(SharedData.PathOf("data/" + f), "*", SearchOption.AllDirectories))
            .Where(f => !Others.Contains(Path.GetExtension(f)))
            .Order(StringComparer.Ordinal)
            .ToList();
        var (compared, differences) = (0, new List<string>());
        foreach (var (path, expected) in await PydicomFact.Read(files))
        {
            DicomFile file;
            try
            {
                file = await DicomFile.ReadAsync(path);
            }
            catch (DicomException)
            {
                // Which files are refused, and why, is in ZooTests.
                continue;
            }

            if (ReadOtherwise.Contains(Path.GetFileName(path)))
            {
                continue;
            }

            var found = new List<string>();
            Show(file.Dataset, 0, file.Syntax.IsBigEndian, found);
            var theirs = expected
                .Where(l => !IsLeftOut(l, file.Syntax.IsBigEndian))
                .Select(l => l.Replace(" \\", "\\", StringComparison.Ordinal))
                .ToList();
            var ours = found
                .Where(l => !IsLeftOut(l, file.Syntax.IsBigEndian))
                .Select(l => l.Replace(" \\", "\\", StringComparison.Ordinal))
                .ToList();
            compared += ours.Count;
            differences.AddRange(theirs.Except(ours).Select(l => $"{Path.GetFileName(path)} pydicom {l}"));
            differences.AddRange(ours.Except(theirs).Select(l => $"{Path.GetFileName(path)} here    {l}"));
        }

        Assert.Empty(differences);
        Assert.True(compared > 40_000, $"{compared} elements");
    }

    /// <summary>Encapsulated pixels have no one value; lengths of private groups are UN to pydicom; big endian words are not turned by pydicom.</summary>
    private static bool IsLeftOut(string line, bool isBigEndian)
    {
        var cells = line.Split('\t');
        return cells[1] is "7FE00010"
            || cells[1].EndsWith("0000", StringComparison.Ordinal)
            || (isBigEndian && cells[2] is "OW" or "UN" or "OF");
    }

    private static void Show(DicomDataset dataset, int depth, bool isBigEndian, List<string> lines)
    {
        foreach (var element in dataset.Elements)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"{depth}\t{element.Tag.Value:X8}\t{element.Vr.Code()}\t");
            if (element.Items is { } items)
            {
                lines.Add(head + items.Count.ToString(CultureInfo.InvariantCulture));
                foreach (var item in items)
                {
                    Show(item, depth + 1, isBigEndian, lines);
                }
            }
            else
            {
                lines.Add(head + (element.Vr.IsText() || element.Value.IsEmpty ? Text(dataset, element) : Short(element.Value.Span)));
            }
        }
    }

    private static string Text(DicomDataset dataset, DicomElement element) =>
        (element.Vr == DicomVr.PN ? Groups(dataset, element.Tag) : string.Join('\\', dataset.GetStrings(element.Tag)))
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);

    /// <summary>Empty groups at the end of a name are left out, as pydicom does.</summary>
    private static string Groups(DicomDataset dataset, DicomTag tag) =>
        string.Join('\\', dataset.GetStrings(tag).Select(name => name.TrimEnd('=')));

    private static string Short(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}

/// <summary>A fact that needs the sample files and a python3 with pydicom.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PydicomFactAttribute : FactAttribute
{
    public PydicomFactAttribute()
    {
        if (!SharedData.Has("data/dicom-zoo"))
        {
            Skip = "needs ../shared/data/dicom-zoo";
        }
        else if (PydicomFact.Python is null)
        {
            Skip = "needs a python3 with pydicom";
        }
    }
}

/// <summary>Runs Reference/elements.py.</summary>
internal static class PydicomFact
{
    public static string? Python { get; } =
        new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(p => Run(p, "-c", "import pydicom") is not null);

    /// <summary>The elements of each file, as lines.</summary>
    public static async Task<List<(string Path, List<string> Elements)>> Read(IReadOnlyList<string> files)
    {
        var script = Path.Combine(SharedData.RepositoryRoot, "tests/ReaderStudy.Dicom.Tests/Reference/elements.py");
        var output = await Task.Run(() => Run(Python!, [script, .. files])) ?? throw new InvalidOperationException("elements.py failed");
        var result = new List<(string, List<string>)>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("F\t", StringComparison.Ordinal))
            {
                result.Add((line.Split('\t')[1], []));
            }
            else if (!line.StartsWith("E\t", StringComparison.Ordinal))
            {
                result[^1].Item2.Add(line);
            }
        }

        return result;
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    StandardOutputEncoding = System.Text.Encoding.UTF8,
                    Environment = { ["PYTHONIOENCODING"] = "utf8" },
                }
            )!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
