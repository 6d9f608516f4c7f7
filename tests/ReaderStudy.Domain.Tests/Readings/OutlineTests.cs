using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Domain.Tests.Readings;

public sealed class OutlineTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ImagePlane Plane = new(default, new WorldPoint(1, 0, 0), new WorldPoint(0, 1, 0), 1, 1);

    /// <summary>Three slices of two rows of four pixels.</summary>
    private static readonly SeriesGrid Images = new(1, 2, 4, [Plane, Plane, Plane], true, true);

    [Fact]
    public void The_same_pixels_give_the_same_text_however_they_were_cut()
    {
        var tidy = Of(new OutlinedSlice(0, [1, 3, 6, 2]), new OutlinedSlice(2, [0, 8]));
        var cut = Of(new OutlinedSlice(2, [0, 4, 4, 4]), new OutlinedSlice(1, []), new OutlinedSlice(0, [1, 1, 2, 2, 6, 2]));

        Assert.Equal(
            """{"series":1,"rows":2,"columns":4,"slices":[{"slice":0,"runs":[1,3,6,2]},{"slice":2,"runs":[0,8]}]}""",
            tidy.Write()
        );
        Assert.Equal(tidy.Write(), cut.Write());
        Assert.Equal(tidy.Write(), Outline.Read(tidy.Write()).Write());
        Assert.Equal(13, tidy.Pixels);
        Assert.Empty(tidy.FaultsOn(Images));
        Assert.Empty(cut.FaultsOn(Images));
    }

    [Fact]
    public void Runs_go_row_by_row_and_on_into_the_next()
    {
        var outline = Of(new OutlinedSlice(0, [1, 1, 3, 2]));

        Assert.Equal([0, 1, 0, 1, 1, 0, 0, 0], outline.PixelsOf(outline.Slices[0]));
    }

    [Theory]
    [InlineData(new[] { 0, 9 })]
    [InlineData(new[] { 7, 2 })]
    [InlineData(new[] { -1, 2 })]
    [InlineData(new[] { 3, 0 })]
    [InlineData(new[] { 3, -1 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 4, 2, 0, 2 })]
    [InlineData(new[] { 0, 3, 2, 2 })]
    [InlineData(new[] { 1, int.MaxValue, 2, 1 })]
    public void Runs_that_overlap_leave_the_image_or_are_in_disorder_are_refused(int[] runs)
    {
        Assert.Equal(
            ["The runs on slice 1 are not in order, overlap, or leave the image."],
            Of(new OutlinedSlice(1, runs)).FaultsOn(Images)
        );
    }

    [Fact]
    public void An_outline_fits_the_series_that_it_was_drawn_on()
    {
        Assert.Equal(["The outline was drawn on a series that is not shown."], Of().FaultsOn(null));
        Assert.Equal(
            ["The outline has 4 rows of 4 pixels; the images have 2 of 4."],
            (Of(new OutlinedSlice(0, [0, 1])) with { Rows = 4 }).FaultsOn(Images)
        );
        Assert.Equal(["The outline is on slice 3; the series has 0 to 2."], Of(new OutlinedSlice(3, [0, 1])).FaultsOn(Images));
        Assert.Equal(["The outline names slice 2 twice."], Of(new OutlinedSlice(2, [0, 1]), new OutlinedSlice(2, [4, 1])).FaultsOn(Images));
        Assert.Empty(Of().FaultsOn(Images));
    }

    [Fact]
    public void The_uid_names_the_place_the_question_and_the_pixels_and_nothing_else()
    {
        var first = Opened();
        var other = Opened();
        var outline = Of(new OutlinedSlice(0, [1, 3]));
        string Uid(Reading reading, string question, Outline drawn, int minutes = 0) =>
            new DrawnOutline(reading, question, Guid.CreateVersion7(), drawn, Now.AddMinutes(minutes)).MaskUid;

        var uid = Uid(first, "outline", outline);

        Assert.StartsWith("2.25.", uid, StringComparison.Ordinal);
        Assert.True(MaskReference.IsWellFormed(uid));
        Assert.Equal(uid, Uid(first, "outline", Of(new OutlinedSlice(0, [1, 1, 2, 2])), 5));
        Assert.NotEqual(uid, Uid(first, "vessel", outline));
        Assert.NotEqual(uid, Uid(other, "outline", outline));
        Assert.NotEqual(uid, Uid(first, "outline", Of(new OutlinedSlice(1, [1, 3]))));
        Assert.NotEqual(uid, Uid(first, "outline", Of()));
    }

    private static Outline Of(params OutlinedSlice[] slices) => new(1, 2, 4, slices);

    private static Reading Opened()
    {
        var session = new ReadingSession(Guid.CreateVersion7(), Guid.CreateVersion7(), "unaided", 1, 42, [Guid.CreateVersion7()]);
        return Reading.Open(session, session.Places[0], Now);
    }
}
