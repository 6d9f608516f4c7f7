using System.Globalization;
using System.IO.Compression;
using System.Text;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;

namespace ReaderStudy.Browser.Tests;

/// <summary>Phantom cases on disk, the classes in turn: all but the last as folders, the last as a zip; and the table of truth, by patient number.</summary>
internal sealed class PhantomCohort : ICohortFiles, IDisposable
{
    /// <param name="cases">How many; null: one of each class.</param>
    /// <param name="options">Null: as they come.</param>
    /// <param name="truths">What the table says of the cases in turn; none: their class.</param>
    public PhantomCohort(int? cases = null, PhantomOptions? options = null, params string[] truths)
    {
        Root = Directory.CreateTempSubdirectory("readerstudy-phantoms-").FullName;
        Folder = Path.Combine(Root, "incoming");
        ZipFile = Path.Combine(Root, "last-case.zip");
        TruthFile = Path.Combine(Root, "truth.csv");
        var table = new StringBuilder("case,truth,centre,sex,age,lesion_size_mm\n");
        var classes = Enum.GetValues<LesionClass>();
        Cases = cases ?? classes.Length;
        foreach (var (lesion, index) in Enumerable.Range(0, Cases).Select(i => (classes[i % classes.Length], i)))
        {
            var phantom = PhantomGenerator.Generate((ulong)(9000 + index), lesion, options);
            var last = index == Cases - 1;
            var folder = Path.Combine(last ? Root : Folder, $"case {index + 1}");
            PhantomExam.WriteTo(folder, phantom);
            var patient = PhantomExam
                .Datasets(phantom, options?.Phases[0] ?? ContrastPhase.Arterial)
                .First()
                .GetString(DicomTags.PatientId);
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"{patient},{(truths.Length > 0 ? truths[index % truths.Length] : lesion.ToString().ToUpperInvariant())},{(index % 2 == 0 ? "North" : "South")},{(phantom.Male ? "M" : "F")},{phantom.Age},"
            );
            if (last)
            {
                System.IO.Compression.ZipFile.CreateFromDirectory(folder, ZipFile, CompressionLevel.Fastest, includeBaseDirectory: false);
            }
        }

        File.WriteAllText(TruthFile, table.ToString());
        File.WriteAllText(Path.Combine(Folder, "README.txt"), "This is not an image.");
        var whole = File.ReadAllBytes(Directory.EnumerateFiles(Folder, "*.dcm", SearchOption.AllDirectories).Order().First());
        File.WriteAllBytes(Path.Combine(Folder, "cut-short.dcm"), whole[..(whole.Length / 2)]);
    }

    public string Root { get; }

    /// <summary>Has, beside the images, one file that is no image and one that was cut short.</summary>
    public string Folder { get; }

    public string ZipFile { get; }

    public string TruthFile { get; }

    public int Cases { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
