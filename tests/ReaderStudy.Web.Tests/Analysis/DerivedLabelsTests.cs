using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;

namespace ReaderStudy.Web.Tests.Analysis;

public sealed class DerivedLabelsTests
{
    private static readonly Protocol Protocol = ProtocolJson.Template("liver-lesion");

    /// <summary>By hand: log-sum-exp of the malignant logits ln(e^1 + e^1 + e^1) = 2.10, of the benign ones ln(e^2 + e^-5 + e^-5) = 2.00.</summary>
    private static readonly Dictionary<string, double> Scores = new()
    {
        ["HCC"] = 1,
        ["ICC"] = 1.001,
        ["MET"] = 1,
        ["FNH"] = 2,
        ["HEM"] = -5,
        ["CYST"] = -5,
    };

    [Theory]
    // The strongest class is FNH and yet the malignant classes together weigh more: two answers to two questions.
    [InlineData("HCC", "malignant", "ICC")]
    [InlineData("CYST", "malignant", "FNH")]
    public void The_group_has_the_largest_sum_and_the_subtype_is_sought_within_the_true_group(string truth, string group, string subtype)
    {
        var labels = DerivedLabels.Of(Protocol, truth, Scores);

        Assert.Equal([("malignancy", group), ("subtype", subtype)], labels.Select(l => (l.Question, l.Label)));
    }

    [Fact]
    public void A_question_about_the_class_without_a_group_is_answered_by_the_strongest_class()
    {
        var task = Protocol.Tasks[1] with { Id = "six", WithinGroup = null, Labels = ["HCC", "ICC", "MET", "FNH", "HEM", "CYST"] };
        var protocol = Protocol with { Tasks = [Protocol.Tasks[0], task] };

        Assert.Equal("FNH", DerivedLabels.Of(protocol, "HCC", Scores).Single(l => l.Question == "subtype").Label);
    }
}
