using System.Text;
using System.Text.RegularExpressions;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Tests;
using UglyToad.PdfPig;

namespace ReaderStudy.Reports.Tests;

public sealed class PdfReportTests : IAsyncLifetime, IAsyncDisposable
{
    private const double Millimetre = 72 / 25.4;
    private readonly ReportRenderer _renderer = new(new Typst.TypstOptions { TimeLimit = TimeSpan.FromMinutes(5) });

    public Task InitializeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [ProgramFact("node")]
    public async Task The_printed_table_3_can_be_read_in_it()
    {
        var text = PdfText.Of(await _renderer.PdfAsync(ReportedStudies.Table3()));

        Assert.All(ExpectedNumbers.OfTable3, number => Assert.Contains(number, text, StringComparison.Ordinal));
    }

    [SharedDataProgramFact("ratings/lilnet/readings.csv", "node")]
    public async Task The_real_readings_give_the_counts_and_kappas_of_their_description()
    {
        await using var file = File.OpenRead(SharedData.PathOf("ratings/lilnet/readings.csv"));

        var text = PdfText.Of(await _renderer.PdfAsync(ReportedStudies.FromFile("LiLNet", file)));

        // README.md beside the file: 201, 185, 197, 197 of 221; kappa 0.72725 and 0.78171; 15 readings without, 5 with two subtypes.
        Assert.All(
            ["(201 of 221)", "(185 of 221)", "(197 of 221)", "0.727", "0.782", "(77 of 117)", "(89 of 104)"],
            number => Assert.Contains(number, text, StringComparison.Ordinal)
        );
    }

    [ProgramFact("node")]
    public async Task It_has_bookmarks_page_numbers_a_date_and_the_results_inside()
    {
        var report = ReportedStudies.Table3();

        using var pdf = PdfDocument.Open(await _renderer.PdfAsync(report));

        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        Assert.Equal(
            [
                "Summary",
                "Design",
                "Cohort",
                "Results by task",
                "Agreement",
                "AI against readers",
                "Findings and irregularities",
                "Methods",
                "Reproducibility",
            ],
            bookmarks.Roots.Select(r => Regex.Replace(r.Title, @"^[\d. ]+", "", RegexOptions.None, TimeSpan.FromSeconds(1)))
        );
        Assert.All(pdf.GetPages(), page => Assert.EndsWith($"{page.Number} of {pdf.NumberOfPages}", page.Text, StringComparison.Ordinal));
        Assert.InRange(pdf.NumberOfPages, 8, 20);
        Assert.Contains("20261122", pdf.Information.CreationDate, StringComparison.Ordinal);
        Assert.Equal(report.Title, pdf.Information.Title);
        Assert.True(pdf.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Equal(ResultsJson.Write(report.Results), Encoding.UTF8.GetString(Assert.Single(files).Memory.Span));
    }

    [ProgramFact("node")]
    public async Task The_same_report_gives_the_same_bytes_in_another_process()
    {
        await using var other = new ReportRenderer();

        Assert.Equal(await _renderer.PdfAsync(ReportedStudies.Table3()), await other.PdfAsync(ReportedStudies.Table3()));
    }

    [ProgramFact("node")]
    public async Task Nothing_leaves_its_page_however_large_the_study_and_long_the_names()
    {
        using var pdf = PdfDocument.Open(await _renderer.PdfAsync(ReportedStudies.Largest()));

        foreach (var page in pdf.GetPages())
        {
            // In points; a Chinese bracket at the end of a line may hang its empty half, 4 points, over the margin.
            Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Left, (25 * Millimetre) - 2, page.Width));
            Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 0, page.Width - (25 * Millimetre) + 4));
            // Below the text there is one line, the footer: a figure too high for its page would put others there.
            Assert.Single(
                page.Letters.Where(l => l.StartBaseLine.Y < 24 * Millimetre).Select(l => Math.Round(l.StartBaseLine.Y)).Distinct()
            );
        }
    }

    [ProgramFact("node")]
    public async Task Headings_of_long_tables_stand_on_each_of_their_pages()
    {
        var report = ReportedStudies.Largest();
        using var pdf = PdfDocument.Open(await _renderer.PdfAsync(report));

        var findings = report.Results.Findings.Select(f => WithoutSpaces(f.What)).Distinct().ToList();
        var pages = pdf.GetPages().Select(p => WithoutSpaces(p.Text)).Where(text => findings.Exists(text.Contains)).ToList();

        Assert.True(pages.Count > 5);
        Assert.All(pages, page => Assert.Contains("CaseRaterArmWhat", page, StringComparison.Ordinal));

        static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
    }

    [ProgramFact("node")]
    public async Task A_study_of_one_case_and_one_that_nobody_read_have_their_reports_too()
    {
        var smallest = PdfText.Of(await _renderer.PdfAsync(ReportedStudies.Smallest()));
        var unread = PdfText.Of(await _renderer.PdfAsync(ReportedStudies.Unread()));

        Assert.Contains("100.0 % (1 of 1", smallest, StringComparison.Ordinal);
        Assert.Contains("– (0 of 0)", smallest, StringComparison.Ordinal);
        Assert.Contains("there are none", smallest, StringComparison.Ordinal);
        Assert.Contains("nothing to report yet", unread, StringComparison.Ordinal);
    }

    [ProgramFact("node", "qpdf", "pdffonts", "pdfdetach", "pdfinfo")]
    public async Task Other_programs_find_it_sound_tagged_and_its_fonts_embedded()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("readerstudy-pdf").FullName, "report.pdf");
        await File.WriteAllBytesAsync(path, await _renderer.PdfAsync(ReportedStudies.Table3()));

        var check = await Programs.RunAsync("qpdf", "--check", path);
        var fonts = await Programs.RunAsync("pdffonts", path);
        var attached = await Programs.RunAsync("pdfdetach", "-list", path);
        var info = await Programs.RunAsync("pdfinfo", path);
        var structure = await Programs.RunAsync("pdfinfo", "-struct-text", path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("No syntax or stream encoding errors found", check.Output, StringComparison.Ordinal);
        var rows = fonts.Output.Split('\n').Where(l => l.Contains("Identity-H", StringComparison.Ordinal)).ToList();
        Assert.Contains(rows, r => r.Contains("Inter", StringComparison.Ordinal));
        // Columns of pdffonts: embedded, subset, with a map to Unicode.
        Assert.All(rows, r => Assert.Matches(@"yes\s+yes\s+yes", r));
        Assert.Contains("1: results.json", attached.Output, StringComparison.Ordinal);
        Assert.Matches(@"Tagged:\s+yes", info.Output);
        Assert.Matches(@"PDF version:\s+1\.7", info.Output);
        Assert.Contains("Figure", structure.Output, StringComparison.Ordinal);
        Assert.Contains("TH", structure.Output, StringComparison.Ordinal);
    }
}
