using ReaderStudy.Dicom.Enhanced;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Enhanced;

public sealed class MultiFrameTests
{
    [Fact]
    public void Frames_of_an_enhanced_CT_become_a_sound_stack_in_the_order_of_their_positions()
    {
        var image = TestImages.RoundTrip(EnhancedImages.Ct(3, 0, 6, 9));

        var stack = SliceStack.Of(MultiFrame.Split(image));

        Assert.Empty(stack.Problems);
        Assert.Equal([0, 3, 6, 9], stack.Slices.Select(s => s.Location));
        Assert.Equal([2, 1, 3, 4], stack.Slices.Select(s => s.Dataset.GetInt(DicomTags.InstanceNumber)!.Value));
        Assert.Equal(3, stack.Spacing);
        Assert.Equal((0.75, 0.5), (stack.Slices[0].Plane.RowSpacing, stack.Slices[0].Plane.ColumnSpacing));
    }

    [Fact]
    public void Frames_that_claim_shared_colours_but_have_three_samples_a_pixel_are_cut_where_they_end()
    {
        // Two frames of one row and two pixels: six bytes each, not four.
        var image = Pixels.NativePixelsTests.Image(
            rows: 1,
            columns: 2,
            bits: 8,
            frames: 2,
            [.. Enumerable.Range(1, 12).Select(i => (byte)i)]
        );
        Pixels.NativePixelsTests.SetColour(image, "YBR_FULL_422");

        var frames = MultiFrame.Split(image);

        Assert.Equal([7, 8, 9, 10, 11, 12], NativePixels.Of(frames[1]).Frames[0].ToArray());
    }

    [Fact]
    public void A_frame_has_the_attributes_of_a_single_frame_CT()
    {
        var frame = MultiFrame.Split(EnhancedImages.Ct(0, 3))[1];

        Assert.Equal(DicomUid.CtImageStorage, frame.GetString(DicomTags.SopClassUid));
        Assert.False(frame.Contains(DicomTags.NumberOfFrames));
        Assert.False(frame.Contains(DicomTags.SharedFunctionalGroupsSequence));
        Assert.False(frame.Contains(DicomTags.PerFrameFunctionalGroupsSequence));
        Assert.Equal(["ORIGINAL", "PRIMARY", "VOLUME", "NONE"], frame.GetStrings(DicomTags.ImageType));
        Assert.Equal(3, frame.GetDouble(DicomTags.SliceThickness));
        Assert.Equal((2, -1000), (frame.GetDouble(DicomTags.RescaleSlope), frame.GetDouble(DicomTags.RescaleIntercept)));
        Assert.Equal((60, 360), (frame.GetDouble(DicomTags.WindowCenter), frame.GetDouble(DicomTags.WindowWidth)));
        Assert.Equal(12.5, frame.GetDouble(DicomTags.GantryDetectorTilt));
        Assert.Equal(150, frame.GetInt(new(0x0018, 0x1151)));
        Assert.Equal(7, frame.GetInt(DicomTags.AcquisitionNumber));
        Assert.Equal(new DateOnly(2020, 2, 28), frame.GetDate(DicomTags.AcquisitionDate));
        Assert.Equal(new TimeOnly(10, 30, 42, 500), frame.GetTime(DicomTags.AcquisitionTime));
        Assert.Equal("2.25.31", frame.GetString(new(0x0008, 0x3010)));
        Assert.Equal("Müller^Jörg", frame.GetString(DicomTags.PatientName));
    }

    [Fact]
    public void Contrast_belongs_to_the_frames_that_got_it()
    {
        var frames = MultiFrame.Split(EnhancedImages.Ct(0, 3));

        Assert.False(frames[0].Contains(DicomTags.ContrastBolusAgent));
        Assert.False(frames[0].Contains(DicomTags.ContrastBolusAgentSequence));
        Assert.Equal("Iohexol", frames[1].GetString(DicomTags.ContrastBolusAgent));
        Assert.Equal("Intravenous route", frames[1].GetString(DicomTags.ContrastBolusRoute));
        Assert.Equal("IODINE", frames[1].GetString(DicomTags.ContrastBolusIngredient));
        Assert.Equal(90, frames[1].GetDouble(DicomTags.ContrastBolusVolume));
        Assert.Equal([4, 2], frames[1].GetDoubles(DicomTags.ContrastFlowRate));
        Assert.Equal(new TimeOnly(10, 30, 45), frames[1].GetTime(DicomTags.ContrastBolusStopTime));
    }

    [Fact]
    public void The_phase_follows_from_the_times_in_the_functional_groups()
    {
        // Injection 10:30:10, frame 1 at 10:30:42.5.
        var proposal = PhaseProposal.For([MultiFrame.Split(EnhancedImages.Ct(0, 3))[1]], texts: null, volume: null);

        Assert.Equal(ContrastPhase.Arterial, proposal.Phase);
        Assert.StartsWith("scanned 3", proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_are_windows_on_the_same_memory()
    {
        var image = EnhancedImages.Ct(0, 3, 6);
        var all = image.Find(DicomTags.PixelData)!.Value;

        var frames = MultiFrame.Split(image);

        for (var i = 0; i < 3; i++)
        {
            var window = frames[i].Find(DicomTags.PixelData)!.Value;
            Assert.True(window.Span.Overlaps(all.Span, out var at) && at == -48 * i && window.Length == 48);
            Assert.All(NativePixels.Of(frames[i]).StoredValues(0), v => Assert.Equal(i, v));
        }
    }

    [Fact]
    public void UIDs_are_the_same_on_every_import_and_different_for_every_frame()
    {
        var first = MultiFrame.Split(EnhancedImages.Ct(0, 3)).Select(f => f.GetString(DicomTags.SopInstanceUid)).ToList();
        var second = MultiFrame.Split(TestImages.RoundTrip(EnhancedImages.Ct(0, 3))).Select(f => f.GetString(DicomTags.SopInstanceUid));

        Assert.Equal(first, second);
        Assert.Equal(2, first.Distinct().Count());
        Assert.Equal(MultiFrame.UidOfFrame("2.25.4242", 2), first[1]);
    }

    [Fact]
    public void The_image_given_is_not_changed()
    {
        var image = EnhancedImages.Ct(0, 3);
        var before = new DicomFile(image).ToBytes();

        MultiFrame.Split(image);

        Assert.Equal(before, new DicomFile(image).ToBytes());
    }

    [Fact]
    public void Elements_that_a_legacy_conversion_put_aside_return()
    {
        var image = EnhancedImages.Ct(0, 3);
        image
            .GetItems(DicomTags.PerFrameFunctionalGroupsSequence)[1]
            .SetItems(
                new(0x0020, 0x9171),
                EnhancedImages.With(i =>
                {
                    i.Set(DicomTags.ImageComments, "after contrast");
                    i.Set(DicomTags.SopInstanceUid, "2.25.666");
                    i.Set(new DicomElement(new(0x0019, 0x0010), DicomVr.LO, "ACME"u8.ToArray()));
                    i.Set(new DicomElement(new(0x0019, 0x1001), DicomVr.LO, "kept"u8.ToArray()));
                })
            );

        var frames = MultiFrame.Split(image);

        Assert.Null(frames[0].GetString(DicomTags.ImageComments));
        Assert.Equal("after contrast", frames[1].GetString(DicomTags.ImageComments));
        Assert.Equal("kept", frames[1].GetString(new(0x0019, 0x1001)));
        Assert.NotEqual("2.25.666", frames[1].GetString(DicomTags.SopInstanceUid));
    }

    [Fact]
    public void Frames_of_a_cine_get_their_number_and_their_time()
    {
        var image = TestImages.Ct(0, 1, rows: 12, columns: 6);
        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.3.1");
        image.Set(DicomTags.Rows, 4d);
        image.Set(DicomTags.NumberOfFrames, 3d);
        image.Set(DicomTags.ContentTime, new TimeOnly(9, 59, 59, 900));
        image.Set(new DicomElement(new(0x0028, 0x0009), DicomVr.AT, new byte[] { 0x18, 0, 0x65, 0x10 }));
        image.Set(new(0x0018, 0x1065), 0, 40, 60);

        var frames = MultiFrame.Split(image);

        Assert.Equal([1, 2, 3], frames.Select(f => f.GetInt(DicomTags.InstanceNumber)!.Value));
        Assert.Equal(
            [new TimeOnly(9, 59, 59, 900), new TimeOnly(9, 59, 59, 940), new TimeOnly(10, 0)],
            frames.Select(f => f.GetTime(DicomTags.ContentTime)!.Value)
        );
        Assert.Equal("1.2.840.10008.5.1.4.1.1.6.1", frames[0].GetString(DicomTags.SopClassUid));
        Assert.Equal([true, false, false], frames.Select(f => f.Contains(DicomTags.ImagePositionPatient)));
    }

    [Fact]
    public void Each_frame_keeps_its_own_part_of_a_multi_frame_overlay()
    {
        // Four by six pixels are three bytes a frame; the overlay begins with the second frame.
        var image = EnhancedImages.Ct(0, 3, 6);
        image.Set(new(0x6000, 0x0010), 4d);
        image.Set(new(0x6000, 0x0011), 6d);
        image.Set(new(0x6000, 0x0015), 2d);
        image.Set(new(0x6000, 0x0051), 2d);
        image.Set(new DicomElement(new(0x6000, 0x3000), DicomVr.OW, new byte[] { 1, 2, 3, 4, 5, 6 }));

        var frames = MultiFrame.Split(image);

        Assert.False(frames[0].Contains(new(0x6000, 0x3000)));
        Assert.Equal([1, 2, 3], frames[1].Find(new(0x6000, 0x3000))!.Value.ToArray());
        Assert.Equal([4, 5, 6], frames[2].Find(new(0x6000, 0x3000))!.Value.ToArray());
    }

    [Fact]
    public void Fewer_pixels_or_fewer_groups_than_frames_are_refused_with_the_numbers()
    {
        var cut = EnhancedImages.Ct(0, 3);
        cut.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new byte[90]));
        var vague = EnhancedImages.Ct(0, 3);
        vague.SetItems(DicomTags.PerFrameFunctionalGroupsSequence, new DicomDataset());

        Assert.Equal(
            "truncated: pixel data hold 90 bytes, 96 are needed for 2 frame(s)",
            Assert.Throws<DicomException>(() => MultiFrame.Split(cut)).Message
        );
        Assert.Contains(
            "announces 2 frames",
            Assert.Throws<DicomException>(() => MultiFrame.Split(vague)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_million_frames_of_one_pixel_are_refused_before_they_take_a_thousand_times_their_size()
    {
        var image = TestImages.Ct(0, 1, rows: 1, columns: 1);
        image.Set(DicomTags.BitsAllocated, 8d);
        image.Set(DicomTags.NumberOfFrames, 1_000_000d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new byte[1_000_000]));

        var refused = Assert.Throws<DicomException>(() => MultiFrame.Split(image));

        Assert.Equal(DicomErrorKind.Unsupported, refused.Kind);
        Assert.StartsWith("1000000 frames with ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_location_that_is_no_number_counts_as_none()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.NumberOfFrames, 2d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new byte[96]));
        image.Set(new DicomTag(0x0018, 0x2005), "1", "2");
        var strange = image.Clone();
        strange.Set(
            new DicomElement(
                new DicomTag(0x0018, 0x2005),
                DicomVr.FD,
                (byte[])[.. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(2.0)]
            )
        );

        Assert.Equal([1, 2], MultiFrame.Split(image).Select(f => f.GetDouble(DicomTags.SliceLocation)!.Value));
        Assert.All(MultiFrame.Split(strange), f => Assert.Null(f.GetDouble(DicomTags.SliceLocation)));
    }

    [Fact]
    public void A_single_frame_image_comes_back_as_it_is()
    {
        var image = TestImages.Ct(0, 1);

        Assert.Same(image, Assert.Single(MultiFrame.Split(image)));
    }

    // The numbers of the frames below can be read with `dcmdump eCT_Supplemental.dcm`.
    [SharedDataFact("data/dicom-zoo/enhanced-multiframe/eCT_Supplemental.dcm")]
    public async Task A_real_enhanced_CT_lies_where_its_functional_groups_say()
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf("data/dicom-zoo/enhanced-multiframe/eCT_Supplemental.dcm"));

        var frames = MultiFrame.Split(file.Dataset);
        var stack = SliceStack.Of(frames);

        Assert.Empty(stack.Problems);
        Assert.Equal([99.5, -301.5, -159], frames[0].GetDoubles(DicomTags.ImagePositionPatient));
        Assert.Equal([99.5, -301.5, -149], frames[1].GetDoubles(DicomTags.ImagePositionPatient));
        Assert.Equal(10, stack.Spacing);
        Assert.Equal(["DERIVED", "PRIMARY", "PERFUSION", "RCBF"], frames[0].GetStrings(DicomTags.ImageType));
        Assert.Equal("Iohexol", frames[0].GetString(DicomTags.ContrastBolusAgent));
        Assert.Equal((49, 102), (frames[1].GetDouble(DicomTags.WindowCenter), frames[1].GetDouble(DicomTags.WindowWidth)));
        Assert.Single(frames[0].GetItems(new(0x0040, 0x9096)));
    }

    [SharedDataTheory("data")]
    [InlineData("dicom-zoo/enhanced-multiframe/emri_small.dcm", 10)]
    [InlineData("dicom-zoo/enhanced-multiframe/emri_small_big_endian.dcm", 10)]
    [InlineData("dicom-zoo/transfer-syntax/CT0012.not_fragmented_bot_rle.dcm", 2)]
    [InlineData("dicom-zoo/transfer-syntax/SC_rgb_rle_16bit_2frame.dcm", 2)]
    [InlineData("ultrasound/OBXXXX1A_rle_2frame.dcm", 2)]
    [InlineData("dicom-zoo/photometric-and-pixel/parametric_map_float.dcm", 1)]
    [InlineData("dicom-zoo/photometric-and-pixel/liver_1frame.dcm", 1)]
    [InlineData("dicom-zoo/non-image/rtdose.dcm", 1)]
    [InlineData("seg/liver-ct-3slice-with-seg/liver.dcm", 1)]
    [InlineData("seg/highdicom/sm_image.dcm", 1)]
    public async Task Real_multi_frame_objects_are_taken_apart_or_left_whole(string path, int expected)
    {
        var file = await DicomFile.ReadAsync(SharedData.PathOf("data/" + path));
        var native = file.Dataset.Find(DicomTags.PixelData)?.Fragments is null ? file.Dataset : await PixelDecoder.ToNativeAsync(file);

        var frames = MultiFrame.Split(native);

        Assert.Equal(expected, frames.Count);
        if (expected > 1)
        {
            var whole = NativePixels.Of(native);
            Assert.All(frames, (f, i) => Assert.True(NativePixels.Of(f).Frames[0].Span.SequenceEqual(whole.Frames[i].Span)));
        }
    }
}
