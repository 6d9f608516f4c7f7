using System.Globalization;
using ReaderStudy.Data.Evidence;

namespace ReaderStudy.Cli.Audit;

/// <summary>In sentences, one fault a line.</summary>
internal sealed class SpokenVerdict(TextWriter output) : IVerdict
{
    public void Tell(AuditReport report, int anchors)
    {
        foreach (var fault in report.Faults)
        {
            output.WriteLine(fault.Message);
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(report.IsIntact ? "Intact" : $"NOT INTACT, {report.Faults.Count} found")}: {report.Entries} entries, {report.Registered} registered rows, {report.Rows} rows of evidence."
            )
        );
        output.WriteLine($"The chain ends with {report.Head}");
        if (anchors == 0)
        {
            output.WriteLine(
                "Write that down elsewhere, and give it as --head next time: entries cut off at the end, or a chain that was computed anew, are found by that alone."
            );
        }
    }
}
