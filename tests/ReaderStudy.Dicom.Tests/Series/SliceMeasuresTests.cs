using ReaderStudy.Dicom.Series;

namespace ReaderStudy.Dicom.Tests.Series;

public sealed class SliceMeasuresTests
{
    [Theory]
    [InlineData(1e9, 0.7)]
    [InlineData(0.7, 1e9)]
    [InlineData(0.7, 1e-300)]
    [InlineData(1e-300, 0.7)]
    public void A_spacing_that_is_a_mistake_shows_nothing_and_costs_nothing(double rows, double columns)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.PixelSpacing, rows, columns);

        Assert.Equal(new SliceMeasures(null, null, null, null), SliceMeasures.Of(image));
    }
}
