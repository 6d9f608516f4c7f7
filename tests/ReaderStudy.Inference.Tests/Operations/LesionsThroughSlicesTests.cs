using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class LesionsThroughSlicesTests
{
    [Fact]
    public void Lesions_are_those_of_the_rule_written_down_in_another_way()
    {
        var reference = ReferenceFile.Cases("link");
        var boxes = reference
            .Each("boxes")
            .Select(box => box.EnumerateArray().Select(number => number.GetDouble()).ToArray())
            .Select(box => (Slice: (int)box[0], Box: new DetectedBox(box[1], box[2], box[3], box[4], box[5])))
            .ToList();

        foreach (var one in reference.Each("links"))
        {
            var rule = new LinkRule
            {
                LeastOverlap = one.Number("least"),
                Gap = one.Integer("gap"),
                FewestSlices = one.Integer("fewest"),
            };

            var lesions = LesionsThroughSlices.Of(boxes, rule);

            Assert.Equal(
                one.Each("lesions").Select(lesion => string.Join(' ', lesion.EnumerateArray())),
                lesions.Select(lesion => string.Join(' ', lesion.Boxes.Select(box => boxes.IndexOf(box))))
            );
            ReferenceFile.AssertClose(one.Numbers("highest"), lesions.Select(lesion => lesion.Score), 0);
            ReferenceFile.AssertClose(
                one.Numbers("mean").OrderDescending(),
                LesionsThroughSlices.Of(boxes, rule with { Score = LesionScore.Mean }).Select(lesion => lesion.Score),
                1e-12
            );
        }
    }

    [Fact]
    public void A_lesion_goes_on_over_a_gap_and_no_further()
    {
        (int, DetectedBox)[] boxes = [(4, Square(0.5)), (6, Square(0.7)), (9, Square(0.6))];

        var lesions = LesionsThroughSlices.Of(boxes, new LinkRule { Gap = 1 });

        Assert.Equal(["4 6", "9"], lesions.Select(lesion => string.Join(' ', lesion.Boxes.Select(box => box.Slice))));
        Assert.Equal([0.7, 0.6], lesions.Select(lesion => lesion.Score));
        Assert.Single(LesionsThroughSlices.Of(boxes, new LinkRule { Gap = 2 }));
        Assert.Equal(3, LesionsThroughSlices.Of(boxes, new LinkRule { Gap = 0 }).Count);
    }

    [Fact]
    public void Boxes_of_different_classes_are_different_lesions_unless_told()
    {
        (int, DetectedBox)[] boxes = [(1, Square(0.5)), (2, Square(0.5) with { Class = 1 })];

        Assert.Equal(2, LesionsThroughSlices.Of(boxes, new LinkRule()).Count);
        Assert.Single(LesionsThroughSlices.Of(boxes, new LinkRule { ByClass = false }));
    }

    [Fact]
    public void Boxes_of_one_slice_are_never_one_lesion() =>
        Assert.Equal(2, LesionsThroughSlices.Of([(1, Square(0.5)), (1, Square(0.6))], new LinkRule()).Count);

    private static DetectedBox Square(double score) => new(10, 10, 30, 30, score);
}
