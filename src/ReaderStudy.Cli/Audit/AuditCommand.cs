using System.CommandLine;

namespace ReaderStudy.Cli.Audit;

/// <summary><c>readerstudy audit</c>: looks at the audit trail without the platform.</summary>
internal static class AuditCommand
{
    public static Command Create(TextWriter output, TextWriter error) =>
        new("audit", "Check the record of a study: that nobody changed it behind the platform's back.")
        {
            VerifyCommand.Create(output, error),
        };
}
