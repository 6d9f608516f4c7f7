using System.Text.Json;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Analysis.Samples;
using ReaderStudy.Tests;

namespace ReaderStudy.Cli.Tests;

/// <summary>The command as a user runs it: what is printed, what is written, what it ends with.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private const string Readings = "ratings/lilnet/readings.csv";
    private static readonly string[] AllFiles =
    [
        "accuracy.csv",
        "agreement.csv",
        "confusion.csv",
        "disagreement.csv",
        "findings.csv",
        "report.html",
        "results.json",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("readerstudy-cli-").FullName;

    [Fact]
    public async Task The_printed_table_3_comes_out_to_the_last_digit()
    {
        var run = await Run("analyze", Table3(), "--protocol", "liver-lesion");

        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] lines =
        [
            "LiLNet ai 201 of 221 91.0 % (86.4 to 94.1) 107 of 117 91.5 % (85.0 to 95.3) 94 of 104 90.4 % (83.2 to 94.7) 90.9 %",
            "Junior junior 191 of 221 86.4 % (81.3 to 90.3) 104 of 117 88.9 % (81.9 to 93.4) 87 of 104 83.7 % (75.4 to 89.5) 86.3 %",
            "Middle middle 192 of 221 86.9 % (81.8 to 90.7) 103 of 117 88.0 % (80.9 to 92.7) 89 of 104 85.6 % (77.6 to 91.1) 86.8 %",
            "Senior senior 196 of 221 88.7 % (83.8 to 92.2) 104 of 117 88.9 % (81.9 to 93.4) 92 of 104 88.5 % (80.9 to 93.3) 88.7 %",
            "all raters 4 221 of 221 0.806 0.747 to 0.865 0.80604",
            "LiLNet ai 97 of 117 82.9 % (75.1 to 88.7) 83.0 %",
            "Junior junior 77 of 117 65.8 % (56.8 to 73.8) 65.8 %",
            "Middle middle 75 of 117 64.1 % (55.1 to 72.2) 63.9 %",
            "Senior senior 74 of 117 63.2 % (54.2 to 71.4) 63.2 %",
            "all raters 4 117 of 117 0.771 0.691 to 0.851 0.77070",
            "LiLNet ai 96 of 104 92.3 % (85.6 to 96.1) 92.4 %",
            "Junior junior 75 of 104 72.1 % (62.8 to 79.8) 72.4 %",
            "Middle middle 85 of 104 81.7 % (73.2 to 88.0) 81.9 %",
            "Senior senior 89 of 104 85.6 % (77.6 to 91.1) 85.7 %",
        ];
        Assert.All(lines, l => Assert.Contains(l, run.Lines));
        Assert.Contains(run.Lines, l => l.StartsWith("all raters 4 104 of 104 0.824 ", StringComparison.Ordinal));
        var senior = run.Lines.SkipWhile(l => !l.StartsWith("LiLNet Senior (best)", StringComparison.Ordinal)).Take(3).ToList();
        Assert.StartsWith("benign 104 87 7 5 5 ", senior[1], StringComparison.Ordinal);
        Assert.StartsWith("malignant 117 95 12 9 1 ", senior[2], StringComparison.Ordinal);
    }

    [SharedDataFact(Readings)]
    public async Task The_real_readings_give_their_counts_kappas_and_findings()
    {
        var run = await Run("analyze", SharedData.PathOf(Readings), "--protocol", "liver-lesion");

        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] starts =
        [
            "LiLNet ai 201 of 221 91.0 % (86.4 to 94.1) 107 of 117 91.5 % (85.0 to 95.3) 94 of 104 ",
            "R1 junior 185 of 221 83.7 % (78.3 to 88.0) 101 of 117 86.3 % (78.9 to 91.4) 84 of 104 ",
            "R2 middle 197 of 221 89.1 % (84.4 to 92.6) 105 of 117 89.7 % (82.9 to 94.0) 92 of 104 ",
            "R3 senior 197 of 221 89.1 % (84.4 to 92.6) 105 of 117 89.7 % (82.9 to 94.0) 92 of 104 ",
            "LiLNet ai 97 of 117 ",
            "R1 junior 77 of 117 ",
            "R2 middle 75 of 117 ",
            "R3 senior 74 of 117 ",
            "LiLNet ai 96 of 104 ",
            "R1 junior 77 of 104 ",
            "R2 middle 85 of 104 ",
            "R3 senior 89 of 104 ",
            "malignant 117 96 11 9 1 ",
            "benign 104 87 7 5 5 ",
        ];
        Assert.All(starts, s => Assert.Contains(run.Lines, l => l.StartsWith(s, StringComparison.Ordinal)));
        Assert.Contains(run.Lines, l => l.EndsWith(" 0.72725", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.EndsWith(" 0.78171", StringComparison.Ordinal));
        Assert.Contains("2 L001 R1 'subtype' is HEM, but the same rater's 'malignancy' is malignant.", run.Lines);
        Assert.Contains("Equally accurate as R3: R2; the more experienced is taken as the best.", run.Lines);
        Assert.Contains("56 findings; every answer counts as it stands.", run.Lines);
    }

    [Fact]
    public async Task Results_tables_and_html_are_written_and_nothing_else_is_left()
    {
        var run = await Run("analyze", Table3(), "-p", "liver-lesion", "--out", Out, "--no-pdf", "--quiet");

        Assert.Equal(0, run.Code);
        Assert.Equal(AllFiles, FilesOf(Out));
        Assert.Equal(
            ["out", "table3.csv"],
            Directory.EnumerateFileSystemEntries(_folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)
        );
        var results = ResultsJson.Read(await File.ReadAllTextAsync(Path.Combine(Out, "results.json")));
        Assert.Equal("0.80604", results.Arms[0].Tasks[0].Agreement[0].Kappa.ToString("F5"));
        var accuracy = await File.ReadAllLinesAsync(Path.Combine(Out, "accuracy.csv"));
        Assert.Contains(
            accuracy,
            l => l.StartsWith("unaided,benign-malignant,LiLNet,ai,accuracy,,201,221,0.9095022624434389,", StringComparison.Ordinal)
        );
        Assert.Contains("unaided,malignant-subtype,Senior,ICC,HCC,10", await File.ReadAllLinesAsync(Path.Combine(Out, "confusion.csv")));
        Assert.Contains("0.806", await File.ReadAllTextAsync(Path.Combine(Out, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        string[] common = ["-p", "liver-lesion", "--no-pdf", "--quiet", "--date", "2026-01-31", "--out"];
        await Run(["analyze", Table3(), .. common, Out]);
        await Run(["analyze", Table3(), .. common, Out + "2"]);

        Assert.All(AllFiles, f => Assert.Equal(File.ReadAllBytes(Path.Combine(Out, f)), File.ReadAllBytes(Path.Combine(Out + "2", f))));
    }

    [Fact]
    public async Task Files_of_an_earlier_run_never_stay_beside_new_ones()
    {
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "report.pdf"), "of an earlier run");
        await File.WriteAllTextAsync(Path.Combine(Out, "results.json"), "of an earlier run");
        await File.WriteAllTextAsync(Path.Combine(Out, "notes.txt"), "the user's own");

        var run = await Run("analyze", Table3(), "-p", "liver-lesion", "--out", Out, "--no-pdf", "--quiet");

        Assert.Equal(0, run.Code);
        Assert.Equal(AllFiles.Append("notes.txt").Order(StringComparer.Ordinal), FilesOf(Out));
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Out, "results.json")));
        Assert.Equal(1, results.RootElement.GetProperty("schema").GetInt32());
    }

    [Fact]
    public async Task Where_no_pdf_can_be_made_the_reason_is_told_and_the_rest_is_written()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var request = new Analyze.AnalyzeRequest(
            Table3(),
            "liver-lesion",
            Out,
            new(),
            null,
            new DateOnly(2026, 1, 31),
            NoPdf: false,
            Quiet: true
        );

        var code = await new Analyze.AnalyzeReadings(output, error, new() { Node = Path.Combine(_folder, "no-node") }).Handle(
            request,
            default
        );

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith("No report.pdf: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Node.js", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(AllFiles, FilesOf(Out));
    }

    [Fact]
    public async Task A_pdf_is_written()
    {
        var run = await Run("analyze", Table3(), "-p", "liver-lesion", "--out", Out, "--quiet");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(Path.Combine(Out, "report.pdf")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_file_and_rows_and_nothing_is_written()
    {
        var file = Path.Combine(_folder, "bad.csv");
        await File.WriteAllTextAsync(file, "case_id,truth,rater,rater_level,malignancy\nC1,XYZ,R1,junior,benign\nC2,HCC,R1,boss,benign\n");

        var run = await Run("analyze", file, "-p", "liver-lesion", "--out", Out);

        Assert.Equal(1, run.Code);
        Assert.Empty(run.Output);
        Assert.StartsWith($"{file}: row 2, column 'truth': 'XYZ' is not a class", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}: row 3, column 'rater_level': 'boss' is not a level", run.Error, StringComparison.Ordinal);
        Assert.Contains("The file was not used, and nothing was written.", run.Error, StringComparison.Ordinal);
        Assert.Equal(["bad.csv"], FilesOf(_folder));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Missing_files_and_unknown_protocols_are_bad_input()
    {
        var noFile = await Run("analyze", Path.Combine(_folder, "none.csv"), "-p", "liver-lesion");
        var folder = await Run("analyze", _folder, "-p", "liver-lesion");
        var noProtocol = await Run("analyze", Table3(), "-p", "brain");

        Assert.Equal((1, 1, 1), (noFile.Code, folder.Code, noProtocol.Code));
        Assert.EndsWith("This is a folder, not a file.\n", folder.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.EndsWith("none.csv: There is no such file.\n", noFile.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(
            "brain: This is neither a file nor a built-in protocol; built in are crossover-unaided-aided, free-response-detection, li-rads-ordinal, liver-lesion, segmentation-agreement, sequential-second-reader.\n",
            noProtocol.Error.ReplaceLineEndings("\n")
        );
    }

    [Theory]
    [InlineData("--map", "subtype")]
    [InlineData("--delimiter", "ab")]
    [InlineData("--date", "31.1.2026")]
    [InlineData("--colour", "red")]
    public async Task A_wrong_call_is_told_apart_from_bad_input(string option, string value)
    {
        var run = await Run("analyze", Table3(), "-p", "liver-lesion", option, value);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Columns_are_renamed_and_a_protocol_is_read_from_a_file()
    {
        var protocol = Path.Combine(_folder, "protocol.json");
        await File.WriteAllTextAsync(protocol, (await Run("protocol", "liver-lesion")).Output);
        var file = Path.Combine(_folder, "wide.csv");
        await File.WriteAllTextAsync(
            file,
            "case_id;truth;reader;level;malignancy;dx\nC1;HCC;R1;junior;malignant;HCC\nC2;HEM;R1;junior;benign;HEM\n"
        );

        var run = await Run("analyze", file, "--protocol", protocol, "--map", "subtype=dx", "--delimiter", ";");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(run.Lines, l => l.StartsWith("R1 junior 2 of 2 100.0 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_explains_the_file()
    {
        var run = await Run("analyze", "--help");

        Assert.Equal(0, run.Code);
        Assert.Contains("case_id, truth, rater, rater_level, task, label", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Out => Path.Combine(_folder, "out");

    private string Table3()
    {
        var path = Path.Combine(_folder, "table3.csv");
        using var sample = SampleStudies.OpenLilnetTable3();
        using var file = File.Create(path);
        sample.CopyTo(file);
        return path;
    }

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal);

    private static Task<CommandRun> Run(params string[] arguments) => CommandRun.Of(arguments);
}
