using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Domain.Tests.Blinding;

public sealed class ExamOrderTests
{
    [Fact]
    public void The_newest_exam_comes_first_and_the_others_are_earlier_ones()
    {
        var (old, older, now) = (Of("b", "20310101"), Of("c", "20300101"), Of("a", "20320101", "093000.5"));

        var order = new ExamOrder([old, older, now]);

        Assert.Equal([0, 1, 2], new[] { now, old, older }.Select(order.PlaceOf));
        Assert.Equal([false, true, true], new[] { now, old, older }.Select(order.IsPrior));
    }

    [Fact]
    public void Where_one_date_is_not_known_or_two_are_the_same_no_exam_is_an_earlier_one()
    {
        Series[] unknown = [Of("a", "20310101"), Of("b", null)];
        Series[] same = [Of("a", "20310101"), Of("b", "20310101")];

        Assert.DoesNotContain(unknown, new ExamOrder(unknown).IsPrior);
        Assert.DoesNotContain(same, new ExamOrder(same).IsPrior);
    }

    [Fact]
    public void An_exam_is_as_old_as_its_first_series()
    {
        var (first, second, other) = (Of("a", "20310101", "080000"), Of("a", "20310101", "120000"), Of("b", "20310101", "100000"));

        var order = new ExamOrder([first, second, other]);

        Assert.Equal([true, true, false], new[] { first, second, other }.Select(order.IsPrior));
    }

    [Theory]
    [InlineData("20310101", "0930", "20310101000000")]
    [InlineData("2031", "093000", "")]
    [InlineData(null, null, "")]
    public void What_is_no_date_says_nothing(string? date, string? time, string kept) => Assert.Equal(kept, Of("a", date, time).ExamAt);

    private static Series Of(string exam, string? date, string? time = null)
    {
        var series = new Series(Guid.CreateVersion7(), exam, Guid.CreateVersion7().ToString());
        series.DateExam(date, time);
        return series;
    }
}
