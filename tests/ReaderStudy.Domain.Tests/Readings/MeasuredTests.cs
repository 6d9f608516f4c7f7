using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class MeasuredTests
{
    // By hand: a length of 3-4-0 is 5; axes of 8 and 6 make an ellipse of 12 pi = 37.699; a 4 x 3 rectangle is 12.
    private const string Length = """[[0,0,5],[3,4,5]]""";
    private const string Axes = """[[-4,0,5],[4,0,5],[0,-3,5],[0,3,5]]""";
    private const string Rectangle = """[[0,0,5],[4,0,5],[4,3,5],[0,3,5]]""";

    [Theory]
    [InlineData(MeasureTool.Length, Length, 5, "mm")]
    [InlineData(MeasureTool.Length, Length, 5.05, "mm")]
    [InlineData(MeasureTool.Length, """[[0,0,5],[300,400,5]]""", 502.5, "mm")]
    [InlineData(MeasureTool.Bidirectional, Axes, 8, "mm")]
    [InlineData(MeasureTool.Ellipse, Axes, 37.699, "mm2")]
    [InlineData(MeasureTool.Ellipse, Axes, 37.7, "px2")]
    // A short axis need not be halved; 1 degree is no other angle, nor what rounding makes of a tiny axis.
    [InlineData(MeasureTool.Bidirectional, """[[-4,0,5],[4,0,5],[3,-1,5],[3,3,5]]""", 8, "mm")]
    [InlineData(MeasureTool.Bidirectional, """[[-4,0,5],[4,0,5],[0,0,5],[0.07,4,5]]""", 8, "mm")]
    [InlineData(MeasureTool.Bidirectional, """[[0.707,0.707,5],[0,0,5],[0.1,0.1,5],[0.093,0.106,5]]""", 1, "mm")]
    [InlineData(MeasureTool.Polygon, Rectangle, 12, "mm2")]
    [InlineData(MeasureTool.Polygon, """[[0,0,0],[0,4,0],[0,4,3],[0,0,3]]""", 12, "mm2")]
    [InlineData(MeasureTool.Polygon, """[[0,0,0],[4,0,0],[1,1,0],[0,4,0]]""", 4, "mm2")]
    public void The_value_is_that_of_the_points_to_a_twentieth_of_a_mm_or_half_a_percent(
        MeasureTool tool,
        string points,
        double value,
        string unit
    )
    {
        Assert.Empty(Sheet(tool, points, value, unit).FaultsIn(Asking(tool)));
    }

    [Theory]
    [InlineData(MeasureTool.Length, Length, 5.06, "mm", "The points of 'size' measure 5 mm, not 5.06. Draw it again.")]
    [InlineData(MeasureTool.Length, Length, -5, "mm", "The points of 'size' measure 5 mm, not -5. Draw it again.")]
    [InlineData(MeasureTool.Length, """[[1,1,1],[1,1,1]]""", 0, "mm", "The measurement of 'size' has no extent. Draw it again.")]
    [InlineData(MeasureTool.Length, Length, 5, "mm2", "The measurement of 'size' needs the unit mm.")]
    [InlineData(MeasureTool.Length, Length, 5, "cm", "The measurement of 'size' needs the unit mm.")]
    [InlineData(MeasureTool.Polygon, Rectangle, 12, "mm", "The measurement of 'size' needs the unit mm2.")]
    [InlineData(MeasureTool.Length, Axes, 8, "mm", "The measurement of 'size' has not the points that its tool needs.")]
    [InlineData(MeasureTool.Polygon, Length, 5, "mm2", "The measurement of 'size' has not the points that its tool needs.")]
    [InlineData(MeasureTool.Length, """[[0,0],[3,4]]""", 5, "mm", "The measurement of 'size' has not the points that its tool needs.")]
    [InlineData(
        MeasureTool.Bidirectional,
        """[[0,-3,5],[0,3,5],[-4,0,5],[4,0,5]]""",
        6,
        "mm",
        "The first axis of 'size' is the long one; here it is shorter than the second."
    )]
    [InlineData(
        MeasureTool.Bidirectional,
        """[[-4,0,5],[4,0,5],[0,0,5],[0.2,4,5]]""",
        8,
        "mm",
        "The axes of 'size' are not at right angles. Draw it again."
    )]
    [InlineData(
        MeasureTool.Bidirectional,
        """[[-4,0,5],[4,0,5],[-3,1,5],[3,1,5]]""",
        8,
        "mm",
        "The axes of 'size' are not at right angles. Draw it again."
    )]
    [InlineData(
        MeasureTool.Ellipse,
        """[[-4,0,5],[4,0,5],[-1,-3,5],[1,3,5]]""",
        39.738,
        "mm2",
        "The axes of 'size' are not at right angles. Draw it again."
    )]
    [InlineData(
        MeasureTool.Ellipse,
        """[[-4,0,5],[4,0,5],[0.1,-3,5],[0.1,3,5]]""",
        37.699,
        "mm2",
        "The axes of 'size' do not halve each other. Draw it again."
    )]
    public void Another_value_unit_or_number_of_points_is_refused(MeasureTool tool, string points, double value, string unit, string fault)
    {
        Assert.Equal([fault], Sheet(tool, points, value, unit).FaultsIn(Asking(tool)));
    }

    [Fact]
    public void It_is_made_with_the_tool_that_is_asked_for_and_is_a_measurement_at_all()
    {
        Assert.Equal(
            ["'size' is measured with another tool than the one that the protocol names."],
            Sheet(MeasureTool.Length, Length, 5, "mm").FaultsIn(Asking(MeasureTool.Polygon))
        );
        Assert.Equal(["The answer to 'size' is no measurement."], Sheet("5 mm").FaultsIn(Asking(MeasureTool.Length)));
        Assert.Equal(["The answer to 'size' is no measurement."], Sheet("""{"shape":"length"}""").FaultsIn(Asking(MeasureTool.Length)));
        var endless = Sheet("""{"shape":"length","series":0,"slice":2,"points":[[0,0,5],[3,4,5]],"value":1e999,"unit":"mm"}""");
        Assert.Equal(
            ["The answer to 'size' is no measurement."],
            endless.CanonicalIn(Asking(MeasureTool.Length)).FaultsIn(Asking(MeasureTool.Length))
        );
    }

    [Fact]
    public void The_same_measurement_has_one_text()
    {
        var sheet = Sheet(
            """{ "value": 5.0000001, "unit": "mm", "slice": 2, "series": 0, "shape": "length", "points": [[0, 0.0, 5], [3, 4, 5.00001]] }"""
        );

        Assert.Equal(
            """{"shape":"length","series":0,"slice":2,"points":[[0,0,5],[3,4,5]],"value":5,"unit":"mm"}""",
            sheet.CanonicalIn(Asking(MeasureTool.Length))["size"]
        );
    }

    private static AnswerSheet Sheet(MeasureTool tool, string points, double value, string unit) =>
        Sheet(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $$"""{"shape":"{{tool.ToString().ToLowerInvariant()}}","series":0,"slice":2,"points":{{points}},"value":{{value}},"unit":"{{unit}}"}"""
            )
        );

    private static AnswerSheet Sheet(string answer) => new(new Dictionary<string, string> { ["size"] = answer });

    private static Protocol Asking(MeasureTool tool) =>
        ProtocolJson.Template("liver-lesion") with
        {
            Questions =
            [
                new Question
                {
                    Id = "size",
                    Text = "How large?",
                    Kind = QuestionKind.Measure,
                    Tool = tool,
                },
            ],
        };
}
