using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Web.Features.ReadingRoom;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>What the room is told of the size of a pixel, so that it can say what a length is worth (PS3.3 10.7).</summary>
public sealed class CalibrationTests
{
    private static readonly DicomTag ImagerPixelSpacing = new(0x0018, 0x1164);
    private static readonly DicomTag CalibrationType = new(0x0028, 0x0A02);
    private static readonly PixelDescription Grey = new(8, 8, 1, "MONOCHROME2", 16, 12, 11, false, false, 1);

    [Fact]
    public void A_size_at_the_detector_and_how_that_in_the_patient_was_found_are_told()
    {
        var image = new DicomDataset();
        image.Set(ImagerPixelSpacing, 0.2, 0.3);
        image.Set(DicomTags.PixelSpacing, 0.15, 0.2);
        image.Set(CalibrationType, "FIDUCIAL");

        var told = DescribedSlice.Of(image, Grey).Elements;

        Assert.Equal([0.2, 0.3], told["00181164"].Value);
        Assert.Equal("DS", told["00181164"].Vr);
        Assert.Equal([0.15, 0.2], told["00280030"].Value);
        Assert.Equal(["FIDUCIAL"], told["00280A02"].Value);
        Assert.Equal("CS", told["00280A02"].Vr);
    }

    [Fact]
    public void An_image_that_says_nothing_of_it_is_told_without()
    {
        var told = DescribedSlice.Of(new DicomDataset(), Grey).Elements;

        Assert.DoesNotContain(told.Keys, tag => tag is "00181164" or "00280A02" or "00280030");
    }
}
