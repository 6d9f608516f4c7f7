using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class LesionMatchingTests
{
    /// <summary>Two lesions 10 mm apart, each accepting marks within 8 mm.</summary>
    private static readonly LesionRegion[] Neighbours =
    [
        new SphereRegion("c", "left", new(0, 0, 0), 8),
        new SphereRegion("c", "right", new(10, 0, 0), 8),
    ];

    [Fact]
    public void The_highest_mark_on_a_lesion_counts_and_the_others_count_neither_way()
    {
        var matched = LesionMatching.Of([Neighbours[0]], [Mark(1, 5), Mark(2, 9), Mark(30, 7), Mark(-8, 9), Mark(8.001, 1)]);

        // Both rated 9 are on the lesion; the nearer one goes first.
        Assert.Equal(
            [MarkOutcome.Repeated, MarkOutcome.Lesion, MarkOutcome.NonLesion, MarkOutcome.Repeated, MarkOutcome.NonLesion],
            matched.Select(m => m.Outcome)
        );
        Assert.Equal(["left", "left", null, "left", null], matched.Select(m => m.Lesion));
        Assert.Equal(
            [new FrocMark("1", "1", "c", "left", 9), new FrocMark("1", "1", "c", null, 7), new FrocMark("1", "1", "c", null, 1)],
            LesionMatching.Counted(matched)
        );
    }

    [Fact]
    public void A_mark_between_two_lesions_finds_the_nearer_and_a_second_one_the_other()
    {
        // 4 and 4.5 are both nearer to the left lesion and within 8 mm of the right one.
        var matched = LesionMatching.Of(Neighbours, [Mark(4, 2), Mark(4.5, 3)]);

        Assert.Equal(["right", "left"], matched.Select(m => m.Lesion));
        Assert.All(matched, m => Assert.Equal(MarkOutcome.Lesion, m.Outcome));
    }

    [Fact]
    public void Of_equal_marks_the_earlier_row_goes_first() =>
        Assert.Equal(
            [MarkOutcome.Lesion, MarkOutcome.Repeated],
            LesionMatching.Of([Neighbours[0]], [Mark(3, 1), Mark(-3, 1)]).Select(m => m.Outcome)
        );

    [Fact]
    public void Readers_treatments_and_cases_are_apart()
    {
        LocatedMark[] marks =
        [
            Mark(0, 1),
            Mark(0, 1) with
            {
                Reader = "2",
            },
            Mark(0, 1) with
            {
                Treatment = "2",
            },
            Mark(0, 1) with
            {
                Case = "e",
            },
        ];

        Assert.Equal(
            [MarkOutcome.Lesion, MarkOutcome.Lesion, MarkOutcome.Lesion, MarkOutcome.NonLesion],
            LesionMatching.Of(Neighbours, marks).Select(m => m.Outcome)
        );
    }

    [Fact]
    public void A_box_includes_its_border()
    {
        var box = new BoxRegion("c", "a", new(0, 0, 0), new(2, 4, 6));

        Assert.Equal(new PointInMillimetres(1, 2, 3), box.Centre);
        Assert.True(box.Accepts(new(0, 4, 6)));
        Assert.True(box.Accepts(new(2, 0, 0)));
        foreach (var (x, y, z) in new[] { (-0.1, 1.0, 1.0), (2.1, 1, 1), (1, -0.1, 1), (1, 4.1, 1), (1, 1, -0.1), (1, 1, 6.1) })
        {
            Assert.False(box.Accepts(new(x, y, z)));
        }
    }

    [Fact]
    public void A_mask_is_asked_for_the_nearest_voxel()
    {
        // Voxels of 1 x 2 x 3 mm from (10, 20, 30) on; the lesion is (1, 0, 0) and (1, 1, 1).
        var voxels = new bool[2 * 3 * 2];
        voxels[1] = true;
        voxels[1 + (2 * (1 + (3 * 1)))] = true;
        var mask = new MaskRegion("c", "a", voxels, (2, 3, 2), new(10, 20, 30), new(1, 2, 3));

        Assert.Equal(new PointInMillimetres(11, 21, 31.5), mask.Centre);
        Assert.True(mask.Accepts(new(11.4, 20.9, 31.4)));
        Assert.True(mask.Accepts(new(11, 22, 33)));
        Assert.False(mask.Accepts(new(10.4, 20, 30)));
        Assert.False(mask.Accepts(new(11, 22, 30)));
        foreach (var (x, y, z) in new[] { (12.0, 20.0, 30.0), (9, 20, 30), (11, 26, 33), (11, 17, 30), (11, 22, 36), (11, 20, 26) })
        {
            Assert.False(mask.Accepts(new(x, y, z)));
        }
    }

    [Fact]
    public void Impossible_masks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new MaskRegion("c", "a", new bool[3], (2, 1, 1), default, new(1, 1, 1)));
        Assert.Throws<ArgumentException>(() => new MaskRegion("c", "a", new bool[2], (2, 1, 1), default, new(1, 1, 1)));
        Assert.Throws<ArgumentException>(() => new MaskRegion("c", "a", [true, true], (2, 1, 1), default, new(1, 0, 1)));
        Assert.Throws<ArgumentException>(() => new MaskRegion("c", "a", [], (0, 1, 1), default, new(1, 1, 1)));
    }

    [Fact]
    public void Bad_rows_are_named()
    {
        var lesions = Assert.Throws<BadInputException>(() => LesionMatching.Of([Neighbours[0], Neighbours[0]], []));
        var marks = Assert.Throws<BadInputException>(() =>
            LesionMatching.Of(Neighbours, [Mark(0, 1), Mark(double.NaN, 1), Mark(0, double.NaN)])
        );

        Assert.Equal(1, Assert.Single(lesions.Faults).Row);
        Assert.Equal([1, 2], marks.Faults.Select(f => f.Row!.Value));
    }

    [Fact]
    public void Distances_are_straight() => Assert.Equal(7, new PointInMillimetres(1, 2, 3).DistanceTo(new(3, 5, 9)), 1e-15);

    private static LocatedMark Mark(double x, double rating) => new("1", "1", "c", new(x, 0, 0), rating);
}
