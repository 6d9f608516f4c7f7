using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class SeriesGridTests
{
    /// <summary>Ten columns of 0.5 mm, five rows of 2 mm, three slices of 4 mm that lean by 1 mm each: first pixel at (10, 20, 30).</summary>
    private static readonly SeriesGrid Leaning = new(
        0,
        5,
        10,
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => new ImagePlane(
                    new WorldPoint(10, 20 + i, 30 + (4 * i)),
                    new WorldPoint(1, 0, 0),
                    new WorldPoint(0, 1, 0),
                    2,
                    0.5
                )),
        ],
        true,
        true
    );

    [Theory]
    [InlineData(10, 20, 30, true)]
    [InlineData(14.5, 28, 30, true)]
    [InlineData(12, 24, 33, true)]
    [InlineData(14.5, 30, 38, true)]
    [InlineData(15.1, 28, 30, false)]
    [InlineData(9.4, 20, 30, false)]
    [InlineData(10, 30.1, 30, false)]
    [InlineData(12, 24, 27.9, false)]
    [InlineData(12, 24, 40.1, false)]
    public void A_place_lies_on_the_images_or_between_them(double x, double y, double z, bool isHeld) =>
        Assert.Equal(isHeld, Leaning.Holds(new WorldPoint(x, y, z)));

    [Theory]
    [InlineData(3, 2, 0, true)]
    [InlineData(3, 2, 2, true)]
    [InlineData(3, 2, 3, false)]
    [InlineData(3, 2, 0.5, false)]
    [InlineData(9.1, 2, 1, false)]
    public void On_images_that_do_not_say_where_they_lie_a_place_is_on_the_image_of_its_number(double x, double y, double z, bool isHeld) =>
        Assert.Equal(isHeld, Loop(0).Holds(new WorldPoint(x, y, z)));

    [Fact]
    public void On_images_that_do_not_say_where_they_lie_a_shape_is_on_one_of_them()
    {
        WorldPoint[] onSecond = [new(1, 2, 1), new(3, 4, 1)];

        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(i => Loop(0).HoldsOnSlice(i, onSecond)));
        Assert.True(Loop(0).HoldsOnOneSlice(onSecond));
        Assert.False(Loop(0).HoldsOnOneSlice([onSecond[0], new WorldPoint(3, 4, 2)]));
    }

    [Fact]
    public void A_mark_on_images_that_do_not_say_where_they_lie_names_its_series()
    {
        var placed = new Mark(11, 22, 34, 50);
        var named = new Mark(3, 2, 1, 50) { Series = 1 };

        Assert.Equal([true, false, false], new[] { Leaning, Loop(1), Loop(2) }.Select(g => g.Takes(placed)));
        Assert.Equal([false, true, false], new[] { Leaning, Loop(1), Loop(2) }.Select(g => g.Takes(named)));
        DrawnRules.RequireOnImages(Asking, Sheet(named), [Leaning, Loop(1), Loop(2)]);
        DrawnRules.RequireOnImages(Asking, Sheet(placed), [Leaning, Loop(1), Loop(2)]);
        Assert.Equal("Mark 1 of 'marks' lies outside of every image.", FaultOf(named with { Z = 3 }));
        Assert.Equal("Mark 1 of 'marks' lies outside of every image.", FaultOf(named with { Series = 3 }));
        Assert.Equal(
            "Mark 1 of 'marks' does not say on which series it lies, and the images do not say where they lie.",
            FaultOf(named with { Series = null })
        );
    }

    [Fact]
    public void A_mark_on_a_picture_names_it_and_lies_on_one_of_its_pixels()
    {
        SeriesGrid[] shown = [Leaning, Loop(1), SeriesGrid.OfPicture(0, 600, 400), SeriesGrid.OfPicture(1, 100_000, 80_000)];
        var mark = new Mark(99_999.5, 79_999.25, 0, 50) { Picture = 1 };

        Assert.Equal([false, false, false, true], shown.Select(g => g.Takes(mark)));
        Assert.Equal([false, true, false, false], shown.Select(g => g.Takes(mark with { Picture = null, Series = 1 })));
        DrawnRules.RequireOnImages(Asking, Sheet(mark), shown);
        DrawnRules.RequireOnImages(Asking, Sheet(mark with { X = -0.5, Y = -0.5 }), shown);
        const string Outside = "Mark 1 of 'marks' lies outside of every image.";
        Assert.Equal(Outside, FaultOf(mark with { X = 99_999.6 }, shown));
        Assert.Equal(Outside, FaultOf(mark with { Y = -0.6 }, shown));
        Assert.Equal(Outside, FaultOf(mark with { Z = 1 }, shown));
        Assert.Equal(Outside, FaultOf(mark with { Picture = 0 }, shown));
        Assert.Equal("Mark 1 of 'marks' lies on a slide or photograph that is not shown.", FaultOf(mark with { Picture = 2 }, shown));
    }

    [Fact]
    public void A_box_on_a_picture_ends_within_it()
    {
        SeriesGrid[] shown = [SeriesGrid.OfPicture(0, 600, 400)];
        var box = new Mark(10, 20, 0, 50)
        {
            Picture = 0,
            Box =
            [
                [0, 10, 0],
                [20, 30, 0],
            ],
        };

        DrawnRules.RequireOnImages(Asking, Sheet(box), shown);
        Assert.Equal(
            "The box of Mark 1 of 'marks' lies on no slice of any image.",
            FaultOf(
                box with
                {
                    Box =
                    [
                        [-1, 10, 0],
                        [21, 30, 0],
                    ],
                },
                shown
            )
        );
    }

    [Fact]
    public void Nothing_is_measured_on_a_picture()
    {
        var length = """{"shape":"length","series":0,"slice":0,"points":[[0,0,0],[3,4,0]],"value":5,"unit":"px"}""";
        var protocol = Asking with
        {
            Questions =
            [
                new Question
                {
                    Id = "length",
                    Text = "How long?",
                    Kind = QuestionKind.Measure,
                    Tool = MeasureTool.Length,
                },
            ],
        };

        var broken = Assert.Throws<BrokenRuleException>(() =>
            DrawnRules.RequireOnImages(
                protocol,
                new AnswerSheet(new Dictionary<string, string> { ["length"] = length }),
                [SeriesGrid.OfPicture(0, 600, 400)]
            )
        );

        Assert.EndsWith("'length' is measured on a series that is not shown.", broken.Message, StringComparison.Ordinal);
    }

    /// <summary>On two loops.</summary>
    private static string FaultOf(Mark mark) => FaultOf(mark, [Loop(1), Loop(2)]);

    private static string FaultOf(Mark mark, IReadOnlyList<SeriesGrid> shown)
    {
        var broken = Assert.Throws<BrokenRuleException>(() => DrawnRules.RequireOnImages(Asking, Sheet(mark), shown));

        Assert.Equal(DrawnRules.LiesOnImages, broken.Rule);
        return broken.Message[(DrawnRules.LiesOnImages.Message.Length + 1)..];
    }

    private static AnswerSheet Sheet(Mark mark) => new(new Dictionary<string, string> { ["marks"] = Mark.Write([mark]) });

    private static Protocol Asking { get; } =
        ProtocolJson.Template("liver-lesion") with
        {
            Questions =
            [
                new Question
                {
                    Id = "marks",
                    Text = "Mark it.",
                    Kind = QuestionKind.Marks,
                },
            ],
        };

    /// <summary>Three frames of eight by eight pixels of 1 mm.</summary>
    private static SeriesGrid Loop(int index) =>
        new(
            index,
            8,
            8,
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(i => new ImagePlane(new WorldPoint(0, 0, i), new WorldPoint(1, 0, 0), new WorldPoint(0, 1, 0), 1, 1)),
            ],
            false,
            true
        );

    [Fact]
    public void What_is_drawn_on_a_slice_lies_on_that_slice_and_no_other()
    {
        WorldPoint[] onSecond = [new(11, 22, 34), new(13, 25, 34)];

        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(i => Leaning.HoldsOnSlice(i, onSecond)));
        Assert.False(Leaning.HoldsOnSlice(-1, onSecond));
        Assert.True(Leaning.HoldsOnOneSlice(onSecond));
        Assert.False(Leaning.HoldsOnOneSlice([onSecond[0], new WorldPoint(13, 25, 38)]));
    }
}
