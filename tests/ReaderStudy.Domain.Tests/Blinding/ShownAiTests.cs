using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Blinding;

public sealed class ShownAiTests
{
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion");
    private static readonly Dictionary<string, double> Logits = new()
    {
        ["HCC"] = Math.Log(5),
        ["ICC"] = Math.Log(3),
        ["FNH"] = Math.Log(2),
    };

    [Fact]
    public void Scores_are_the_softmax_of_the_logits_in_the_protocols_order()
    {
        var shown = ShownAi.OfScores("m", Liver.Reference, Logits, null);

        // By hand: weights 5, 3 and 2 of 10.
        Assert.Equal([("HCC", 0.5), ("ICC", 0.3), ("FNH", 0.2)], shown.Classes.Select(c => (c.Id, c.Score)));
        Assert.Equal(Liver.Reference.Find("HCC")!.Label, shown.Label);
    }

    [Fact]
    public void On_a_catch_case_the_sham_class_is_on_top_with_the_scores_of_the_models_own()
    {
        var shown = ShownAi.OfScores("m", Liver.Reference, Logits, "FNH");

        Assert.Equal([("HCC", 0.2), ("ICC", 0.3), ("FNH", 0.5)], shown.Classes.Select(c => (c.Id, c.Score)));
        Assert.Equal(Liver.Reference.Find("FNH")!.Label, shown.Label);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("FNH")]
    public void A_model_without_output_shows_no_class_and_no_label_not_even_on_a_catch_case(string? sham)
    {
        var shown = ShownAi.OfScores("m", Liver.Reference, new Dictionary<string, double>(), sham);

        Assert.Empty(shown.Classes);
        Assert.Null(shown.Label);
    }

    [Fact]
    public void Imported_labels_are_shown_in_words_and_replaced_on_a_catch_case()
    {
        var labels = new Dictionary<string, string> { ["malignancy"] = "malignant", ["subtype"] = "HCC" };
        string Words(string question, string choice) => Liver.QuestionOf(question).Choices.First(c => c.Id == choice).Label;

        var own = ShownAi.OfLabels("m", Liver, labels, null);
        var sham = ShownAi.OfLabels("m", Liver, labels, "CYST");

        Assert.Equal($"{Words("malignancy", "malignant")}, {Words("subtype", "HCC")}", own.Label);
        Assert.Equal($"{Words("malignancy", "benign")}, {Words("subtype", "CYST")}", sham.Label);
    }
}
