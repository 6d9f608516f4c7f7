using System.Buffers.Binary;
using ReaderStudy.Dicom.MediaDirectory;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.MediaDirectory;

public sealed class FileSetTests
{
    private static readonly DicomTag Next = new(0x0004, 0x1400);
    private static readonly DicomTag Lower = new(0x0004, 0x1420);

    // dcmdump DICOMDIR: two patients, six studies, 13 series, 31 images.
    [SharedDataTheory("data/dicom-zoo/dicomdir")]
    [InlineData("DICOMDIR")]
    [InlineData("DICOMDIR-reordered")]
    public async Task A_real_directory_is_a_tree_of_patients_studies_series_and_images(string name)
    {
        var set = FileSet.Of(await DicomFile.ReadAsync(SharedData.PathOf("data/dicom-zoo/dicomdir/" + name)));

        Assert.Equal("PYDICOM_TEST", set.Id);
        Assert.Empty(set.Problems);
        Assert.Equal(["Doe^Archibald", "Doe^Peter"], set.Roots.Select(p => p.Dataset.GetString(DicomTags.PatientName)!));
        Assert.All(set.Roots, p => Assert.Equal("PATIENT", p.Type));
        var studies = set.Roots.SelectMany(p => p.Children).ToList();
        Assert.All(studies, s => Assert.Equal("STUDY", s.Type));
        var series = studies.SelectMany(s => s.Children).ToList();
        Assert.All(series, s => Assert.Equal("SERIES", s.Type));
        Assert.Equal((6, 13, 31), (studies.Count, series.Count, series.Sum(s => s.Children.Count)));
        Assert.Equal(31, set.Objects.Count());
    }

    [SharedDataFact("data/dicom-zoo/dicomdir")]
    public async Task Files_that_are_missing_on_the_medium_are_told()
    {
        var folder = SharedData.PathOf("data/dicom-zoo/dicomdir");
        var set = FileSet.Of(await DicomFile.ReadAsync(Path.Combine(folder, "DICOMDIR")));

        Assert.All(set.Locate(folder), f => Assert.True(File.Exists(f.Path)));
        Assert.All(set.Locate(Path.Combine(folder, "77654033")), f => Assert.Null(f.Path));
        foreach (var file in set.Locate(folder))
        {
            Assert.Equal(file.Record.SopInstanceUid, (await DicomFile.ReadAsync(file.Path!)).Dataset.GetString(DicomTags.SopInstanceUid));
        }
    }

    [SharedDataFact("data/dicom-zoo/dicomdir")]
    public async Task Records_of_an_unknown_type_keep_what_is_below_them()
    {
        var set = FileSet.Of(await DicomFile.ReadAsync(SharedData.PathOf("data/dicom-zoo/dicomdir/DICOMDIR-nopatient")));

        Assert.DoesNotContain(set.Roots, r => r.Type == "PATIENT");
        Assert.Equal(31, set.Objects.Count());
    }

    [SharedDataFact("data/dicom-zoo/dicomdir")]
    public async Task Whatever_the_offsets_say_no_image_is_lost_and_the_way_ends()
    {
        var bytes = await File.ReadAllBytesAsync(SharedData.PathOf("data/dicom-zoo/dicomdir/DICOMDIR"));
        var records = DicomFile.Read(bytes).Dataset.GetItems(new(0x0004, 0x1220));
        foreach (var wrong in new uint[] { 0, 7, 396, uint.MaxValue, (uint)records[5].Offset })
        {
            var damaged = bytes.ToArray();
            foreach (var at in OffsetsOf(damaged))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(at), wrong);
            }

            var set = FileSet.Of(DicomFile.Read(damaged));

            Assert.Equal(31, set.Objects.Count());
            Assert.NotEmpty(set.Problems);
        }
    }

    [SharedDataFact("data/dicom-zoo/dicomdir")]
    public async Task Without_any_offset_the_order_of_the_records_makes_the_same_tree()
    {
        var bytes = await File.ReadAllBytesAsync(SharedData.PathOf("data/dicom-zoo/dicomdir/DICOMDIR"));
        var expected = FileSet.Of(DicomFile.Read(bytes));
        foreach (var at in OffsetsOf(bytes))
        {
            bytes.AsSpan(at, 4).Clear();
        }

        var set = FileSet.Of(DicomFile.Read(bytes));

        Assert.Equal(Lines(expected.Roots), Lines(set.Roots));
    }

    [Theory]
    [InlineData("..", "SECRET")]
    [InlineData("/etc", "passwd")]
    [InlineData("C:", "X")]
    public void A_file_name_that_leads_off_the_medium_is_disregarded(params string[] parts)
    {
        var record = new DicomDataset();
        record.Set(new DicomElement(new(0x0004, 0x1430), DicomVr.CS, "IMAGE "u8.ToArray()));
        record.Set(new(0x0004, 0x1500), parts);
        var directory = new DicomDataset();
        directory.SetItems(new(0x0004, 0x1220), record);

        var set = FileSet.Of(new DicomFile(directory));

        Assert.Empty(set.Objects);
        Assert.Contains(set.Problems, p => p.Message.Contains("outside of the medium", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_file_is_no_directory() => Assert.Throws<DicomException>(() => FileSet.Of(new DicomFile(TestImages.Ct(0, 1))));

    private static IEnumerable<string> Lines(IEnumerable<DirectoryRecord> records) =>
        records.SelectMany(r => Lines(r.Children).Select(l => " " + l).Prepend(r.Type + string.Join('/', r.FileId)));

    /// <summary>Where the values of the offsets of all records stand in the file.</summary>
    private static IEnumerable<int> OffsetsOf(byte[] bytes)
    {
        for (var i = 132; i + 12 <= bytes.Length; i++)
        {
            var isOffset = bytes.AsSpan(i, 2).SequenceEqual(new byte[] { 4, 0 }) && bytes.AsSpan(i + 4, 4).SequenceEqual("UL\u0004\0"u8);
            var element = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i + 2));
            if (isOffset && (element == Next.Element || element == Lower.Element || element == 0x1200))
            {
                yield return i + 8;
            }
        }
    }
}
