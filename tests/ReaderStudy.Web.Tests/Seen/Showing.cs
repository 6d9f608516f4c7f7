using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Seen;

/// <summary>A page that says what it showed.</summary>
internal static class Showing
{
    public const string Page = "0123456789abcdef";

    public static readonly object Screen = new
    {
        width = 1920,
        height = 1080,
        pageWidth = 1366,
        pageHeight = 700,
        ratio = 1.25,
        rendering = "cpu",
    };

    /// <summary>One series that was shown; pairs of a slice, from 0, and for how many ms.</summary>
    public static object Series(int index, params int[] slices) =>
        new
        {
            index,
            slices,
            windows = new[] { new[] { 60, 400, 100 } },
            scale = new[] { 0.75, 2.5 },
        };

    public static object Batch(int sequence, int visible, string? stage, params object[] series) =>
        new
        {
            page = Page,
            sequence,
            stage,
            visible,
            hidden = 20,
            idle = 0,
            series,
            screen = Screen,
        };

    public static Task<HttpResponseMessage> SeenAsync(this Room room, int position, int sequence, int visible, params object[] series) =>
        room.PostAsync(position, "seen", Batch(sequence, visible, null, series));
}
