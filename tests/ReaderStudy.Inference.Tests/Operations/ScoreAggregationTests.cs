using System.Text.Json;
using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class ScoreAggregationTests
{
    private static readonly JsonElement Reference = ReferenceFile.Cases("aggregation");

    [Fact]
    public void Means_and_maxima_over_phases_are_those_of_torch()
    {
        var phaseOf = Reference.Each("phaseOf").Select(phase => phase.GetString()!).ToList();
        var images = Reference.Numbers("logits").Chunk(3).Select((logits, i) => new ImageScores(phaseOf[i], logits)).ToList();
        var weights = Reference.Numbers("weights");
        var weighted = images.Select((image, i) => image with { Weight = weights[i] }).ToList();
        foreach (var one in Reference.Each("answers"))
        {
            var phases =
                one.GetProperty("phases").ValueKind == JsonValueKind.Null
                    ? null
                    : one.Each("phases").Select(phase => phase.GetString()!).ToArray();

            void Same(string name, List<ImageScores> scores, AggregationRule rule) =>
                ReferenceFile.AssertClose(one.Numbers(name), ScoreAggregation.Of(scores, rule, phases)!, 1e-12);
            Same("meanOfLogits", images, AggregationRule.MeanOfLogits);
            Same("highestLogit", images, AggregationRule.HighestLogit);
            Same("meanOfSoftmax", images, AggregationRule.MeanOfSoftmax);
            Same("weightedLogits", weighted, AggregationRule.MeanOfLogits);
        }
    }

    [Fact]
    public void A_case_without_an_image_of_the_phases_has_no_score() =>
        Assert.Null(ScoreAggregation.Of([new ImageScores("native", [1, 2])], AggregationRule.MeanOfLogits, ["arterial"]));

    [Fact]
    public void Scores_that_are_not_finite_or_not_of_the_same_classes_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            ScoreAggregation.Of([new ImageScores("native", [1, double.NaN])], AggregationRule.HighestLogit)
        );
        Assert.Throws<ArgumentException>(() =>
            ScoreAggregation.Of([new ImageScores("native", [1, 2]), new ImageScores("native", [1])], AggregationRule.MeanOfLogits)
        );
        Assert.Throws<ArgumentException>(() =>
            ScoreAggregation.Of([new ImageScores("native", [1, 2], Weight: 0)], AggregationRule.MeanOfLogits)
        );
    }
}
