using System.Text;
using ReaderStudy.Dicom;

namespace ReaderStudy.Cli.Tests.Dicom;

public sealed class DeidentifyTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_folder_is_de_identified_into_another_with_names_that_tell_nothing()
    {
        Image("Doe John/CT 2020/doe-1.dcm", "DOE^JOHN", 1);
        Image("Doe John/CT 2020/doe-2.dcm", "DOE^JOHN", 2);
        Image("Roe Jane/roe.dcm", "ROE^JANE", 3);

        var run = await Run("--new-key", Path.Combine(_files.Folder, "study.key"));

        Assert.Equal(0, run.Code);
        Assert.Contains("3 of 3 files written.", run.Lines);
        Assert.Contains(run.Lines, l => l.StartsWith("(0010,0010) PatientName 3", StringComparison.Ordinal));
        var written = Written();
        Assert.Equal(3, written.Count);
        Assert.Equal(2, written.Select(Path.GetDirectoryName).Distinct().Count());
        Assert.All(written, path => Assert.Matches("^(F-[0-9a-f]{16}/)+I-[0-9a-f]{16}[.]dcm$", Path.GetRelativePath(Out, path)));
        Assert.All(
            written,
            path => Assert.DoesNotContain("DOE", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.OrdinalIgnoreCase)
        );
        Assert.Empty(Directory.EnumerateFiles(Out, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_key_is_readable_by_its_owner_alone_and_gives_the_same_pseudonyms_again()
    {
        Image("a.dcm", "DOE^JOHN", 1);
        var key = Path.Combine(_files.Folder, "study.key");
        await Run("--new-key", key);
        var first = Written().Single();
        var before = await File.ReadAllBytesAsync(first);

        Directory.Delete(Out, recursive: true);
        var again = await Run("--key-file", key);

        Assert.Equal(0, again.Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(first));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten_neither_images_nor_keys()
    {
        Image("a.dcm", "DOE^JOHN", 1);
        var key = Path.Combine(_files.Folder, "study.key");
        await Run("--new-key", key);
        var stamp = File.GetLastWriteTimeUtc(Written().Single());

        var second = await Run("--key-file", key);
        var third = await Run("--new-key", key);

        Assert.Equal(1, second.Code);
        Assert.Contains("never overwritten", second.Error, StringComparison.Ordinal);
        Assert.Equal(1, third.Code);
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(Written().Single()));
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_with_a_reason_and_the_others_are_written()
    {
        Image("a.dcm", "DOE^JOHN", 1);
        _files.Write("in/notes.txt", "no image");

        var run = await Run("--new-key", Path.Combine(_files.Folder, "study.key"), "--json");

        Assert.Equal(1, run.Code);
        var files = run.Json.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal([true, false], files.Select(f => f.GetProperty("ok").GetBoolean()));
        Assert.Contains("not a DICOM file", files[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, run.Json.GetProperty("report").GetProperty("images").GetInt32());
        Assert.Single(Written());
    }

    [Theory]
    [InlineData("refuse", 1, 0, null)]
    [InlineData("blank", 1, 0, null)]
    [InlineData("keep-held", 0, 1, "held")]
    public async Task An_image_that_may_have_text_in_it_without_a_known_place_is_refused_or_held(
        string choice,
        int code,
        int count,
        string? folder
    )
    {
        Image("a.dcm", "DOE^JOHN", 1, d => d.Set(DicomTags.BurnedInAnnotation, "YES"));

        var run = await Run("--new-key", Path.Combine(_files.Folder, "study.key"), "--on-burned-in", choice);

        Assert.Equal(code, run.Code);
        Assert.Equal(count, Written().Count);
        Assert.All(Written(), path => Assert.Equal(folder, Path.GetRelativePath(Out, path).Split('/')[0]));
    }

    [Fact]
    public async Task Text_in_the_pixels_is_blanked_on_demand()
    {
        Image("a.dcm", "DOE^JOHN", 1, Write);

        var refused = await Run("--new-key", Path.Combine(_files.Folder, "study.key"));
        var blanked = await Run("--key-file", Path.Combine(_files.Folder, "study.key"), "--on-burned-in", "blank");

        Assert.Equal(1, refused.Code);
        Assert.Contains("what looks like text was found", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, blanked.Code);
        var clean = DicomFile.Read(await File.ReadAllBytesAsync(Written().Single())).Dataset;
        Assert.Equal("NO", clean.GetString(DicomTags.BurnedInAnnotation));
        Assert.True(clean.Find(DicomTags.PixelData)!.Value.Span.IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public async Task Files_of_one_name_in_two_inputs_are_both_written_and_a_file_given_twice_once()
    {
        Image("one/a.dcm", "DOE^JOHN", 1);
        Image("two/a.dcm", "ROE^JANE", 1);
        Image("one/input 2/a.dcm", "POE^JACK", 1);
        var folder = Path.Combine(_files.Folder, "in");

        var run = await CommandRun.Of(
            "dicom",
            "deidentify",
            Path.Combine(folder, "one"),
            Path.Combine(folder, "two"),
            Path.Combine(folder, "one", "a.dcm"),
            "--out",
            Out,
            "--new-key",
            Path.Combine(_files.Folder, "key")
        );

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(3, Written().Count);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named_and_no_key_is_blamed()
    {
        var nowhere = Path.Combine(_files.Folder, "nowhere");
        var key = Path.Combine(_files.Folder, "key");

        var run = await CommandRun.Of("dicom", "deidentify", nowhere, "--out", Out, "--new-key", key);

        Assert.Equal((1, $"there is no file or folder {nowhere}"), (run.Code, Assert.Single(run.ErrorLines)));
        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task A_call_without_key_is_a_mistake()
    {
        Image("a.dcm", "DOE^JOHN", 1);

        var run = await Run();

        Assert.Equal(2, run.Code);
        Assert.Contains("--new-key", run.Error, StringComparison.Ordinal);
    }

    private string Out => Path.Combine(_files.Folder, "out");

    private List<string> Written() =>
        Directory.Exists(Out) ? [.. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    private Task<CommandRun> Run(params string[] options) =>
        CommandRun.Of(["dicom", "deidentify", Path.Combine(_files.Folder, "in"), "--out", Out, .. options]);

    /// <summary>Six letters I, seven rows high.</summary>
    private static void Write(DicomDataset image)
    {
        var pixels = new short[64 * 64];
        for (var i = 0; i < 6 * 7; i++)
        {
            pixels[((20 + (i / 6)) * 64) + 10 + (5 * (i % 6))] = 1000;
        }

        image.SetPixels(pixels);
    }

    private void Image(string name, string patient, int number, Action<DicomDataset>? change = null)
    {
        var image = new DicomDataset();
        image.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        image.Set(DicomTags.SopInstanceUid, DicomUid.FromName(name));
        image.Set(DicomTags.StudyDate, new DateOnly(2020, 2, 28));
        image.Set(DicomTags.Modality, "CT");
        image.Set(DicomTags.PatientName, patient);
        image.Set(DicomTags.PatientId, patient);
        image.Set(DicomTags.StudyInstanceUid, "2.25.1");
        image.Set(DicomTags.SeriesInstanceUid, "2.25.2");
        image.Set(DicomTags.InstanceNumber, (double)number);
        image.Set(DicomTags.SamplesPerPixel, 1d);
        image.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        image.Set(DicomTags.Rows, 64d);
        image.Set(DicomTags.Columns, 64d);
        image.Set(DicomTags.BitsAllocated, 16d);
        image.Set(DicomTags.BitsStored, 16d);
        image.Set(DicomTags.HighBit, 15d);
        image.Set(DicomTags.PixelRepresentation, 1d);
        image.SetPixels(new short[64 * 64]);
        change?.Invoke(image);
        var path = Path.Combine(_files.Folder, "in", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new DicomFile(image).ToBytes());
    }
}
