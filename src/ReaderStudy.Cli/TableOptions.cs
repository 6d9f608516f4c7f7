using System.CommandLine;
using System.CommandLine.Parsing;

namespace ReaderStudy.Cli;

/// <summary>How a CSV file is to be read: the same words for every command that takes one.</summary>
internal static class TableOptions
{
    public static Option<string[]> Map()
    {
        var option = new Option<string[]>("--map", "-m")
        {
            Description = "Read the file's column THEIRS as our column OURS, e.g. --map subtype=diagnosis. May be repeated.",
            HelpName = "OURS=THEIRS",
        };
        option.Validators.Add(CheckMap);
        return option;
    }

    public static Option<string?> Delimiter()
    {
        var option = new Option<string?>("--delimiter")
        {
            Description = "What separates cells: one character, or 'tab'. Found from the header when not given.",
            HelpName = "CHAR",
        };
        option.Validators.Add(CheckDelimiter);
        return option;
    }

    public static Dictionary<string, string> Renames(string[] maps) =>
        maps.Select(m => m.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(m => m[0], m => m[1], StringComparer.OrdinalIgnoreCase);

    public static char? DelimiterOf(string? text) =>
        text switch
        {
            null => null,
            "tab" or "\\t" => '\t',
            _ => text[0],
        };

    private static void CheckMap(OptionResult option)
    {
        var maps = option.Tokens.Select(t => t.Value.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        if (maps.Any(m => m is not [{ Length: > 0 }, { Length: > 0 }]))
        {
            option.AddError("--map takes OURS=THEIRS, for example --map subtype=diagnosis.");
        }
        else if (maps.GroupBy(m => m[0], StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            option.AddError($"--map names the column '{twice.Key}' twice.");
        }
    }

    private static void CheckDelimiter(OptionResult option)
    {
        var text = option.Tokens.Count == 1 ? option.Tokens[0].Value : "";
        if (
            text is not ("tab" or "\\t")
            && (text.Length != 1 || !char.IsAscii(text[0]) || char.IsLetterOrDigit(text[0]) || text[0] is '"' or '|')
        )
        {
            option.AddError("--delimiter takes one sign such as ';' (but no quotation mark and no '|'), or 'tab'.");
        }
    }
}
