namespace ReaderStudy.Web.Tests.Blinding.Planting;

internal static class PlantedLinking
{
    /// <summary>How a reader brings the two series of a case together.</summary>
    public static object Together { get; } = new
    {
        linked = true,
        offsets = new[]
        {
            new
            {
                series = 1,
                to = 0,
                orientation = "axial",
                mm = 2.5,
            },
        },
        landmarks = new[] { new { one = Point(0), other = Point(1) } },
    };

    private static object Point(int series) =>
        new
        {
            series,
            x = 1,
            y = 2,
            z = 3,
        };
}
