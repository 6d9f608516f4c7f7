using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Domain.Tests.Conduct;

public sealed class ForecastTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_pace_is_that_of_the_last_ten_active_days_with_the_days_off_between_them()
    {
        // 9 cases on day 0, 4 on each of days 1, 2, 7, 8, 9, 14, 15, 16, 21, 22. By hand: the last ten are days 1 to 22, 40 cases in 22 days.
        var finished = new[] { (0, 9), (1, 4), (2, 4), (7, 4), (8, 4), (9, 4), (14, 4), (15, 4), (16, 4), (21, 4), (22, 4) }.SelectMany(d =>
            Enumerable.Range(0, d.Item2).Select(i => Monday.AddDays(d.Item1).AddHours(i))
        );

        Assert.Equal(40 / 22.0, Forecast.PerDay(finished)!.Value, 12);
    }

    [Fact]
    public void A_washout_between_two_days_of_reading_is_not_taken_for_the_readers_pace()
    {
        // 4 cases a day on two days, 30 days of washout, 4 a day on two more: 16 cases in 1 + 7 + 1 days and the first.
        var days = new[] { 0, 1, 31, 32 }.SelectMany(d => Enumerable.Repeat(Monday.AddDays(d), 4));

        Assert.Equal(16 / 10.0, Forecast.PerDay(days)!.Value, 12);
    }

    [Fact]
    public void Without_a_finished_case_there_is_no_pace_and_no_end()
    {
        Assert.Null(Forecast.PerDay([]));
        Assert.Null(Forecast.EndOf(Monday, null, [new SessionAhead(3, null, null, null)]));
        Assert.Equal(Monday, Forecast.EndOf(Monday, null, [new SessionAhead(0, null, null, null)]));
    }

    [Fact]
    public void Sessions_end_one_after_the_other_at_the_pace()
    {
        // 10 and 20 cases at 5 a day: 2 and 4 days.
        Assert.Equal(
            Monday.AddDays(6),
            Forecast.EndOf(Monday, 5, [new SessionAhead(10, null, null, null), new SessionAhead(20, null, null, null)])
        );
    }

    [Fact]
    public void A_session_that_opens_on_a_date_cannot_end_before()
    {
        // Opens on day 20, 10 cases at 5 a day: day 22; one of its cases is free on day 30 only.
        Assert.Equal(Monday.AddDays(22), Forecast.EndOf(Monday, 5, [new SessionAhead(10, Monday.AddDays(20), null, null)]));
        Assert.Equal(Monday.AddDays(30), Forecast.EndOf(Monday, 5, [new SessionAhead(10, Monday.AddDays(20), Monday.AddDays(30), null)]));
    }

    [Fact]
    public void A_case_that_is_still_to_be_read_in_an_earlier_period_brings_its_washout_along()
    {
        // The first period ends on day 2; its last case is free 28 days later.
        var first = new SessionAhead(10, null, null, null);
        var second = new SessionAhead(10, null, null, new EarlierSession(0, TimeSpan.FromDays(28)));
        Assert.Equal(Monday.AddDays(30), Forecast.EndOf(Monday, 5, [first, second]));
        // Another session of the second period waits for the first period too, and not for 28 days after the session before it: two days more.
        Assert.Equal(Monday.AddDays(32), Forecast.EndOf(Monday, 5, [first, second, second]));
    }

    [Fact]
    public void A_reader_falls_behind_by_silence_or_by_half()
    {
        Assert.True(Forecast.FellBehind(Monday, Monday.AddDays(7), 5, [5, 5, 5]));
        Assert.False(Forecast.FellBehind(Monday, Monday.AddDays(6), 5, [5, 5, 5]));
        Assert.True(Forecast.FellBehind(Monday, Monday, 4, [4, 9, 12]));
        Assert.False(Forecast.FellBehind(Monday, Monday, 5, [5, 9, 12]));
        Assert.False(Forecast.FellBehind(Monday, Monday, 0, [0]));
    }
}
