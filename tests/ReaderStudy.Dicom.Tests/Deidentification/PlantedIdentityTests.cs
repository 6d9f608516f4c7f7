using System.Text;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Tests.Deidentification;

/// <summary>Identities planted everywhere that an image has room for one; none may be left anywhere in the stored bytes.</summary>
public sealed class PlantedIdentityTests
{
    // What the pixels need to be read at all: a false value there makes a file that cannot be used, not one that identifies.
    private static readonly HashSet<string> NeededForPixels =
    [
        "SamplesPerPixel",
        "NumberOfFrames",
        "Rows",
        "Columns",
        "BitsAllocated",
        "BitsStored",
        "HighBit",
        "PixelRepresentation",
        "PixelData",
        "FloatPixelData",
        "DoubleFloatPixelData",
        "SOPClassUID",
        "SOPInstanceUID",
    ];

    private readonly Deidentifier _deidentifier = new(Encoding.ASCII.GetBytes("a key for the tests only"), Planted.Everything);

    [Fact]
    public void No_attribute_of_the_data_dictionary_lets_an_identity_through()
    {
        var image = TestImages.Ct(0, 1);
        AddAllOfTheDictionary(image);
        Assert.True(image.Elements.Count > 3800, $"{image.Elements.Count} elements");

        var clean = _deidentifier.Deidentify(image);

        Assert.Empty(Planted.LeftIn(clean.Dataset));
        Assert.DoesNotContain(Planted.Marker, clean.Report.ToJson() + clean.Report.ToText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0x0008, 0x1140)]
    [InlineData(0x0040, 0x0275)]
    [InlineData(0x0008, 0x2218)]
    [InlineData(0x5200, 0x9230)]
    [InlineData(0x0018, 0x9346)]
    public void Nor_does_any_in_items_two_deep(int group, int element)
    {
        var inner = new DicomDataset();
        AddAllOfTheDictionary(inner);
        var outer = new DicomDataset();
        outer.SetItems(new DicomTag(0x0018, 0x9346), inner);
        outer.SetItems(new DicomTag(0x0020, 0x9111), inner);
        AddPrivate(outer);
        var image = TestImages.Ct(0, 1);
        image.SetItems(new DicomTag((ushort)group, (ushort)element), outer, inner);

        Assert.Empty(Planted.LeftIn(_deidentifier.Deidentify(image).Dataset));
    }

    [Fact]
    public void Private_elements_of_every_representation_go_even_where_the_creator_is_known_to_be_safe()
    {
        var image = TestImages.Ct(0, 1);
        AddPrivate(image);
        var inner = new DicomDataset();
        AddPrivate(inner);
        var middle = new DicomDataset();
        middle.Set(new DicomElement(new DicomTag(0x0029, 0x0010), DicomVr.LO, Encoding.ASCII.GetBytes("VENDOR")));
        middle.SetItems(new DicomTag(0x0029, 0x1001), inner);
        image.SetItems(new DicomTag(0x0031, 0x1001), middle);

        Assert.Empty(Planted.LeftIn(_deidentifier.Deidentify(image).Dataset));
    }

    [Fact]
    public void Unknown_and_misused_groups_go()
    {
        var image = TestImages.Ct(0, 1);
        foreach (
            var group in new ushort[]
            {
                0x0000,
                0x0001,
                0x0002,
                0x0003,
                0x0004,
                0x0005,
                0x0006,
                0x0007,
                0x5000,
                0x50FE,
                0x6000,
                0x60FE,
                0x0FFE,
            }
        )
        {
            foreach (var vr in Enum.GetValues<DicomVr>().Where(v => v != DicomVr.SQ))
            {
                image.Set(Planted.In(new DicomTag(group, (ushort)(0x0100 + (int)vr)), vr));
                image.Set(Planted.In(new DicomTag(group, (ushort)(0x3000 + (int)vr)), vr));
            }
        }

        image.Set(Planted.In(new DicomTag(0x0008, 0x0000), DicomVr.UL));
        image.Set(Planted.In(new DicomTag(0x0010, 0x0000), DicomVr.OB));
        image.Set(Planted.In(new DicomTag(0xFFFC, 0xFFFC), DicomVr.OB));
        image.Set(Planted.In(new DicomTag(0xFFFA, 0xFFFA), DicomVr.UN));

        Assert.Empty(Planted.LeftIn(_deidentifier.Deidentify(image).Dataset));
    }

    [Fact]
    public void A_value_of_the_wrong_representation_is_not_kept_for_its_tag()
    {
        // An attribute that the profile keeps, moves or maps, filled by a careless writer with something else.
        DicomTag[] tags =
        [
            DicomTags.StudyDate,
            DicomTags.AcquisitionTime,
            DicomTags.SliceThickness,
            DicomTags.PatientSex,
            DicomTags.PatientWeight,
            DicomTags.StudyInstanceUid,
            DicomTags.ConvolutionKernel,
            DicomTags.PatientAge,
            DicomTags.WindowCenter,
            DicomTags.ReferencedImageSequence,
            DicomTags.SeriesDescription,
        ];
        foreach (var vr in Enum.GetValues<DicomVr>().Where(v => v != DicomVr.SQ))
        {
            var image = TestImages.Ct(0, 1);
            foreach (var tag in tags)
            {
                image.Set(Planted.In(tag, vr));
            }

            Assert.Empty(Planted.LeftIn(_deidentifier.Deidentify(image).Dataset).Select(left => $"{vr} {left}"));
        }
    }

    [Theory]
    [InlineData(DicomVr.FD, 1)]
    [InlineData(DicomVr.FD, 200)]
    [InlineData(DicomVr.US, 400)]
    [InlineData(DicomVr.UL, 200)]
    public void Text_in_numbers_goes_however_long_it_is(DicomVr vr, int times)
    {
        var text = string.Concat(Enumerable.Repeat(Planted.Marker, times));
        foreach (
            var encoding in vr == DicomVr.US ? [Encoding.ASCII] : new[] { Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode }
        )
        {
            var value = encoding.GetBytes(text);
            Array.Resize(ref value, (value.Length + 7) / 8 * 8);
            var image = TestImages.Ct(0, 1);
            image.Set(new DicomElement(new DicomTag(0x0018, 0x9087), vr, value));

            Assert.Empty(Planted.LeftIn(_deidentifier.Deidentify(image).Dataset));
        }
    }

    [Theory]
    [InlineData("ISO_IR 19440312")]
    [InlineData("ISO_IR ZQXWJ 12")]
    public void Nor_does_the_name_of_a_character_set_carry_anything(string name)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomElement(DicomTags.SpecificCharacterSet, DicomVr.CS, Encoding.ASCII.GetBytes(name)));

        Assert.Null(_deidentifier.Deidentify(image).Dataset.GetString(DicomTags.SpecificCharacterSet));
    }

    [Fact]
    public void The_birth_date_does_not_stay_as_a_number()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.PatientBirthDate, "19440312");
        image.Set(DicomTags.SeriesNumber, 19440312d);

        Assert.Null(_deidentifier.Deidentify(image).Dataset.GetString(DicomTags.SeriesNumber));
    }

    [Fact]
    public void Text_in_any_character_set_goes()
    {
        string[] sets = ["ISO_IR 192", "ISO_IR 144", "ISO 2022 IR 13\\ISO 2022 IR 87", "GB18030", "\\ISO 2022 IR 149", "NO SUCH SET"];
        foreach (var set in sets)
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1 })
            {
                var image = TestImages.Ct(0, 1);
                image.Set(new DicomElement(DicomTags.SpecificCharacterSet, DicomVr.CS, Encoding.ASCII.GetBytes(set)));
                foreach (
                    var tag in new[]
                    {
                        DicomTags.PatientName,
                        DicomTags.SeriesDescription,
                        DicomTags.ConvolutionKernel,
                        DicomTags.InstitutionName,
                    }
                )
                {
                    image.Set(new DicomElement(tag, DicomDictionary.Find(tag)!.Vrs[0], encoding.GetBytes($"山田^{Planted.Marker}")));
                }

                Assert.Empty(Planted.LeftIn(_deidentifier.Deidentify(image).Dataset));
            }
        }
    }

    [Fact]
    public void Bytes_around_the_data_set_go()
    {
        var image = new DicomFile(TestImages.Ct(0, 1)).ToBytes();
        var preamble = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Planted.Marker + "!!!", 16)));
        preamble.CopyTo(image, 0);
        var file = DicomFile.Read(image);
        file.Meta.Set(Planted.In(DicomTags.SourceApplicationEntityTitle, DicomVr.AE));
        file.Meta.Set(Planted.In(new DicomTag(0x0002, 0x0102), DicomVr.OB));

        var clean = new DicomFile(_deidentifier.Deidentify(file.Dataset).Dataset).ToBytes();

        Assert.DoesNotContain(Planted.Marker, Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(new byte[128], clean[..128]);
    }

    [Fact]
    public void A_sequence_hidden_in_unknown_bytes_is_cleaned_as_a_sequence()
    {
        // (0008,1140) as UN: an item of implicit VR with a name, a reference and a comment.
        using var item = new MemoryStream();
        void Write(ushort group, ushort element, byte[] value)
        {
            item.Write(BitConverter.GetBytes(group));
            item.Write(BitConverter.GetBytes(element));
            item.Write(BitConverter.GetBytes(value.Length));
            item.Write(value);
        }

        Write(0x0008, 0x1155, Encoding.ASCII.GetBytes("1.2.3.4\0"));
        Write(0x0010, 0x0010, Encoding.ASCII.GetBytes(Planted.Marker + "!"));
        Write(0x0020, 0x4000, Encoding.ASCII.GetBytes(Planted.Marker + "!"));
        var inner = item.ToArray();
        item.SetLength(0);
        Write(0xFFFE, 0xE000, inner);
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomElement(DicomTags.ReferencedImageSequence, DicomVr.UN, item.ToArray()));
        var file = DicomFile.Read(new DicomFile(image).ToBytes());

        var clean = _deidentifier.Deidentify(file.Dataset).Dataset;

        Assert.Empty(Planted.LeftIn(clean));
        var reference = Assert.Single(clean.GetItems(DicomTags.ReferencedImageSequence)).GetString(DicomTags.ReferencedSopInstanceUid);
        Assert.StartsWith("2.25.", reference, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_behind_the_last_frame_and_bits_that_do_not_count_go()
    {
        var image = TestImages.Ct(0, 1, 77);
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        var pixels = image.Find(DicomTags.PixelData)!.Value.ToArray();
        for (var i = 1; i < pixels.Length; i += 2)
        {
            pixels[i] |= 0x50;
        }

        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, (byte[])[.. pixels, .. Encoding.ASCII.GetBytes(Planted.Marker + "!")]));

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.Empty(Planted.LeftIn(clean));
        var expected = TestImages.Ct(0, 1, 77).Find(DicomTags.PixelData)!.Value.ToArray();
        Assert.Equal(expected, clean.Find(DicomTags.PixelData)!.Value.ToArray());
    }

    [Theory]
    [InlineData(0x0801)]
    [InlineData(0x5801)]
    [InlineData(0xFFFF)]
    [InlineData(0x07FF)]
    public void Signed_pixels_keep_their_value_when_unused_bits_go(int planted)
    {
        var image = TestImages.Ct(0, 1, unchecked((short)planted));
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        var before = NativePixels.Of(image).StoredValues(0);

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.Equal(before, NativePixels.Of(clean).StoredValues(0));
    }

    [Fact]
    public void Compressed_pixel_data_are_refused_because_their_streams_can_hold_comments()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(
            DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [default, Encoding.ASCII.GetBytes("....COM " + Planted.Marker)])
        );

        var refused = Assert.Throws<DicomException>(() => _deidentifier.Deidentify(image));

        Assert.Contains("decode them before", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted.Marker, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DCM", "ZQXWJ1")]
    [InlineData("SCT", "123456")]
    [InlineData("SRT", "T-ZQXWJ")]
    [InlineData("UCUM", "{ZQXWJ}")]
    [InlineData("99LOCAL", "CT-4711")]
    [InlineData("LN", "12345")]
    public void Codes_that_no_public_scheme_can_have_go_with_their_item(string scheme, string value)
    {
        var code = new DicomDataset();
        code.Set(DicomTags.CodeValue, value);
        code.Set(DicomTags.CodingSchemeDesignator, scheme);
        code.Set(DicomTags.CodeMeaning, "liver " + Planted.Marker);
        var image = TestImages.Ct(0, 1);
        image.SetItems(new DicomTag(0x0008, 0x2218), code);

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.Empty(clean.GetItems(new DicomTag(0x0008, 0x2218)));
        Assert.DoesNotContain(value, Encoding.Latin1.GetString(new DicomFile(clean).ToBytes()), StringComparison.Ordinal);
    }

    private static void AddAllOfTheDictionary(DicomDataset dataset)
    {
        foreach (var row in EmbeddedTable.Rows("data-dictionary.csv"))
        {
            if (
                TagPattern.Parse(row("tag")) is { } pattern
                && new DicomTag(pattern.Value) is var tag
                && !NeededForPixels.Contains(row("keyword"))
                && tag.Group != 0xFFFE
                && Enum.TryParse<DicomVr>(row("vr").Split(" or ")[0], out var vr)
                && vr != DicomVr.SQ
            )
            {
                dataset.Set(Planted.In(tag, vr));
            }
        }
    }

    private static void AddPrivate(DicomDataset dataset)
    {
        foreach (
            var (group, creator) in new (ushort, string)[] { (0x0009, "SOMEBODY"), (0x0019, "SIEMENS MR HEADER"), (0x0043, "GEMS_PARM_01") }
        )
        {
            dataset.Set(new DicomElement(new DicomTag(group, 0x0010), DicomVr.LO, Encoding.ASCII.GetBytes(creator)));
            foreach (var vr in Enum.GetValues<DicomVr>().Where(v => v != DicomVr.SQ))
            {
                dataset.Set(Planted.In(new DicomTag(group, (ushort)(0x1000 + (7 * (int)vr) + 5)), vr));
            }
        }

        // Elements of the table itself, with a text where a number should be.
        foreach (var vr in new[] { DicomVr.UN, DicomVr.IS, DicomVr.CS, DicomVr.FD })
        {
            dataset.Set(Planted.In(new DicomTag(0x0019, 0x100C), vr));
            dataset.Set(Planted.In(new DicomTag(0x0019, 0x100D), vr));
            dataset.Set(Planted.In(new DicomTag(0x0019, 0x1027), vr));
            dataset.Set(Planted.In(new DicomTag(0x0043, 0x1027), DicomVr.SH));
        }
    }
}
