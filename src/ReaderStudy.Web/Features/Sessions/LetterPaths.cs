namespace ReaderStudy.Web.Features.Sessions;

/// <summary>The letters of a site check as strokes in a box of 10 by 14, so that no font smooths them and no program reads them.</summary>
internal static class LetterPaths
{
    private static readonly Dictionary<char, string> Strokes = new()
    {
        ['E'] = "M9 0H1V14H9M1 7H7",
        ['F'] = "M9 0H1V14M1 7H7",
        ['H'] = "M1 0V14M9 0V14M1 7H9",
        ['K'] = "M1 0V14M9 0L1 8M4 6L9 14",
        ['L'] = "M1 0V14H9",
        ['N'] = "M1 14V0L9 14V0",
        ['T'] = "M0 0H10M5 0V14",
        ['V'] = "M0 0L5 14L10 0",
        ['X'] = "M0 0L10 14M10 0L0 14",
        ['Z'] = "M0 0H10L0 14H10",
    };

    public static string Of(char letter) => Strokes[letter];
}
