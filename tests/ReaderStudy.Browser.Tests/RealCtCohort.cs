using System.IO.Compression;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// Two real CT sets of the upper abdomen: one in its folder, one as a zip. The truth is made up, nothing is counted by it; the images are taken
/// as they are.
/// </summary>
internal sealed class RealCtCohort : ICohortFiles, IDisposable
{
    /// <summary>Where the sets lie under the folder of shared data.</summary>
    public const string Sets = "data/ct-liver";

    private readonly string _root = Directory.CreateTempSubdirectory("readerstudy-ct-").FullName;

    public RealCtCohort()
    {
        var zipped = SharedData.PathOf($"{Sets}/portal-venous-cptac-pda-C3L-00189");
        Folder = SharedData.PathOf($"{Sets}/arterial-kits-00072");
        ZipFile = Path.Combine(_root, "portal-venous.zip");
        System.IO.Compression.ZipFile.CreateFromDirectory(zipped, ZipFile, CompressionLevel.Fastest, includeBaseDirectory: false);
        Stacks = [StackIn(Folder), StackIn(zipped)];
        TruthFile = Path.Combine(_root, "truth.csv");
        File.WriteAllLines(
            TruthFile,
            Stacks
                .Zip(["MET", "HEM"], (stack, truth) => $"{stack.Slices[0].Dataset.RequireString(DicomTags.PatientId)},{truth}")
                .Prepend("case,truth")
        );
    }

    public string Folder { get; }

    public string ZipFile { get; }

    public string TruthFile { get; }

    /// <summary>Of each case; they differ in how many slices they have.</summary>
    public IReadOnlyList<SliceStack> Stacks { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static SliceStack StackIn(string folder) =>
        SliceStack.Of(Directory.EnumerateFiles(folder, "*.dcm").Select(path => DicomFile.Read(File.ReadAllBytes(path)).Dataset));
}
