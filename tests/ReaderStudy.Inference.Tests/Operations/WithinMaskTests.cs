using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class WithinMaskTests
{
    [Fact]
    public void Shares_are_exact_to_quarters_of_a_pixel()
    {
        var reference = ReferenceFile.Cases("within");
        var (corners, mask) = (reference.Numbers("boxes"), reference.Mask("mask"));

        var shares = corners
            .Chunk(4)
            .Select(box => WithinMask.Share(new DetectedBox(box[0], box[1], box[2], box[3], 1), mask, reference.Integer("columns")));

        ReferenceFile.AssertClose(reference.Numbers("shares"), shares, 1e-11);
    }

    [Fact]
    public void Boxes_with_too_small_a_share_in_the_organ_are_dropped()
    {
        bool[] mask = [true, true, false, false]; // one row
        DetectedBox[] boxes = [new(0, 0, 2, 1, 1), new(1, 0, 3, 1, 2), new(1.5, 0, 4, 1, 3), new(1, 0, 1, 1, 4)];

        Assert.Equal([1, 2], WithinMask.Keep(boxes, mask, 4, 0.5).Select(box => box.Score)); // shares 1, ½, 0.2 and none
    }
}
