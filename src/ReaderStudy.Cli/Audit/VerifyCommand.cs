using System.CommandLine;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Cli.Audit;

/// <summary><c>readerstudy audit verify</c>: holds the trail, the register and every row of evidence against each other.</summary>
internal static class VerifyCommand
{
    private const string Notes = """
        The database is opened to be read alone; the platform may go on running. Checked are
          the entries      each holds the hash of the one before: a changed, removed or inserted entry breaks the chain
          the register     the hash of every row of evidence as it was written, covered by the entry that tells of it
          the evidence     every row as it stands, against the register

        What it cannot find by itself: entries cut off at the end together with all that they tell of, and a chain that somebody with all
        rights computed anew from some entry on. Both are found by --head, the end of the chain as somebody wrote it down elsewhere before:
        the platform shows it to administrators, and this command prints it. It finds nothing that was entered falsely through the
        platform itself, by somebody who was signed in, and nothing outside the database: images are named by their hash in it. What was
        there before the register was (entries evidence.admitted) is proven from then on only.

        --json prints one object:
          intact           true when nothing was found
          entries, registered, rows
          head             sequence and hash of the last entry
          anchors          how many were compared
          faults           an array: kind (changed, removed, inserted, broken), table, key, entry (null: none tells of it), message

        Exit codes: 0 nothing was found, 1 something was, or the database cannot be read, 2 the command was called wrongly.
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var database = new Argument<string>("DATABASE")
        {
            Description = "The platform's database: the file readerstudy.db, or a connection string of PostgreSQL (Host=…;Database=…).",
        };
        var head = new Option<AuditHead[]>("--head")
        {
            Description = "An end of the chain that was written down before, SEQUENCE:HASH; may be given more than once.",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
            {
                var heads = result.Tokens.Select(t => AuditHead.Parse(t.Value)).ToList();
                if (heads.Contains(null))
                {
                    result.AddError("--head takes the number of an entry and its hash of 64 hexadecimal digits, as in 120:9f86d081…");
                }

                return heads.OfType<AuditHead>().ToArray();
            },
        };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of sentences." };
        var command = new NotedCommand(
            "verify",
            "Find rows that were changed, removed or inserted past the platform, and say which.",
            Notes
        )
        {
            database,
            head,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
                (int)
                    await VerifyAsync(
                        parsed.GetValue(database)!,
                        parsed.GetValue(head) ?? [],
                        parsed.GetValue(json) ? new JsonVerdict(output) : new SpokenVerdict(output),
                        error,
                        cancellationToken
                    )
        );
        return command;
    }

    private static async Task<ExitCode> VerifyAsync(
        string database,
        AuditHead[] anchors,
        IVerdict verdict,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var opened = await OpenedDatabase.OpenAsync(database, cancellationToken);
            var report = await new VerifyAudit(opened.Db).RunAsync(anchors, cancellationToken);
            verdict.Tell(report, anchors.Length);
            return report.IsIntact ? ExitCode.Done : ExitCode.BadInput;
        }
        catch (UnreadableDatabaseException exception)
        {
            error.WriteLine($"{OpenedDatabase.Shown(database)}: {exception.Message}");
            return ExitCode.BadInput;
        }
        catch (System.Data.Common.DbException exception)
        {
            error.WriteLine(
                $"{OpenedDatabase.Shown(database)}: The database cannot be read to its end, and may be damaged: {exception.Message}"
            );
            return ExitCode.BadInput;
        }
    }
}
