using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Segmentations;

public sealed class SegmentationTests
{
    private static readonly SegmentDescription[] Two =
    [
        SegmentDescription.Liver(1, "liver-demo", "1.0"),
        SegmentDescription.LiverLesion(2, "Lesion 1", "lesion-demo", "0.3"),
    ];

    /// <summary>Three slices of 3 x 5: 15 pixels a frame, so that no frame but the first begins at a byte.</summary>
    private static SliceStack Source(int rows = 3, int columns = 5) =>
        SliceStack.Of([.. Enumerable.Range(0, 4).Select(i => TestImages.Ct(5 * i, i + 1, rows: rows, columns: columns))]);

    private static byte[] Labels()
    {
        var labels = new byte[4 * 15];
        foreach (var i in new[] { 15 + 1, 15 + 2, 15 + 14, 30 + 0, 30 + 7, 45 + 3 })
        {
            labels[i] = 1;
        }

        labels[30 + 8] = 2;
        labels[30 + 14] = 2;
        return labels;
    }

    [Fact]
    public async Task What_is_written_is_read_back_voxel_by_voxel()
    {
        var source = Source();
        var file = SegmentationWriter.Write(source, Segment.FromLabels(Labels(), 15, Two), Identity());

        var back = await SegmentationReader.ReadAsync(DicomFile.Read(file.ToBytes()), source);

        Assert.Equal(Labels(), back.ToLabels());
        Assert.Equal(Two.Select(d => (d.Number, d.Label, d.Type, d.AlgorithmName)), back.Segments.Select(Told));
        Assert.Equal(Two[1].TrackingUid, back.Segments[1].Description.TrackingUid);
        Assert.Equal(Two[0].Colour, back.Segments[0].Description.Colour);
        Assert.Equal((4, 5.0), (back.Geometry.Slices, back.Geometry.SliceSpacing));
    }

    [Fact]
    public async Task Slices_without_a_segment_are_left_out_and_the_own_grid_begins_at_the_first_frame()
    {
        var file = SegmentationWriter.Write(Source(), Segment.FromLabels(Labels(), 15, Two), Identity());

        var back = await SegmentationReader.ReadAsync(file);

        Assert.Equal(4, file.Dataset.GetInt(DicomTags.NumberOfFrames));
        Assert.Equal(3, back.Geometry.Slices);
        Assert.Equal(new Point3(-100, -120, 5), back.Geometry.First.Origin);
        Assert.Equal(Labels()[15..], back.ToLabels());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Probabilities_are_kept_native_and_compressed(bool isCompressed)
    {
        var random = new byte[15];
        for (var i = 0; i < 15; i++)
        {
            random[i] = (byte)(i < 6 ? 200 : i * 17);
        }

        var source = Source();
        Segment[] segments = [new(Two[0], new Dictionary<int, ReadOnlyMemory<byte>> { [2] = random })];
        var options = new SegmentationOptions { IsFractional = true, IsCompressed = isCompressed };

        var file = DicomFile.Read(SegmentationWriter.Write(source, segments, Identity(), options).ToBytes());
        var back = await SegmentationReader.ReadAsync(file, source);

        Assert.True(back.IsFractional);
        Assert.Equal(isCompressed, file.Syntax == TransferSyntax.Rle);
        Assert.Equal(random, back.Segments[0].Slices[2].ToArray());
    }

    [Fact]
    public async Task Overlapping_segments_are_kept_apart_and_are_no_label_map()
    {
        var all = new byte[15];
        Array.Fill<byte>(all, 1);
        var slices = new Dictionary<int, ReadOnlyMemory<byte>> { [1] = all };
        var file = SegmentationWriter.Write(Source(), [new(Two[0], slices), new(Two[1], slices)], Identity());

        var back = await SegmentationReader.ReadAsync(file);

        Assert.Equal("YES", file.Dataset.GetString(new DicomTag(0x0062, 0x0013)));
        Assert.True(back.HasOverlap);
        Assert.Throws<DicomException>(() => back.ToLabels());
        Assert.Equal(all, back.MaskOf(back.Segments[1]));
    }

    [Fact]
    public void Nothing_segmented_is_refused_rather_than_written_without_a_frame()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            SegmentationWriter.Write(Source(), Segment.FromLabels(new byte[60], 15, Two), Identity())
        );

        Assert.StartsWith("Nothing is segmented", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_that_lie_on_no_image_are_refused()
    {
        var file = SegmentationWriter.Write(Source(), Segment.FromLabels(Labels(), 15, Two), Identity());
        var elsewhere = SliceStack.Of([TestImages.Ct(102.4, 1, rows: 3, columns: 5), TestImages.Ct(107.4, 2, rows: 3, columns: 5)]);

        var error = await Assert.ThrowsAsync<DicomException>(() => SegmentationReader.ReadAsync(file, elsewhere));

        Assert.Equal("a frame at 5.0 mm lies on no slice of the images", error.Message);
    }

    /// <summary>PS3.3 A.51 with Segmentation Type LABELMAP: one frame a slice, whose pixels are the numbers of segments.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public async Task Label_maps_are_read_frame_by_frame(int bits)
    {
        var source = Source();
        var slices = Enumerable
            .Range(0, 4)
            .ToDictionary(i => i, _ => (ReadOnlyMemory<byte>)new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
        var dataset = SegmentationWriter.Write(source, [new(Two[0], slices), Segment.FromLabels(Labels(), 15, Two)[1]], Identity()).Dataset;
        dataset.SetItems(
            DicomTags.PerFrameFunctionalGroupsSequence,
            [.. dataset.GetItems(DicomTags.PerFrameFunctionalGroupsSequence).Take(4)]
        );
        dataset.Set(DicomTags.NumberOfFrames, 4d);
        dataset.Set(new DicomTag(0x0062, 0x0001), "LABELMAP");
        dataset.Set(DicomTags.BitsAllocated, (double)bits);
        dataset.Set(DicomTags.BitsStored, (double)bits);
        dataset.Set(DicomTags.HighBit, bits - 1d);
        var pixels = Labels().SelectMany(l => bits == 8 ? new[] { l } : [l, (byte)0]).ToArray();
        dataset.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));

        var back = await SegmentationReader.ReadAsync(new DicomFile(dataset), source);

        Assert.Equal(Labels(), back.ToLabels());
    }

    [Fact]
    public async Task Broken_segmentations_are_refused_with_the_reason()
    {
        Task<string> Message(Action<DicomDataset> breaking) =>
            MessageOf(breaking, SegmentationWriter.Write(Source(), Segment.FromLabels(Labels(), 15, Two), Identity()));

        Assert.Equal(
            "truncated: pixel data hold 8 bytes, 1875000 are needed for 1000000 frame(s)",
            await Message(d => d.Set(DicomTags.NumberOfFrames, 1e6))
        );
        Assert.Equal("0 of 4 frames are described", await Message(d => d.Remove(DicomTags.PerFrameFunctionalGroupsSequence)));
        Assert.Equal(
            "frame 1 does not say where it lies in the patient",
            await Message(d => d.Remove(DicomTags.SharedFunctionalGroupsSequence))
        );
        Assert.Equal(
            "frame 1 belongs to segment 1, which is not described",
            await Message(d => d.SetItems(new DicomTag(0x0062, 0x0002), d.GetItems(new DicomTag(0x0062, 0x0002))[1]))
        );
        Assert.Equal(
            "segment 2 is described twice",
            await Message(d =>
                d.SetItems(
                    new DicomTag(0x0062, 0x0002),
                    [.. d.GetItems(new DicomTag(0x0062, 0x0002)), d.GetItems(new DicomTag(0x0062, 0x0002))[1]]
                )
            )
        );
    }

    [Fact]
    public void Colours_are_those_of_the_standards_scale()
    {
        // White is L* 100, a* 0, b* 0: 65535, 128/255 and 128/255 of 65535 (PS3.3 C.10.7.1.1).
        var white = CieLab.OfSrgb(255, 255, 255);

        Assert.Equal(65535, white.L);
        Assert.InRange(white.A, 32896 - 3, 32896 + 3);
        Assert.InRange(white.B, 32896 - 3, 32896 + 3);
        Assert.Equal(0, CieLab.OfSrgb(0, 0, 0).L);
    }

    // dicom3tools 1.00 of Debian 12. The warning that remains is about DICOMDIR: the test's images have no Study ID and no Study Time.
    [ToolFact("dciodvfy")]
    public async Task Dciodvfy_finds_no_error()
    {
        var binary = SegmentationWriter.Write(Source(), Segment.FromLabels(Labels(), 15, Two), Identity());
        Segment[] shares =
        [
            new(Two[0], new Dictionary<int, ReadOnlyMemory<byte>> { [2] = Enumerable.Range(0, 15).Select(i => (byte)i).ToArray() }),
        ];
        var fractional = SegmentationWriter.Write(Source(), shares, Identity(), new SegmentationOptions { IsFractional = true });

        foreach (var file in new[] { binary, fractional })
        {
            var said = await ExternalTool.VerifyAsync(file);

            Assert.Contains("Segmentation", said);
            ExternalTool.AssertNoComplaint(said, "DICOMDIR");
        }
    }

    [PydicomFact]
    public async Task Pydicom_unpacks_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("seg.dcm", SegmentationWriter.Write(Source(), Segment.FromLabels(Labels(), 15, Two), Identity()));

        var (exitCode, output) = await ExternalTool.RunAsync(
            "/usr/bin/python3",
            "-c",
            "import pydicom, sys; a = pydicom.dcmread(sys.argv[1]).pixel_array; print(a.shape, [f.ravel().nonzero()[0].tolist() for f in a])",
            path
        );

        // Three frames of the liver and one of the lesion, as Labels() has them.
        Assert.Equal((0, "(4, 3, 5) [[1, 2, 14], [0, 7], [3], [8, 14]]"), (exitCode, output.Trim()));
    }

    [SharedDataFact("data/seg/liver-ct-3slice-with-seg")]
    public async Task A_liver_of_another_maker_lies_on_its_images()
    {
        var source = SliceStack.Of(await ImagesAsync("data/seg/liver-ct-3slice-with-seg/ct"));

        var back = await SegmentationReader.ReadAsync(await FileAsync("data/seg/liver-ct-3slice-with-seg/liver.dcm"), source);

        // liver_seg.nrrd, the label map from which dcmqi made liver.dcm (unpacked with gzip, counted with numpy): voxels a slice.
        Assert.Equal(3, back.Geometry.Slices);
        Assert.Equal(LiverVoxels, Enumerable.Range(0, 3).Select(i => back.Segments[0].Slices[i].ToArray().Count(v => v == 1)));
    }

    [Fact]
    public void Loss_of_the_images_stays_on_record_in_what_was_drawn_on_them()
    {
        var source = Source();
        foreach (var slice in source.Slices)
        {
            slice.Dataset.Set(DicomTags.LossyImageCompression, "01");
            slice.Dataset.Set(DicomTags.LossyImageCompressionMethod, "ISO_10918_1");
            slice.Dataset.Set(DicomTags.LossyImageCompressionRatio, 7.5);
        }

        var dataset = SegmentationWriter.Write(source, Segment.FromLabels(Labels(), 15, Two), Identity()).Dataset;

        Assert.Equal("01", dataset.GetString(DicomTags.LossyImageCompression));
        Assert.Equal("ISO_10918_1", dataset.GetString(DicomTags.LossyImageCompressionMethod));
        Assert.Equal(7.5, dataset.GetDouble(DicomTags.LossyImageCompressionRatio));
    }

    private static readonly int[] LiverVoxels = [36233, 35645, 35220];

    // pydicom 2.3: pixel_array.sum() and shape of each file.
    [SharedDataTheory("data/seg/highdicom")]
    [InlineData("highdicom/seg_image_ct_binary.dcm", 3, 638, false)]
    [InlineData("highdicom/seg_image_ct_binary_fractional.dcm", 3, 162690, true)]
    [InlineData("highdicom/seg_image_ct_binary_single_frame.dcm", 1, 1832, false)]
    [InlineData("sr-tid1500-example/seg.dcm", 13, 795, false)]
    public async Task Segmentations_of_highdicom_and_dcmqi_are_read(string path, int slices, int sum, bool isFractional)
    {
        var back = await SegmentationReader.ReadAsync(await FileAsync("data/seg/" + path));

        Assert.Equal((slices, isFractional), (back.Geometry.Slices, back.IsFractional));
        Assert.Equal(sum, back.Segments.Sum(s => back.MaskOf(s).Sum(v => v)));
    }

    [SharedDataTheory("data/seg/highdicom")]
    [InlineData("seg_image_sm_control.dcm", "segmentations of tiled slides are not read: they are no volume")]
    [InlineData("seg_image_sm_control_labelmap.dcm", "segmentations of tiled slides are not read: they are no volume")]
    [InlineData("seg_image_sm_dots.dcm", "segmentations of tiled slides are not read: they are no volume")]
    [InlineData("seg_image_sm_dots_tiled_full.dcm", "segmentations of tiled slides are not read: they are no volume")]
    [InlineData("seg_image_sm_numbers.dcm", "segmentations of tiled slides are not read: they are no volume")]
    [InlineData("seg_image_cr_binary.dcm", "frame 1 does not say where it lies in the patient")]
    [InlineData("ct_image.dcm", "not a segmentation: it has no Segmentation Type")]
    public async Task What_is_no_volume_is_refused_with_the_reason(string name, string reason)
    {
        var file = await FileAsync("data/seg/highdicom/" + name);

        var error = await Assert.ThrowsAsync<DicomException>(() => SegmentationReader.ReadAsync(file));

        Assert.Equal(reason, error.Message);
    }

    private static async Task<string> MessageOf(Action<DicomDataset> breaking, DicomFile file)
    {
        breaking(file.Dataset);
        return (await Assert.ThrowsAsync<DicomException>(() => SegmentationReader.ReadAsync(file))).Message;
    }

    private static (int, string, Coding.CodedConcept, string) Told(Segment segment) =>
        (segment.Description.Number, segment.Description.Label, segment.Description.Type, segment.Description.AlgorithmName);

    private static async Task<DicomFile> FileAsync(string path) => await DicomFile.ReadAsync(SharedData.PathOf(path));

    private static async Task<List<DicomDataset>> ImagesAsync(string folder)
    {
        var images = new List<DicomDataset>();
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf(folder)))
        {
            images.Add((await DicomFile.ReadAsync(path)).Dataset);
        }

        return images;
    }

    private static DerivedIdentity Identity() =>
        new()
        {
            SopInstanceUid = "2.25.81",
            SeriesUid = "2.25.82",
            SeriesDescription = "Segmentation",
            MadeAt = new DateTime(2026, 11, 27, 3, 4, 5),
        };
}
