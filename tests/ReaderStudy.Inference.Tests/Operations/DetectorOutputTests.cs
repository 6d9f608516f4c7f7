using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class DetectorOutputTests
{
    [Fact]
    public void Boxes_come_back_to_the_image_through_resize_and_letterbox()
    {
        var reference = ReferenceFile.Cases("detector");
        foreach (var image in reference.Each("images"))
        {
            var (rows, columns) = (image.Integer("rows"), image.Integer("columns"));
            var mapping = image.GetProperty("letterbox").GetBoolean()
                ? InputMapping.Letterbox(rows, columns, image.Integer("inRows"), image.Integer("inColumns"))
                : InputMapping.Resize(rows, columns, image.Integer("inRows"), image.Integer("inColumns"));

            var boxes = DetectorOutput.Decode(
                reference.Floats("output"),
                reference.Integer("classes"),
                reference.Number("confidence"),
                mapping
            );

            Assert.NotEmpty(boxes);
            ReferenceFile.AssertClose(
                image.Numbers("boxes"),
                boxes.SelectMany(box => new[] { box.Left, box.Top, box.Right, box.Bottom, box.Score, box.Class }),
                1e-6
            );
        }
    }

    [Fact]
    public void A_place_needs_more_than_the_confidence()
    {
        float[] output = [10, 30, 10, 30, 4, 4, 4, 4, 0.25f, 0.26f]; // two places, one class
        var mapping = InputMapping.Resize(64, 64, 64, 64);

        var box = Assert.Single(DetectorOutput.Decode(output, 1, 0.25, mapping));

        Assert.Equal(new DetectedBox(28, 28, 32, 32, 0.26f), box);
    }

    [Fact]
    public void An_odd_pixel_of_a_letterbox_lies_right_of_the_image()
    {
        // By hand: 123 pixels of border, 61 and 62; and 125, 62 and 63.
        Assert.Equal(61, InputMapping.Letterbox(512, 389, 512, 512).OffsetX);
        Assert.Equal(62, InputMapping.Letterbox(512, 387, 512, 512).OffsetX);
    }

    [Fact]
    public void An_output_that_is_not_finite_or_of_another_length_is_refused()
    {
        var mapping = InputMapping.Resize(64, 64, 64, 64);

        Assert.Throws<ArgumentException>(() => DetectorOutput.Decode([1, 1, 1, 1, float.NaN], 1, 0.25, mapping));
        Assert.Throws<ArgumentException>(() => DetectorOutput.Decode([1, 1, 1, 1, 1, 1], 1, 0.25, mapping));
    }
}
