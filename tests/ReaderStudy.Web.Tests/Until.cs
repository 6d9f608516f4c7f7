using System.Diagnostics;

namespace ReaderStudy.Web.Tests;

/// <summary>Waits for what comes by itself. The limit only ends what would never end: a slow machine is no failure.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="what">Goes on in "… did not come to be within 5 minutes".</param>
    /// <param name="isSo">Asked again and again until it is true.</param>
    /// <param name="pause">Between two questions, in milliseconds.</param>
    public static async Task SoAsync(string what, Func<Task<bool>> isSo, int pause = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(watch.Elapsed < Limit, $"{what} did not come to be within {Limit.TotalMinutes:F0} minutes.");
            await Task.Delay(pause);
        }
    }
}
