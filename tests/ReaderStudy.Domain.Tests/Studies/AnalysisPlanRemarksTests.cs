using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>What a reviewer would ask about an analysis plan that leaves something open; none of it stands in the way of sealing.</summary>
public sealed class AnalysisPlanRemarksTests
{
    private const string SampleSize =
        "The sample size is not declared: write the expected effect, the variance components and the power they give under 'Sample size' in the analysis plan.";
    private const string NotEvaluable =
        "Nothing is said of cases that a reader or the model cannot evaluate: write it under 'Cases that could not be evaluated' in the analysis plan.";
    private const string Localisation =
        "Endpoint 'wafroc' counts marks, and nothing is said of when a mark counts as the lesion: write it under 'When a mark counts as the lesion' in the analysis plan.";

    private static readonly Protocol Detection = ProtocolJson.Template("free-response-detection");

    public static TheoryData<string> Templates => [.. ProtocolJson.Templates];

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_leaves_nothing_of_its_plan_open_but_the_sample_size(string name)
    {
        var protocol = ProtocolJson.Template(name);

        Assert.Contains(SampleSize, ProtocolCheck.RemarksOf(protocol));
        Assert.DoesNotContain(NotEvaluable, ProtocolCheck.RemarksOf(protocol));
        Assert.DoesNotContain(Localisation, ProtocolCheck.RemarksOf(protocol));
        Assert.DoesNotContain(SampleSize, ProtocolCheck.RemarksOf(With(protocol, p => p with { SampleSize = "8 readers, 200 cases." })));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("  \n", true)]
    [InlineData("To be filled in: expected effect, variance components and the power they give.", true)]
    [InlineData(" to be filled in", true)]
    [InlineData(
        "8 readers and 200 cases detect a difference of 0.05 with a power of 0.8. Variances of the pilot, to be filled in later.",
        false
    )]
    public void A_text_says_nothing_while_it_is_empty_or_begins_as_the_template_does(string text, bool isOpen)
    {
        Assert.Equal(isOpen, AnalysisPlan.IsOpen(text));
        Assert.Equal(isOpen, ProtocolCheck.RemarksOf(With(Detection, p => p with { SampleSize = text })).Contains(SampleSize));
        Assert.Equal(isOpen, ProtocolCheck.RemarksOf(With(Detection, p => p with { NotEvaluable = text })).Contains(NotEvaluable));
        Assert.Equal(isOpen, ProtocolCheck.RemarksOf(With(Detection, p => p with { Localisation = text })).Contains(Localisation));
    }

    [Fact]
    public void When_a_mark_counts_as_the_lesion_is_asked_only_where_an_endpoint_counts_marks()
    {
        var silent = With(Detection, p => p with { Localisation = "" });
        var byCase = With(silent, p => p with { Endpoints = [.. p.Endpoints.Where(e => e.Id == "auc")] });

        Assert.Contains(Localisation, ProtocolCheck.RemarksOf(silent));
        Assert.DoesNotContain(ProtocolCheck.RemarksOf(byCase), r => r.Contains("counts marks", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_open_does_not_stand_in_the_way_of_sealing()
    {
        var open = With(ProtocolJson.Template("liver-lesion"), p => p with { SampleSize = "", NotEvaluable = "" });

        Assert.Empty(ProtocolCheck.FaultsOf(open));
        Assert.Empty(ProtocolCheck.GapsOf(open));
    }

    private static Protocol With(Protocol protocol, Func<AnalysisPlan, AnalysisPlan> change) =>
        protocol with
        {
            Analysis = change(protocol.Analysis),
        };
}
