using System.Globalization;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>What lies beside the tables of an analysis, so that they can be tied to the study: <c>about.csv</c> and the protocol itself.</summary>
public static class AboutTables
{
    public static IReadOnlyList<(string Name, string Content)> Of(AnalysisPage page)
    {
        var results = page.Results;
        string[][] rows =
        [
            ["protocol", results.Protocol.Id],
            ["protocol_version", results.Protocol.Version?.ToString(CultureInfo.InvariantCulture) ?? ""],
            ["protocol_sha256", page.Run.ProtocolSha256],
            ["input_sha256", page.Run.InputSha256],
            ["software", $"{results.Software.Name} {results.Software.Version}"],
        ];
        var about =
            "what,value\n" + string.Concat(rows.Select(r => $"{r[0]},\"{r[1].Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
        return [("about.csv", about), ("protocol.json", page.Pass.Study.ProtocolText)];
    }
}
