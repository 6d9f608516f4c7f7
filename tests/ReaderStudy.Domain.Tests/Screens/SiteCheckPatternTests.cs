using ReaderStudy.Domain.Screens;

namespace ReaderStudy.Domain.Tests.Screens;

public sealed class SiteCheckPatternTests
{
    private static readonly Guid Session = Guid.Parse("0193a000-0000-7000-8000-000000000001");

    [Fact]
    public void The_same_check_shows_the_same_letters_and_another_shows_others()
    {
        Assert.Equal(SiteCheckPattern.RowsOf(Session, 1), SiteCheckPattern.RowsOf(Session, 1));
        Assert.NotEqual(
            SiteCheckPattern.RowsOf(Session, 1).Select(r => r.Letters),
            SiteCheckPattern.RowsOf(Session, 2).Select(r => r.Letters)
        );
    }

    [Fact]
    public void Levels_are_exact_shares_of_the_range()
    {
        // By hand: 5 % of 255 is 12.75, 95 % is 242.25; 128 + 2.55 x 12, 8, 5, 3, 2, 1, rounded.
        Assert.Equal((13, 242), (SiteCheckPattern.Dark, SiteCheckPattern.Bright));
        Assert.Equal([159, 148, 141, 136, 133, 131], SiteCheckPattern.RowsOf(Session, 1).Select(r => r.Level));
        Assert.Equal((0, 128, 255), (SiteCheckPattern.Ramp[0], SiteCheckPattern.Ramp[5], SiteCheckPattern.Ramp[10]));
    }

    [Fact]
    public void A_row_is_read_with_three_letters_of_four_and_a_lower_contrast_counts_only_after_the_higher_ones()
    {
        var rows = SiteCheckPattern.RowsOf(Session, 1);
        var read = rows.Select(r => (string?)r.Letters).ToList();
        Assert.Equal(1, SiteCheckPattern.SmallestRead(rows, read));

        read[2] = " " + rows[2].Letters[..3].ToLowerInvariant();
        Assert.Equal(1, SiteCheckPattern.SmallestRead(rows, read));

        read[2] = "QQ" + rows[2].Letters[2..];
        Assert.Equal(8, SiteCheckPattern.SmallestRead(rows, read));
        Assert.Null(SiteCheckPattern.SmallestRead(rows, []));
    }
}
