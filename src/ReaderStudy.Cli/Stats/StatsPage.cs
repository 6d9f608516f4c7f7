using Spectre.Console;

namespace ReaderStudy.Cli.Stats;

/// <summary>Prints a report's tables and notes.</summary>
internal sealed class StatsPage(TextWriter output)
{
    private readonly IAnsiConsole _console = PlainConsole.On(output);

    public void Print(StatsReport report)
    {
        foreach (var table in report.Tables)
        {
            _console.Write(Drawn(table));
        }

        foreach (var note in report.Notes)
        {
            _console.WriteLine(note);
        }
    }

    private static Table Drawn(StatsTable table)
    {
        var drawn = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(table.Title)) };
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = new TableColumn(Markup.Escape(table.Columns[i]));
            drawn.AddColumn(i < table.Words ? column : column.RightAligned().NoWrap());
        }

        foreach (var row in table.Rows)
        {
            drawn.AddRow([.. row.Select(c => new Text(c))]);
        }

        return drawn;
    }
}
