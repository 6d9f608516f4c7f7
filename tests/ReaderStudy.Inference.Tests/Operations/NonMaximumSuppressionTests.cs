using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class NonMaximumSuppressionTests
{
    [Fact]
    public void The_boxes_kept_are_those_of_torchvision()
    {
        var reference = ReferenceFile.Cases("suppression");
        var (corners, scores, classes) = (reference.Numbers("boxes"), reference.Numbers("scores"), reference.Integers("classes"));
        var boxes = scores
            .Select(
                (score, i) =>
                    new DetectedBox(corners[4 * i], corners[(4 * i) + 1], corners[(4 * i) + 2], corners[(4 * i) + 3], score, classes[i])
            )
            .ToList();

        foreach (var one in reference.Each("kept"))
        {
            Assert.Equal(one.Integers("kept"), NonMaximumSuppression.Of(boxes, one.Number("threshold"), byClass: false));
            Assert.Equal(one.Integers("keptByClass"), NonMaximumSuppression.Of(boxes, one.Number("threshold"), byClass: true));
        }
    }

    [Fact]
    public void An_overlap_equal_to_the_threshold_stays_and_of_equal_scores_the_first()
    {
        // By hand: 5 x 10 shared of 150 is a third.
        DetectedBox[] boxes = [new(0, 0, 10, 10, 0.5), new(5, 0, 15, 10, 0.5)];

        Assert.Equal([0, 1], NonMaximumSuppression.Of(boxes, 50.0 / 150, byClass: true));
        Assert.Equal([0], NonMaximumSuppression.Of(boxes, 0.333, byClass: true));
    }

    [Fact]
    public void A_score_that_is_not_a_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Of([new DetectedBox(0, 0, 1, 1, double.NaN)], 0.5, byClass: true));
}
