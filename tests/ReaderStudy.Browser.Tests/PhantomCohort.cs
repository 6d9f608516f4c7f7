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

    /// <summary>Makes an exam one of so many thin slices: each of its own is there many times over, from head to feet.</summary>
    /// <param name="number">Of the case, from 1; not the last, which is a zip.</param>
    /// <param name="slices">How many there are then.</param>
    public void Lengthen(int number, int slices)
    {
        var folder = Path.Combine(Folder, $"case {number}");
        var own = Directory.EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories).Order().ToList();
        var (top, bottom) = (PositionOf(own[0]), PositionOf(own[^1]));
        var apart = (top[2] - bottom[2]) / (slices - 1);
        for (var slice = 0; slice < slices; slice++)
        {
            var dataset = DicomFile.Read(File.ReadAllBytes(own[slice * own.Count / slices])).Dataset;
            var z = Math.Round(top[2] - slice * apart, 6);
            dataset.Set(DicomTags.SopInstanceUid, FormattableString.Invariant($"2.25.{700_000_000_000 + slice}"));
            dataset.Set(DicomTags.InstanceNumber, slice + 1);
            dataset.Set(DicomTags.SliceThickness, apart);
            dataset.Set(DicomTags.SpacingBetweenSlices, apart);
            dataset.Set(DicomTags.ImagePositionPatient, top[0], top[1], z);
            dataset.Set(DicomTags.SliceLocation, z);
            using var stream = File.Create(Path.Combine(folder, FormattableString.Invariant($"long-{slice + 1:0000}.dcm")));
            new DicomFile(dataset).Write(stream);
        }

        own.ForEach(File.Delete);
    }

    private static IReadOnlyList<double> PositionOf(string path) =>
        DicomFile.Read(File.ReadAllBytes(path)).Dataset.GetDoubles(DicomTags.ImagePositionPatient);

    public string Root { get; }

    /// <summary>Has, beside the images, one file that is no image and one that was cut short.</summary>
    public string Folder { get; }

    public string ZipFile { get; }

    public string TruthFile { get; }

    public int Cases { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
