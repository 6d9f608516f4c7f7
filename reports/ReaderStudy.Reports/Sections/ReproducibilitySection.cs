using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>What is needed to get the same numbers again, and who signed.</summary>
internal static class ReproducibilitySection
{
    public static Section Of(StudyReport report)
    {
        var results = report.Results;
        var blocks = new List<Block>
        {
            new Paragraph(
                "The same input, protocol and software version give the same numbers to the last digit. The file results.json, which is attached to this report "
                    + "as a PDF, holds every number unrounded and the cases behind every count."
            ),
            new Facts([
                new Fact("Software", $"{results.Software.Name} {results.Software.Version}"),
                new Fact("Protocol", results.Protocol.Id),
                new Fact("SHA-256 of the protocol", results.Protocol.Sha256, IsHash: true),
                new Fact("SHA-256 of the input", results.InputSha256, IsHash: true),
                new Fact("SHA-256 of results.json", ResultsJson.Sha256Of(results), IsHash: true),
                new Fact("Form of the PDF", "made as PDF/A-3a"),
            ]),
        };
        if (report.Signatures.Count > 0)
        {
            blocks.Add(
                new Table(
                    "Signatures.",
                    [new Column("Meaning", 2), new Column("Name", 2), new Column("Role", 1.3), new Column("Signed", 1.6)],
                    [.. report.Signatures.Select(s => new Row([s.Meaning, s.Name, s.Role, Printed.Instant(s.At)]))]
                )
            );
        }

        return new Section("reproducibility", "Reproducibility", blocks);
    }
}
