using System.Text;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Part10;

/// <summary>Files as careless writers leave them; each oddity is told in <see cref="DicomFile.Problems"/>.</summary>
public sealed class OddFileTests
{
    private const uint CodeSequence = 0x00082112;
    private static readonly DicomTag Sequence = new(CodeSequence);

    [Fact]
    public void A_sequence_hidden_in_UN_is_read_whether_implicit_or_explicit_inside()
    {
        var implicitItem = new Raw().Header(Raw.Item, 12).Header(0x00080100, 4).Bytes("1234"u8).ToArray();
        var explicitItem = new Raw().Header(Raw.Item, 12).Element(0x00080100, "SH", "1234"u8).ToArray();
        foreach (var item in new[] { implicitItem, explicitItem })
        {
            var file = DicomFile.Read(Raw.Explicit().Element(CodeSequence, "UN", item).ToArray());

            Assert.Equal("1234", file.Dataset.GetItems(Sequence)[0].GetString(DicomTags.CodeValue));
        }
    }

    [Fact]
    public void A_value_of_VR_UN_that_is_no_sequence_stays_as_it_is()
    {
        var file = DicomFile.Read(Raw.Explicit().Element(CodeSequence, "UN", "no items "u8).ToArray());

        Assert.Equal(DicomVr.UN, file.Dataset.Find(Sequence)!.Vr);
        Assert.Equal("no items ", Encoding.ASCII.GetString(file.Dataset.Find(Sequence)!.Value.Span));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UN_of_undefined_length_in_big_endian_is_read_in_the_order_of_bytes_that_its_items_have(bool insideToo)
    {
        // PS3.5 6.2.2 note 2 asks for little endian inside; not every writer knows.
        var bytes = new Raw()
            .Element(0x00080018, "UI", "1.2.3\0"u8, bigEndian: true)
            .Element(0x00091001, "UN", default, Raw.Undefined, bigEndian: true)
            .Header(Raw.Item, Raw.Undefined, insideToo)
            .Header(0x00280010, 2, insideToo)
            .Bytes(insideToo ? [2, 0] : [0, 2])
            .Header(Raw.ItemEnd, 0, insideToo)
            .Header(Raw.SequenceEnd, 0, insideToo)
            .Element(0x00280011, "US", [1, 0], bigEndian: true)
            .ToArray();

        var dataset = DicomFile.Read(bytes).Dataset;

        Assert.Equal(512, dataset.GetItems(new(0x0009, 0x1001))[0].GetInt(DicomTags.Rows));
        Assert.Equal(256, dataset.GetInt(DicomTags.Columns));
    }

    [Fact]
    public void Delimiters_in_odd_places_cost_nothing_but_a_remark()
    {
        var bytes = Raw.Explicit()
            .Header(Raw.SequenceEnd, 0)
            .Element(CodeSequence, "SQ", default, Raw.Undefined)
            .Header(Raw.Item, Raw.Undefined)
            .Element(0x00080100, "SH", "A "u8)
            .Header(Raw.Item, Raw.Undefined)
            .Element(0x00080100, "SH", "B "u8)
            .Header(Raw.SequenceEnd, 0)
            .Header(Raw.ItemEnd, 0)
            .Element(0x00100020, "LO", "ID"u8)
            .ToArray();

        var file = DicomFile.Read(bytes);

        Assert.Equal(["A", "B"], file.Dataset.GetItems(Sequence).Select(i => i.GetString(DicomTags.CodeValue)!));
        Assert.Equal("ID", file.Dataset.GetString(DicomTags.PatientId));
        Assert.Equal(5, file.Problems.Count);
        Assert.Contains("a sequence item has no end, at byte", file.Problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_without_end_in_an_item_of_known_length_ends_with_the_item()
    {
        var inner = new Raw().Element(CodeSequence, "SQ", default, Raw.Undefined).Header(Raw.Item, 0).ToArray();
        var bytes = Raw.Explicit()
            .Element(CodeSequence, "SQ", new Raw().Header(Raw.Item, (uint)inner.Length).Bytes(inner).ToArray())
            .Element(0x00100020, "LO", "ID"u8)
            .ToArray();

        var file = DicomFile.Read(bytes);

        Assert.Single(file.Dataset.GetItems(Sequence)[0].GetItems(Sequence));
        Assert.Equal("ID", file.Dataset.GetString(DicomTags.PatientId));
        Assert.Contains(file.Problems, p => p.Message.Contains("has no end", StringComparison.Ordinal));
    }

    [Fact]
    public void Elements_out_of_order_are_sorted_and_of_twins_the_last_counts()
    {
        var file = DicomFile.Read(
            Raw.Explicit().Element(0x00100020, "LO", "1 "u8).Element(0x00080060, "CS", "CT"u8).Element(0x00100020, "LO", "2 "u8).ToArray()
        );

        Assert.Equal([0x00080018u, 0x00080060u, 0x00100020u], file.Dataset.Elements.Select(e => e.Tag.Value));
        Assert.Equal("2", file.Dataset.GetString(DicomTags.PatientId));
        Assert.Contains(file.Problems, p => p.Message.Contains("stands twice", StringComparison.Ordinal));
    }

    [Fact]
    public void One_implicit_header_among_explicit_ones_is_understood()
    {
        var file = DicomFile.Read(Raw.Explicit().Header(0x00100020, 4).Bytes("4711"u8).Element(0x00280010, "US", [7, 0]).ToArray());

        Assert.Equal("4711", file.Dataset.GetString(DicomTags.PatientId));
        Assert.Equal(7, file.Dataset.GetInt(DicomTags.Rows));
        Assert.Contains(file.Problems, p => p.Message.Contains("header of implicit VR", StringComparison.Ordinal));
    }

    [Fact]
    public void Representations_of_a_later_edition_have_the_long_form_and_no_meaning()
    {
        var bytes = Raw.Explicit().Bytes([0x99, 0x00, 0x01, 0x10, (byte)'Z', (byte)'Z', 0, 0, 2, 0, 0, 0, 1, 2]).ToArray();

        Assert.Equal(DicomVr.UN, DicomFile.Read(bytes).Dataset.Find(new(0x0099, 0x1001))!.Vr);
    }

    [Fact]
    public void A_prefix_without_preamble_is_passed_over()
    {
        var file = DicomFile.Read(new Raw().Bytes("DICM"u8).Bytes(Raw.Explicit().ToArray()).ToArray());

        Assert.Equal("1.2.3", file.Dataset.GetString(DicomTags.SopInstanceUid));
        Assert.Contains(file.Problems, p => p.Message.Contains("no preamble", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_in_the_syntax_it_names_is_read_as_what_it_is()
    {
        using var stream = new MemoryStream();
        new DicomFile(TestImages.Ct(0, 1)).Write(stream, TransferSyntax.ImplicitLittleEndian);
        var bytes = Encoding
            .Latin1.GetString(stream.ToArray())
            .Replace("1.2.840.10008.1.2\0", "1.2.840.10008.1.3\0", StringComparison.Ordinal);

        var file = DicomFile.Read(Encoding.Latin1.GetBytes(bytes));

        Assert.Equal("Müller^Jörg", file.Dataset.GetString(DicomTags.PatientName));
        Assert.Contains(file.Problems, p => p.Message.EndsWith("but is Implicit VR Little Endian", StringComparison.Ordinal));
    }

    [Fact]
    public void Pixels_in_the_private_syntax_of_GE_are_turned_round()
    {
        var image = TestImages.Ct(0, 1, value: 0x0102);
        using var stream = new MemoryStream();
        new DicomFile(image).Write(stream, TransferSyntax.ImplicitLittleEndian);
        var bytes = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(stream.ToArray()).Replace("1.2.840.10008.1.2\0", "1.2.840.113619.5.2", StringComparison.Ordinal)
        );

        var file = DicomFile.Read(bytes);

        Assert.Equal([1, 2], file.Dataset.Find(DicomTags.PixelData)!.Value.Span[..2].ToArray());
        Assert.Equal(TransferSyntax.ImplicitLittleEndian, file.Syntax);
    }

    [Fact]
    public void Private_elements_of_implicit_files_get_the_representation_of_their_creator()
    {
        // GEMS_ACQU_01 (0019,xx02) is SL "NumberOfCellsInDetector"; PHILIPS MR Imaging DD 001 (2005,xx0E) is a sequence.
        var bytes = Raw.Implicit()
            .Header(0x00190010, 12)
            .Bytes("GEMS_ACQU_01"u8)
            .Header(0x00191002, 4)
            .Bytes([0x90, 3, 0, 0])
            .Header(0x00191102, 4)
            .Bytes([1, 2, 3, 4])
            .ToArray();

        var dataset = DicomFile.Read(bytes).Dataset;

        Assert.Equal(912, dataset.GetInt(new(0x0019, 0x1002)));
        Assert.Equal(DicomVr.UN, dataset.Find(new(0x0019, 0x1102))!.Vr);
        Assert.Equal("Detector Channel", PrivateDictionary.Find(dataset, new(0x0019, 0x1002))?.Name);
    }

    [Fact]
    public void A_tolerant_reader_keeps_what_came_before_the_cut_and_says_what_is_missing()
    {
        var image = TestImages.Ct(0, 1, rows: 64, columns: 64);
        image.SetItems(DicomTags.ReferencedImageSequence, TestImages.Ct(1, 2));
        var bytes = new DicomFile(image).ToBytes();

        var cutInPixels = DicomFile.Read(bytes.AsMemory(0, bytes.Length - 1000), DicomReadOptions.Tolerant);

        Assert.Equal(image.Elements.Count, cutInPixels.Dataset.Elements.Count);
        Assert.Equal(8192 - 1000, cutInPixels.Dataset.Find(DicomTags.PixelData)!.Value.Length);
        Assert.Equal(
            "truncated: element (7FE0,0010) PixelData declares 8192 bytes, 7192 are left; what came before is kept",
            Assert.Single(cutInPixels.Problems).Message
        );
        for (var length = 400; length < bytes.Length; length += 7)
        {
            Assert.NotEmpty(DicomFile.Read(bytes.AsMemory(0, length), DicomReadOptions.Tolerant).Dataset.Elements);
        }
    }

    [Fact]
    public void A_tolerant_reader_goes_on_behind_a_damaged_sequence()
    {
        var bytes = Raw.Explicit()
            .Element(CodeSequence, "SQ", new Raw().Header(Raw.Item, 4).Bytes("oops"u8).ToArray())
            .Element(0x00100020, "LO", "ID"u8)
            .ToArray();

        var file = DicomFile.Read(bytes, DicomReadOptions.Tolerant);

        Assert.Equal("ID", file.Dataset.GetString(DicomTags.PatientId));
        Assert.Single(file.Problems, p => p.Message.EndsWith("what came before is kept", StringComparison.Ordinal));
        Assert.Throws<DicomException>(() => DicomFile.Read(bytes));
    }

    [SharedDataTheory("data/dicom-zoo/structure")]
    [InlineData("MR_truncated.dcm")]
    [InlineData("rtplan_truncated.dcm")]
    [InlineData("3gb-bulk-data-truncated")]
    [InlineData("emri_small_jpeg_2k_lossless_too_short.dcm")]
    public async Task Real_files_cut_short_show_what_is_left_of_them(string name)
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf("data/dicom-zoo/structure/" + name), DicomReadOptions.Tolerant);

        Assert.True(file.Dataset.Elements.Count > 20, $"{file.Dataset.Elements.Count} elements");
        Assert.Contains(file.Problems, p => p.Kind == DicomErrorKind.Truncated);
    }
}
