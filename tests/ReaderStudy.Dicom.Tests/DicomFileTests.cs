using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Tests;

public sealed class DicomFileTests
{
    [Fact]
    public void What_is_written_is_read_again_with_text_numbers_sequences_and_pixels()
    {
        var image = TestImages.Ct(z: 12.5, instance: 3, value: 1100);
        var item = new DicomDataset();
        item.Set(DicomTags.ReferencedSopInstanceUid, "2.25.77");
        image.SetItems(DicomTags.ReferencedImageSequence, item, new DicomDataset());

        var again = DicomFile.Read(new DicomFile(image).ToBytes());

        Assert.Equal(TransferSyntax.ExplicitLittleEndian, again.Syntax);
        Assert.Equal(image.GetString(DicomTags.SopInstanceUid), again.Meta.GetString(DicomTags.MediaStorageSopInstanceUid));
        Assert.Equal("Müller^Jörg", again.Dataset.GetString(DicomTags.PatientName));
        Assert.Equal([-100, -120, 12.5], again.Dataset.GetDoubles(DicomTags.ImagePositionPatient));
        Assert.Equal(new DateOnly(2020, 2, 28), again.Dataset.GetDate(DicomTags.StudyDate));
        Assert.Equal(4, again.Dataset.GetInt(DicomTags.Rows));
        Assert.Equal("2.25.77", again.Dataset.GetItems(DicomTags.ReferencedImageSequence)[0].GetString(DicomTags.ReferencedSopInstanceUid));
        Assert.Equal(2, again.Dataset.GetItems(DicomTags.ReferencedImageSequence).Count);
        Assert.True(
            image.Find(DicomTags.PixelData)!.Value.Span.SequenceEqual(again.Dataset.Find(DicomTags.PixelData)!.Value.Span),
            "pixels differ"
        );
    }

    [Fact]
    public void The_meta_header_says_how_long_it_is()
    {
        var bytes = new DicomFile(TestImages.Ct(0, 1)).ToBytes();

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(140));

        Assert.Equal(0x0008, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(144 + length)));
    }

    [Theory]
    [InlineData("08001800 12000000 312E322E332E3435363738392E3130313132 28001000 02000000 0002")]
    [InlineData("08001800 55491200 312E322E332E3435363738392E3130313132 28001000 55530200 0002")]
    [InlineData("00080018 55490012 312E322E332E3435363738392E3130313132 00280010 55530002 0200")]
    public void A_data_set_without_preamble_and_meta_header_is_read_in_each_encoding(string hex)
    {
        var dataset = DicomFile.Read(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal))).Dataset;

        Assert.Equal("1.2.3.456789.10112", dataset.GetString(DicomTags.SopInstanceUid));
        Assert.Equal(512, dataset.GetInt(DicomTags.Rows));
    }

    [Fact]
    public void A_file_cut_short_says_which_element_misses_how_much()
    {
        var bytes = new DicomFile(TestImages.Ct(0, 1, rows: 512, columns: 512)).ToBytes();

        var error = Assert.Throws<DicomException>(() => DicomFile.Read(bytes.AsMemory(0, bytes.Length - 524288 + 1024)));

        Assert.Equal(DicomErrorKind.Truncated, error.Kind);
        Assert.Equal("truncated: element (7FE0,0010) PixelData declares 524288 bytes, 1024 are left", error.Message);
    }

    [Fact]
    public void Cut_anywhere_a_file_gives_a_reason_and_never_another_exception()
    {
        var image = TestImages.Ct(0, 1);
        image.SetItems(DicomTags.ReferencedImageSequence, TestImages.Ct(1, 2));
        var bytes = new DicomFile(image).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            try
            {
                // Between two elements the rest is a complete, smaller data set.
                Assert.True(DicomFile.Read(bytes.AsMemory(0, length)).Dataset.Elements.Count < image.Elements.Count);
            }
            catch (DicomException e)
            {
                Assert.NotEqual(DicomErrorKind.Unsupported, e.Kind);
            }
        }
    }

    [Fact]
    public void A_damaged_byte_anywhere_gives_a_reason_and_never_another_exception()
    {
        var image = TestImages.Ct(0, 1);
        image.SetItems(DicomTags.ReferencedImageSequence, TestImages.Ct(1, 2));
        var whole = new DicomFile(image).ToBytes();
        var deidentifier = new Deidentifier("0123456789abcdef"u8);
        var read = 0;
        for (var at = 128; at < whole.Length; at++)
        {
            foreach (var damage in new byte[] { 0x00, 0x01, 0x80, 0xFF })
            {
                var bytes = whole.ToArray();
                bytes[at] ^= damage == 0 ? bytes[at] : damage;
                try
                {
                    var clean = deidentifier.Deidentify(DicomFile.Read(bytes).Dataset).Dataset;
                    read++;
                    new DicomFile(clean).ToBytes();
                    Volume.FromInstances([clean]);
                }
                catch (DicomException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }
        }

        Assert.True(read > whole.Length, "most damaged values are readable");
    }

    [Fact]
    public void A_claim_of_three_gigabytes_is_refused_at_once()
    {
        var bytes = new DicomFile(TestImages.Ct(0, 1)).ToBytes();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 48 - 4), 3_221_225_472);
        var clock = Stopwatch.StartNew();

        var error = Assert.Throws<DicomException>(() => DicomFile.Read(bytes));

        Assert.Contains("declares 3221225472 bytes, 48 are left", error.Message, StringComparison.Ordinal);
        Assert.True(clock.ElapsedMilliseconds < 500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello, this is a text file and no image")]
    [InlineData("PK\u0003\u0004 a zip file perhaps, or something else of more than eight bytes")]
    public void What_is_no_DICOM_is_called_that(string content)
    {
        var error = Assert.Throws<DicomException>(() => DicomFile.Read(Encoding.UTF8.GetBytes(content)));

        Assert.Equal(DicomErrorKind.NotDicom, error.Kind);
    }

    [Fact]
    public void Endless_nesting_is_refused_instead_of_filling_the_stack()
    {
        var file = new List<byte>(Convert.FromHexString("0800180055490200312E"));
        for (var i = 0; i < 100_000; i++)
        {
            file.AddRange(Convert.FromHexString("0800401153510000FFFFFFFFFEFF00E0FFFFFFFF"));
        }

        var error = Assert.Throws<DicomException>(() => DicomFile.Read(file.ToArray()));

        Assert.Equal(DicomErrorKind.Malformed, error.Kind);
        Assert.Contains("nested deeper than 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deflated_bomb_stops_at_the_limit()
    {
        var plain = new DicomFile(TestImages.Ct(0, 1)).ToBytes();
        var uid = Encoding.ASCII.GetBytes("1.2.840.10008.1.2.1.99");
        var head = new List<byte>(plain[..132]) { 2, 0, 0x10, 0, (byte)'U', (byte)'I', (byte)uid.Length, 0 };
        head.AddRange(uid);
        using var file = new MemoryStream();
        file.Write(head.ToArray());
        using (var deflate = new DeflateStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(new byte[50_000_000]);
        }

        var error = Assert.Throws<DicomException>(() =>
            DicomFile.Read(file.ToArray(), new DicomReadOptions { MaxInflatedBytes = 1_000_000 })
        );

        Assert.Contains("unpacks to more than 1000000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_gives_a_few_bytes_at_a_time_is_read_whole()
    {
        var bytes = new DicomFile(TestImages.Ct(0, 1, rows: 300, columns: 300)).ToBytes();
        using var source = new MemoryStream(bytes);
        await using var slow = new BufferedStream(new GZipStream(await Zipped(source), CompressionMode.Decompress), 100);

        var file = await DicomFile.ReadAsync(slow);

        Assert.Equal(180_000, file.Dataset.Find(DicomTags.PixelData)!.Value.Length);
    }

    [Theory]
    [InlineData("ISO_IR 192", "E7908BE696B9", "琋方")]
    [InlineData("GB18030", "CDF5D0A1B6AB", "王小东")]
    [InlineData("ISO_IR 144", "BBEEDAE1D5DCD1E3E0D3", "Люксембург")]
    public void Text_is_read_in_the_character_set_of_the_data_set_around_it(string term, string hex, string expected)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.SpecificCharacterSet, term);
        var item = new DicomDataset();
        item.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Convert.FromHexString(hex)));
        image.SetItems(DicomTags.ReferencedImageSequence, item);
        image.Remove(DicomTags.PatientName);

        var again = TestImages.RoundTrip(image);

        Assert.Equal(expected, again.GetItems(DicomTags.ReferencedImageSequence)[0].GetString(DicomTags.PatientName));
    }

    [Fact]
    public void A_value_that_is_no_number_names_its_element()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomElement(DicomTags.RescaleSlope, DicomVr.DS, Encoding.ASCII.GetBytes("one ")));

        var error = Assert.Throws<DicomException>(() => image.GetDouble(DicomTags.RescaleSlope));

        Assert.Equal("element (0028,1053) RescaleSlope should hold a number, but holds 'one'", error.Message);
    }

    private static async Task<MemoryStream> Zipped(Stream source)
    {
        var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            await source.CopyToAsync(gzip);
        }

        zipped.Position = 0;
        return zipped;
    }
}
