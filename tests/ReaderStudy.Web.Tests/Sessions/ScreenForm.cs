using ReaderStudy.Domain.Screens;

namespace ReaderStudy.Web.Tests.Sessions;

/// <summary>What a reader with a good screen sends of the check of it.</summary>
internal static class ScreenForm
{
    /// <summary>Kept of it: an office display that is held against nothing.</summary>
    public static SiteCheckContent Content { get; } =
        new(1920, 1080, 1, null, 1, true, true, 1, DisplayKind.Office, RoomLight.Dimmed, Calibration.NotKnown);

    /// <param name="session">Whose check it is.</param>
    /// <param name="number">Of the check in the session.</param>
    public static (string Name, string Value)[] Of(Guid session, int number = 1) =>
        [
            ("number", $"{number}"),
            ("width", $"{Content.Width}"),
            ("height", $"{Content.Height}"),
            ("ratio", "1"),
            ("noCard", "true"),
            ("seesDark", "true"),
            ("seesBright", "true"),
            ("finestLines", "1"),
            ("display", $"{Content.Display}"),
            ("light", $"{Content.Light}"),
            ("calibrated", $"{Content.Calibrated}"),
            .. SiteCheckPattern.RowsOf(session, number).Select((row, i) => ($"read[{i}]", row.Letters)),
        ];
}
