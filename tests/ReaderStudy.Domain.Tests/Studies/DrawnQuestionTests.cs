using System.Text.Json.Nodes;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>Questions whose answers are drawn on images: shape, tool, and what is asked of each mark.</summary>
public sealed class DrawnQuestionTests
{
    private static readonly Question Marks = new()
    {
        Id = "lesions",
        Text = "Mark every lesion.",
        Kind = QuestionKind.Marks,
    };

    private static readonly Question Kind = new()
    {
        Id = "kind",
        Text = "What is it?",
        Kind = QuestionKind.Choice,
        Choices = [new Choice("cyst", "A cyst"), new Choice("other", "Something else")],
    };

    private static readonly Question Words = new()
    {
        Id = "words",
        Text = "What else?",
        Kind = QuestionKind.Text,
        When = new Condition("kind", ["other"]),
    };

    [Fact]
    public void Marks_may_be_boxes_with_questions_of_each_and_measurements_have_a_tool()
    {
        var measured = Marks with { Id = "size", Kind = QuestionKind.Measure, Tool = MeasureTool.Bidirectional };

        Assert.Empty(ProtocolCheck.FaultsOf(With(Marks with { Shape = MarkShape.Box, PerMark = [Kind, Words] }, measured)));
    }

    [Fact]
    public void A_shape_a_tool_and_questions_of_marks_stand_where_they_mean_something()
    {
        Assert.Equal(
            ["Question 'kind' names a shape, which only marks have."],
            ProtocolCheck.FaultsOf(With(Kind with { Shape = MarkShape.Point }))
        );
        Assert.Equal(
            ["Question 'kind' asks something of each mark, and does not ask for marks."],
            ProtocolCheck.FaultsOf(With(Kind with { PerMark = [Words] }))
        );
        Assert.Equal(
            ["Question 'lesions' names a tool, which only measurements have."],
            ProtocolCheck.FaultsOf(With(Marks with { Tool = MeasureTool.Length }))
        );
        Assert.Equal(
            ["Question 'lesions' asks for a measurement, and does not say with which tool."],
            ProtocolCheck.FaultsOf(With(Marks with { Kind = QuestionKind.Measure }))
        );
    }

    [Fact]
    public void Of_each_mark_choices_ratings_and_texts_are_asked_that_depend_on_each_other_alone()
    {
        Assert.Equal(
            ["Question 'lesions' asks 'inner' of each mark; only choices, ratings and texts can be asked there."],
            FaultsOf(Marks with { Id = "inner" })
        );
        Assert.Equal(
            ["Question 'lesions' names columns for 'kind', which is asked of each mark: files hold no such answers."],
            FaultsOf(Kind with { Columns = ["type"] })
        );
        Assert.Equal(
            ["Question 'lesions', of each mark: Two of the question entries are called 'subtype'."],
            FaultsOf(Kind with { Id = "subtype" })
        );
        Assert.Equal(
            ["Question 'lesions', of each mark: Two of the question entries are called 'kind'."],
            FaultsOf(Kind, Kind with { Text = "And what is it really?" })
        );
        Assert.Equal(
            ["Question 'lesions', of each mark: Question 'words' depends on 'kind', which does not stand before it."],
            FaultsOf(Words, Kind)
        );
        Assert.Equal(
            ["Question 'lesions', of each mark: Question 'words' depends on 'malignancy', which does not stand before it."],
            FaultsOf(Words with { When = new Condition("malignancy", ["benign"]) })
        );
        Assert.Equal(
            ["Question 'lesions' asks 11 things of each mark; at most 10 are possible."],
            FaultsOf([.. Enumerable.Range(1, 11).Select(i => Kind with { Id = $"kind-{i}" })])
        );
    }

    [Fact]
    public void Two_questions_for_marks_ask_nothing_under_one_id()
    {
        var cysts = Marks with { Id = "cysts", PerMark = [Kind] };
        var others = Marks with { Id = "others", PerMark = [Words with { Id = "Kind", When = null }] };

        Assert.Equal(
            ["Question 'others', of each mark: Two of the question entries are called 'Kind'."],
            ProtocolCheck.FaultsOf(With(cysts, others))
        );
        Assert.Empty(ProtocolCheck.FaultsOf(With(cysts, others with { PerMark = [Words with { When = null }] })));
    }

    [Fact]
    public void What_is_not_said_is_not_written_so_that_the_hashes_of_older_protocols_stay()
    {
        var written = JsonNode.Parse(ProtocolJson.Write(With(Marks)))!["questions"]!.AsArray()[^1]!.AsObject();
        var full = With(Marks with { Shape = MarkShape.Box, PerMark = [Kind, Words] });

        Assert.Equal(["id", "text", "kind", "choices", "minimum", "maximum", "required", "columns"], written.Select(p => p.Key));
        Assert.Equal(ProtocolJson.Write(full), ProtocolJson.Write(ProtocolJson.Read(ProtocolJson.Write(full))));
    }

    [Fact]
    public void A_change_of_what_is_asked_of_a_mark_names_its_place_and_only_words_are_amended()
    {
        var old = With(Marks with { PerMark = [Kind, Words] });
        var reworded = With(Marks with { PerMark = [Kind with { Text = "What kind is it?" }, Words] });
        var widened = With(Marks with { Shape = MarkShape.Box, PerMark = [Kind, Words] });

        Assert.Equal(
            "question 'lesions', question of each mark 'kind', text",
            Assert.Single(ProtocolDifference.Between(old, reworded)).Where
        );
        Assert.Empty(Amendment.Refused(old, reworded));
        Assert.Equal("question 'lesions', shape", Assert.Single(Amendment.Refused(old, widened)).Where);
    }

    private static IReadOnlyList<string> FaultsOf(params Question[] asked) => ProtocolCheck.FaultsOf(With(Marks with { PerMark = asked }));

    private static Protocol With(params Question[] questions)
    {
        var liver = ProtocolJson.Template("liver-lesion");
        return liver with { Questions = [.. liver.Questions, .. questions] };
    }
}
