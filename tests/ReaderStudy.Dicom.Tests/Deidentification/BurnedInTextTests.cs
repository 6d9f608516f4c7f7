using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class BurnedInTextTests
{
    private const string Name = "DOE JOHN 1956";

    public static TheoryData<string, int, bool, int> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, int, bool, int>();
            foreach (var photometric in new[] { "MONOCHROME1", "MONOCHROME2" })
            {
                foreach (var (bits, isSigned) in new[] { (8, false), (12, false), (16, true), (16, false) })
                {
                    foreach (var scale in new[] { 1, 2, 4 })
                    {
                        kinds.Add(photometric, bits, isSigned, scale);
                    }
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_name_is_found_in_any_size_and_depth_bright_and_dark(string photometric, int bits, bool isSigned, int scale)
    {
        var (low, high) = isSigned ? (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) : (0, (1 << bits) - 1);
        foreach (var (paper, ink) in new[] { (low, high), (high, low), (low + ((high - low) / 4), low + ((high - low) / 2)) })
        {
            var image = new Canvas(400, 300, paper).Write(Name, 20, 40, scale, ink);

            var found = BurnedInText.Find(image.ToPixels(photometric, bits, isSigned));

            Assert.True(Covered(found, image.Written) > 0.9, $"{paper}/{ink}: {string.Join(' ', found)}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    public void Letters_with_soft_edges_are_found_too(int scale)
    {
        foreach (var (paper, ink) in new[] { (0, 4000), (4000, 0), (1000, 2500) })
        {
            var image = new Canvas(1200, 900, paper).Write(Name, 61, 122, scale, ink).Shrunk();

            var found = BurnedInText.Find(image.ToPixels("MONOCHROME2", 12, isSigned: false));

            Assert.True(Covered(found, image.Written) > 0.8, $"{paper}/{ink}: {string.Join(' ', found)}");
        }
    }

    [Fact]
    public void Plain_images_gradients_edges_and_noise_have_no_text()
    {
        Canvas[] images =
        [
            new Canvas(300, 200, 100),
            new Canvas(300, 200, 0).Fill((x, y) => x + y),
            new Canvas(300, 200, 0).Fill((x, y) => ((x / 40) + (y / 40)) % 2 * 1000),
            new Canvas(300, 200, 0).Fill((x, y) => (int)(((uint)((x * 73856093) ^ (y * 19349663)) * 2654435761u) >> 22)),
            new Canvas(300, 200, 0).Fill((x, y) => ((x - 150) * (x - 150)) + ((y - 100) * (y - 100)) < 6400 ? 900 : 10),
        ];

        Assert.All(images, image => Assert.Empty(BurnedInText.Find(image.ToPixels("MONOCHROME2", 16, isSigned: false))));
    }

    [SharedDataFact("data/ct-liver")]
    public async Task No_slice_of_89_ct_and_32_mr_images_of_the_liver_raises_a_false_alarm()
    {
        var (alarms, count) = (0, 0);
        foreach (var path in Files("data/ct-liver").Concat(Files("data/mr-liver")).Where(p => p.EndsWith(".dcm", StringComparison.Ordinal)))
        {
            var native = await PixelDecoder.ToNativeAsync(await DicomFile.ReadAsync(path));
            alarms += BurnedInText.Find(NativePixels.Of(native)).Count > 0 ? 1 : 0;
            count++;
        }

        Assert.True(count >= 121, $"{count} images");
        Assert.Equal(0, alarms);
    }

    [SharedDataFact("data/ct-liver")]
    public async Task A_name_written_into_real_slices_is_found_beside_and_inside_the_body()
    {
        var (found, count) = (0, 0);
        foreach (var path in Files("data/ct-liver").Where((_, i) => i % 6 == 0))
        {
            var native = NativePixels.Of(await PixelDecoder.ToNativeAsync(await DicomFile.ReadAsync(path)));
            var d = native.Description;
            var stored = native.StoredValues(0);
            var highest = Math.Min(stored.Max(), d.IsSigned ? 32767 : 65535);
            foreach (var scale in new[] { 1, 2, 3 })
            {
                foreach (var (x, y) in new[] { (8, 6), (180, 250) })
                {
                    var image = new Canvas(d.Columns, d.Rows, 0)
                        .Fill((i, j) => stored[(j * d.Columns) + i])
                        .Write(Name, x, y, scale, highest);
                    var regions = BurnedInText.Find(image.ToPixels(d.Photometric, d.BitsAllocated, d.IsSigned));
                    found += Covered(regions, image.Written) > 0.7 ? 1 : 0;
                    count++;
                }
            }
        }

        Assert.True(count >= 90, $"{count}");
        Assert.True(found >= 0.97 * count, $"{found} of {count}");
    }

    [SharedDataTheory("data/deid")]
    [InlineData("data/deid/burned-in/CT-MONO2-16-ankle", 11, 12, 215, 11)]
    [InlineData("data/deid/burned-in/CT-MONO2-16-ankle", 358, 12, 142, 9)]
    [InlineData("data/deid/burned-in/GREYSCALE_IMAGE.dcm", 8, 4, 270, 16)]
    [InlineData("data/deid/burned-in/GREYSCALE_IMAGE.dcm", 392, 6, 293, 13)]
    [InlineData("data/deid/burned-in/GREYSCALE_IMAGE.dcm", 823, 6, 186, 13)]
    public async Task Names_dates_and_hospitals_in_real_files_are_found(string file, int left, int top, int width, int height)
    {
        // Rectangles read off the pictures by eye: date and time, hospital; patient, birth date and hospital, date.
        var native = await PixelDecoder.ToNativeAsync(await DicomFile.ReadAsync(SharedData.PathOf(file)));

        var found = BurnedInText.Find(NativePixels.Of(native), native);

        Assert.True(Covered(found, new PixelRegion(left, top, width, height)) > 0.85, string.Join(' ', found));
    }

    [Fact]
    public void Text_in_one_frame_of_many_is_found()
    {
        var plain = new Canvas(200, 100, 50).ToPixels("MONOCHROME2", 16, isSigned: false);
        var written = new Canvas(200, 100, 50).Write(Name, 20, 20, 1, 4000).ToPixels("MONOCHROME2", 16, isSigned: false);
        var loop = new NativePixels(plain.Description with { Frames = 3 }, [plain.Frames[0], written.Frames[0], plain.Frames[0]]);

        Assert.NotEmpty(BurnedInText.Find(loop));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("NO")]
    public void Text_that_is_seen_is_a_question_whatever_the_header_says(string? annotation)
    {
        var image = TestImages.Ct(0, 1, rows: 100, columns: 200);
        var canvas = new Canvas(200, 100, 50).Write(Name, 20, 20, 1, 4000);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, canvas.ToPixels("MONOCHROME2", 16, isSigned: true).Frames[0]));
        if (annotation is not null)
        {
            image.Set(DicomTags.BurnedInAnnotation, annotation);
        }

        var deidentifier = new Deidentifier("a key for the tests only"u8);
        var question = Assert.Single(deidentifier.Deidentify(image).Questions);

        Assert.Equal(DeidentificationQuestionKind.BurnedInText, question.Kind);
        Assert.True(Covered(question.Regions, canvas.Written) > 0.9);
        Assert.Equal(annotation is not null, question.Message.Contains("denies", StringComparison.Ordinal));
        var blank = PixelCleaning.Blank(deidentifier.Deidentify(image).Dataset, question.Regions);
        Assert.Empty(deidentifier.Deidentify(blank).Questions);
    }

    [Fact]
    public void What_lies_outside_the_ultrasound_regions_is_suspect()
    {
        var image = TestImages.Ct(0, 1, rows: 100, columns: 200);
        image.Set(DicomTags.Modality, "US");
        var region = new DicomDataset();
        region.Set(new DicomTag(0x0018, 0x6018), 20d);
        region.Set(new DicomTag(0x0018, 0x601A), 10d);
        region.Set(new DicomTag(0x0018, 0x601C), 179d);
        region.Set(new DicomTag(0x0018, 0x601E), 89d);
        image.SetItems(new DicomTag(0x0018, 0x6011), region);

        var question = Assert.Single(new Deidentifier("a key for the tests only"u8).Deidentify(image).Questions);

        Assert.Equal(
            [
                new PixelRegion(0, 0, 200, 10),
                new PixelRegion(0, 90, 200, 10),
                new PixelRegion(0, 10, 20, 80),
                new PixelRegion(180, 10, 20, 80),
            ],
            question.Regions
        );
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(SharedData.PathOf(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Which part of the rectangle lies in at least one of the regions.</summary>
    private static double Covered(IReadOnlyList<PixelRegion> regions, PixelRegion wanted)
    {
        var inside = 0;
        for (var y = wanted.Top; y < wanted.Top + wanted.Height; y++)
        {
            for (var x = wanted.Left; x < wanted.Left + wanted.Width; x++)
            {
                inside += regions.Any(r => x >= r.Left && x < r.Left + r.Width && y >= r.Top && y < r.Top + r.Height) ? 1 : 0;
            }
        }

        return inside / (double)(wanted.Width * wanted.Height);
    }
}
