using Spectre.Console;

namespace ReaderStudy.Cli;

/// <summary>A console for tables that look the same on a terminal, in a file and in a pipe.</summary>
internal static class PlainConsole
{
    /// <summary>A file or a pipe has no width; wrapping there would only tear rows apart.</summary>
    public const int WidthOfFiles = 150;

    /// <summary>Narrower terminals wrap lines themselves, because no digit may be cut off.</summary>
    private const int LeastWidth = 110;

    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
            }
        );
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        console.Profile.Width = isTerminal ? Math.Max(console.Profile.Width, LeastWidth) : WidthOfFiles;
        return console;
    }
}
