using System.Globalization;
using System.Security.Cryptography;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Tests;
using Xunit.Abstractions;

namespace ReaderStudy.Dicom.Tests.Pixels;

/// <summary>
/// Every file of the sample data against pydicom, GDCM, DCMTK and OpenJPEG: Reference/decoded-pixels.tsv, made by make.py beside it.
/// </summary>
public sealed class DecodedPixelsTests(ITestOutputHelper output)
{
    private static readonly string[] Folders = ["dicom-zoo", "ct-liver", "mr-liver", "ultrasound", "seg", "histology", "deid"];

    private static readonly IReadOnlyList<Row> Table = ReadTable();

    [SharedDataFact("data/dicom-zoo")]
    public void Every_file_of_the_sample_data_is_in_the_table()
    {
        // The first column of the sample data's own list; a path with a comma is quoted.
        var listed = File.ReadAllLines(SharedData.PathOf("data/MANIFEST.csv"))
            .Skip(1)
            .Select(line => line.StartsWith('"') ? line.Split('"')[1] : line.Split(',')[0])
            .Where(path => Folders.Contains(path.Split('/')[0]));

        Assert.Empty(listed.Except(Table.Select(r => r.Path)));
    }

    [SharedDataFact("data/dicom-zoo")]
    public async Task Every_file_gives_the_pixels_of_the_reference_or_is_refused_for_its_known_reason()
    {
        var wrong = new List<string>();
        foreach (var row in Table)
        {
            var found = await OutcomeOf(row);
            if (found != (row.Outcome, row.Frames, row.Value))
            {
                wrong.Add($"{row.Path}: {row.Outcome} {row.Frames} {row.Value} expected, {found} found");
            }
        }

        var totals = Table.GroupBy(r => r.Outcome).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        output.WriteLine($"{Table.Count} files: {string.Join(", ", totals)}");
        Assert.Empty(wrong);
    }

    [SharedDataTheory("data/dicom-zoo")]
    [InlineData("gdcm", "gdcmconv")]
    [InlineData("openjpeg", "opj_decompress")]
    public async Task Lossy_JPEG_2000_is_within_one_grey_value_of_the_reference(string reference, string program)
    {
        if (ReferencePrograms.Find(program) is null)
        {
            output.WriteLine($"not compared: {program} is not installed");
            return;
        }

        var rows = Table.Where(r => r.Outcome == "within-one" && r.Reference == reference).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var file = await DicomFile.ReadAsync(SharedData.PathOf("data/" + row.Path));
            var expected =
                reference == "gdcm"
                    ? await ReferencePrograms.DecodeAsync(SharedData.PathOf("data/" + row.Path), "gdcmconv", "--raw")
                    : await ByOpenJpegAsync(file);
            var pixels = await PixelDecoder.DecodeAsync(file);
            var found = ReferencePrograms.Bytes(pixels);
            Assert.Equal(expected.Length, found.Length);
            Assert.InRange(LargestDifference(expected, found, pixels.Description), 0, 1);
        }
    }

    private static async Task<(string Outcome, string Frames, string Value)> OutcomeOf(Row row)
    {
        try
        {
            var file = await DicomFile.ReadAsync(SharedData.PathOf("data/" + row.Path));
            var pixels = await PixelDecoder.DecodeAsync(file);
            var frames = pixels.Frames.Count.ToString(CultureInfo.InvariantCulture);
            if (row.Outcome == "within-one")
            {
                var mean = pixels.Frames.Select((_, f) => pixels.RealValues(f).Average()).Average();
                var close = Math.Abs(mean - double.Parse(row.Value, CultureInfo.InvariantCulture)) < 0.05;
                return ("within-one", frames, close ? row.Value : mean.ToString("F3", CultureInfo.InvariantCulture));
            }

            return ("exact", frames, Convert.ToHexStringLower(SHA256.HashData(ReferencePrograms.Bytes(pixels))));
        }
        catch (DicomException e) when (e.Message == "there are no pixel data" || e.Message.Contains("BitsAllocated is missing"))
        {
            return ("no-pixels", string.Empty, string.Empty);
        }
        catch (DicomException e)
        {
            return ("refused", string.Empty, e.Kind.ToString());
        }
    }

    private static async Task<byte[]> ByOpenJpegAsync(DicomFile file)
    {
        var folder = Directory.CreateTempSubdirectory("readerstudy-test-");
        var (input, target) = (Path.Combine(folder.FullName, "in.j2k"), Path.Combine(folder.FullName, "out.rawl"));
        await File.WriteAllBytesAsync(input, file.Dataset.Find(DicomTags.PixelData)!.Fragments![1].ToArray());
        await ReferencePrograms.RunAsync("opj_decompress", "-i", input, "-o", target);
        var planes = await File.ReadAllBytesAsync(target);
        folder.Delete(recursive: true);
        var description = PixelDescription.Of(file.Dataset) with { IsPlanar = true };
        return ReferencePrograms.Bytes(new NativePixels(description, [planes]));
    }

    private static int LargestDifference(byte[] expected, byte[] found, PixelDescription description)
    {
        var (a, b) = (new NativePixels(description, [expected]), new NativePixels(description, [found]));
        var (left, right) = (a.StoredValues(0), b.StoredValues(0));
        var largest = 0;
        for (var i = 0; i < left.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(left[i] - right[i]));
        }

        return largest;
    }

    private static List<Row> ReadTable() =>
        [
            .. File.ReadAllLines(
                    Path.Combine(SharedData.RepositoryRoot, "tests/ReaderStudy.Dicom.Tests/Pixels/Reference/decoded-pixels.tsv")
                )
                .Where(line => !line.StartsWith('#'))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(c => new Row(c[0], c[1], c[2], c[3], c[4])),
        ];

    private sealed record Row(string Path, string Outcome, string Frames, string Value, string Reference);
}
