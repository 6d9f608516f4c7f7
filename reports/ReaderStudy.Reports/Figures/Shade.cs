using System.Globalization;

namespace ReaderStudy.Reports.Figures;

/// <summary>One scale from nearly white to dark blue, evenly darker in grey as well, and the ink that is legible on it.</summary>
internal static class Shade
{
    private static readonly (int Red, int Green, int Blue) Light = (245, 248, 252);
    private static readonly (int Red, int Green, int Blue) Dark = (16, 62, 120);

    /// <param name="share">From 0 to 1; NaN is drawn as 0.</param>
    public static string Of(double share)
    {
        var t = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Mix(Light.Red, Dark.Red, t):x2}{Mix(Light.Green, Dark.Green, t):x2}{Mix(Light.Blue, Dark.Blue, t):x2}"
        );
    }

    /// <summary>Black or white, whichever has the higher contrast on <see cref="Of"/>.</summary>
    public static string InkOn(double share) => share >= 0.69 ? "#ffffff" : "#000000";

    private static int Mix(int from, int to, double t) => (int)Math.Round(from + ((to - from) * t));
}
