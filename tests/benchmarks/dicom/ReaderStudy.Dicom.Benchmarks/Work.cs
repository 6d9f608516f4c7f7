using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Benchmarks;

/// <summary>What is timed, once over a list of files.</summary>
internal static class Work
{
    /// <summary>Reads every file whole, and its elements down to the last sequence; on every core.</summary>
    public static Task ParseAsync(IReadOnlyList<string> files) =>
        Parallel.ForEachAsync(files, async (path, token) => Require(await DicomFile.ReadAsync(path, null, token)));

    /// <summary>The same on one core, as the peers do it.</summary>
    public static async Task ParseOneByOneAsync(IReadOnlyList<string> files)
    {
        foreach (var path in files)
        {
            Require(await DicomFile.ReadAsync(path));
        }
    }

    /// <summary>Reads, makes pixels native, takes the identity out, and writes the result under its new UID.</summary>
    public static Task StoreAsync(IReadOnlyList<string> files, string target)
    {
        Directory.CreateDirectory(target);
        var deidentifier = new Deidentifier(new byte[32]);
        return Parallel.ForEachAsync(
            files,
            async (path, token) =>
            {
                var file = await DicomFile.ReadAsync(path, null, token);
                var clean = deidentifier.Deidentify(await PixelDecoder.ToNativeAsync(file, null, token)).Dataset;
                await using var stream = File.Create(Path.Combine(target, clean.RequireString(DicomTags.SopInstanceUid) + ".dcm"));
                new DicomFile(clean).Write(stream);
            }
        );
    }

    private static void Require(DicomFile file)
    {
        if (file.Dataset.Elements.Count < 10)
        {
            throw new InvalidOperationException("A file was not read to its end.");
        }
    }
}
