using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class MarkTests
{
    private static readonly Question Points = new()
    {
        Id = "lesions",
        Text = "Mark every lesion.",
        Kind = QuestionKind.Marks,
        Minimum = 1,
        Maximum = 100,
    };

    private static readonly Question Boxes = Points with
    {
        Shape = MarkShape.Box,
        PerMark =
        [
            new Question
            {
                Id = "kind",
                Text = "What is it?",
                Kind = QuestionKind.Choice,
                Choices = [new Choice("cyst", "A cyst"), new Choice("other", "Something else")],
            },
            new Question
            {
                Id = "words",
                Text = "What else?",
                Kind = QuestionKind.Text,
                When = new Condition("kind") { Is = ["other"] },
            },
        ],
    };

    [Fact]
    public void Equal_marks_give_equal_answers_however_they_were_written()
    {
        var tidy = """[{"x":1.5,"y":-2,"z":0,"rating":80,"box":[[1,-3,0],[2,-1,0]],"answers":{"kind":"cyst"}}]""";
        var loose = """
            [ {"rating": 80, "answers": {"words": "", "kind": "cyst"}, "z": -0.0000001, "y": -2.0,
               "x": 1.50000001, "box": [[1.0, -3, 0], [2, -1.0, 0]]} ]
            """;

        Assert.Equal(tidy, Sheet(loose).CanonicalIn(Asking(Boxes))["lesions"]);
        Assert.Equal(tidy, Sheet(tidy).CanonicalIn(Asking(Boxes))["lesions"]);
        var named = """[{"x":1.5,"y":-2,"z":0,"rating":80,"series":1,"box":[[1,-3,0],[2,-1,0]],"answers":{"kind":"cyst"}}]""";
        Assert.Equal(named, Sheet(named).CanonicalIn(Asking(Boxes))["lesions"]);
        var onPicture = named.Replace("series", "picture", StringComparison.Ordinal);
        Assert.Equal(onPicture, Sheet(onPicture).CanonicalIn(Asking(Boxes))["lesions"]);
        Assert.Equal("[]", Sheet(" [ ] ").CanonicalIn(Asking(Boxes))["lesions"]);
    }

    [Theory]
    [InlineData("""[]""", null)]
    [InlineData("""[{"x":1,"y":2,"z":3,"rating":1},{"x":1,"y":2,"z":3,"rating":100}]""", null)]
    [InlineData("""[{"x":1,"y":2,"z":3,"rating":0}]""", "Mark 1 of 'lesions': the rating 0 is not between 1 and 100.")]
    [InlineData("""[{"x":1,"y":2,"z":3,"rating":101}]""", "Mark 1 of 'lesions': the rating 101 is not between 1 and 100.")]
    [InlineData("""[{"x":1e300,"y":2,"z":3,"rating":5}]""", "Mark 1 of 'lesions': it lies nowhere.")]
    [InlineData("""[{"x":1,"y":2,"z":3,"rating":5,"box":[[0,2,3],[2,2,3]]}]""", "Mark 1 of 'lesions': a point is asked for, not a box.")]
    [InlineData(
        """[{"x":1,"y":2,"z":3,"rating":5,"answers":{"kind":"cyst"}}]""",
        "Mark 1 of 'lesions': 'kind' is not asked in this study."
    )]
    [InlineData("""[{"x":1,"y":2,"z":0,"rating":1,"picture":0}]""", null)]
    [InlineData(
        """[{"x":1,"y":2,"z":0,"rating":1,"series":0,"picture":0}]""",
        "Mark 1 of 'lesions': it names a series and a slide or photograph; it lies on one of them."
    )]
    [InlineData("""[{"x":1,"y":2,"z":3}]""", "The answer to 'lesions' is no list of marks.")]
    [InlineData("""[{"x":1,"y":2,"z":3,"rating":5,"note":"a"}]""", "The answer to 'lesions' is no list of marks.")]
    [InlineData("""[{"x":1e999,"y":2,"z":3,"rating":5}]""", "The answer to 'lesions' is no list of marks.")]
    [InlineData("""[null]""", "The answer to 'lesions' is no list of marks.")]
    [InlineData("""{"x":1}""", "The answer to 'lesions' is no list of marks.")]
    [InlineData("""[{"x":"1","y":2,"z":3,"rating":5}]""", "The answer to 'lesions' is no list of marks.")]
    [InlineData("""a lesion""", "The answer to 'lesions' is no list of marks.")]
    public void A_point_has_a_place_and_a_rating_on_the_scale_and_nothing_else(string answer, string? fault)
    {
        Assert.Equal(fault is null ? [] : [fault], Sheet(answer).FaultsIn(Asking(Points)));
    }

    [Theory]
    [InlineData(""","box":[[0,1,3],[2,3,3]]""", null)]
    [InlineData("", "Mark 1 of 'lesions': a box is asked for, by two opposite corners.")]
    [InlineData(""","box":[[0,1,3]]""", "Mark 1 of 'lesions': a box is asked for, by two opposite corners.")]
    [InlineData(""","box":[[0,1],[2,3]]""", "Mark 1 of 'lesions': a box is asked for, by two opposite corners.")]
    [InlineData(""","box":[[1,2,3],[1,2,3]]""", "Mark 1 of 'lesions': its box has no extent.")]
    [InlineData(""","box":[[0,1,3],[2,4,3]]""", "Mark 1 of 'lesions': its place is not the centre of its box.")]
    public void A_box_has_two_corners_and_its_place_is_their_centre(string box, string? fault)
    {
        var answer = """[{"x":1,"y":2,"z":3,"rating":5""" + box + ""","answers":{"kind":"cyst"}}]""";

        Assert.Equal(fault is null ? [] : [fault], Sheet(answer).FaultsIn(Asking(Boxes)));
    }

    [Fact]
    public void What_is_asked_of_each_mark_is_checked_and_missed_as_any_answer_is()
    {
        string Mark(string answers) => """{"x":1,"y":2,"z":3,"rating":5,"box":[[0,1,3],[2,3,3]],"answers":""" + answers + "}";
        var protocol = Asking(Boxes);
        var sheet = Sheet($"[{Mark("""{"kind":"cyst"}""")},{Mark("""{"kind":"other"}""")},{Mark("{}")}]");

        Assert.Empty(sheet.FaultsIn(protocol));
        Assert.Equal(["words of mark 2 of lesions", "kind of mark 3 of lesions"], sheet.MissingIn(protocol));
        Assert.Equal(["Mark 1 of 'lesions': 'wart' does not answer 'kind'."], Sheet($"[{Mark("""{"kind":"wart"}""")}]").FaultsIn(protocol));
        Assert.Equal(
            ["Mark 1 of 'lesions': 'words' is not asked with these answers."],
            Sheet($"[{Mark("""{"kind":"cyst","words":"large"}""")}]").FaultsIn(protocol)
        );
    }

    [Fact]
    public void Nobody_makes_more_than_a_hundred_marks()
    {
        string Marks(int count) => $"[{string.Join(',', Enumerable.Repeat("""{"x":1,"y":2,"z":3,"rating":5}""", count))}]";

        Assert.Empty(Sheet(Marks(100)).FaultsIn(Asking(Points)));
        Assert.Equal(["'lesions' has 101 marks; at most 100 are kept."], Sheet(Marks(101)).FaultsIn(Asking(Points)));
    }

    [Fact]
    public void An_empty_list_is_an_answer_and_no_text_is_none()
    {
        Assert.Empty(Sheet("[]").MissingIn(Asking(Points)));
        Assert.Equal(["lesions"], AnswerSheet.Empty.MissingIn(Asking(Points)));
    }

    [Theory]
    [InlineData("""[{"x":1e999,"y":2,"z":3,"rating":5}]""")]
    [InlineData("""[{"x":1,"y":2,"z":3,"rating":5,"box":[[0,-1e999,3],[2,3,3]]}]""")]
    public void What_is_too_large_to_be_a_number_stays_as_it_was_sent_to_be_refused(string answer)
    {
        var kept = Sheet(answer).CanonicalIn(Asking(Boxes));

        Assert.Equal(answer, kept["lesions"]);
        Assert.Equal(["The answer to 'lesions' is no list of marks."], kept.FaultsIn(Asking(Boxes)));
    }

    private static AnswerSheet Sheet(string answer) => new(new Dictionary<string, string> { ["lesions"] = answer });

    private static Protocol Asking(Question question) => ProtocolJson.Template("liver-lesion") with { Questions = [question] };
}
