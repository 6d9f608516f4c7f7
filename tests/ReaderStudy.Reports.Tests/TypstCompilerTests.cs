using System.Diagnostics;
using System.Text;
using ReaderStudy.Reports.Typst;

namespace ReaderStudy.Reports.Tests;

public sealed class TypstCompilerTests : IDisposable
{
    private readonly string _templates = Directory.CreateTempSubdirectory("readerstudy-typst").FullName;

    public void Dispose() => Directory.Delete(_templates, recursive: true);

    [ProgramFact("node")]
    public async Task A_template_prints_its_model_in_any_alphabet()
    {
        await using var typst = Compiler("#let m = json(sys.inputs.model)\n= #m.name");

        var pdf = await typst.PdfAsync("t.typ", """{"name": "κ of Leberläsionen 肝脏"}""");

        Assert.Contains("κ of Leberläsionen 肝脏", PdfText.Of(pdf), StringComparison.Ordinal);
    }

    [ProgramFact("node")]
    public async Task A_broken_template_is_named_with_its_line()
    {
        await using var typst = Compiler("= Fine\n\n#unheard-of(3)");

        var refused = await Assert.ThrowsAsync<TypstException>(() => typst.PdfAsync("t.typ", "{}"));

        var error = Assert.Single(refused.Errors);
        Assert.Equal(("t.typ", 4, 2), (error.File, error.Line, error.Column));
        Assert.Contains("t.typ(4,2): unknown variable: unheard-of", refused.Message, StringComparison.Ordinal);
    }

    [ProgramFact("node")]
    public async Task What_breaks_the_rules_of_the_pdf_standard_is_refused()
    {
        await using var typst = Compiler("$ x^2 $");

        var refused = await Assert.ThrowsAsync<TypstException>(() => typst.PdfAsync("t.typ", "{}"));

        Assert.Contains("PDF/A-3a", refused.Message, StringComparison.Ordinal);
    }

    [ProgramFact("node")]
    public async Task A_killed_process_is_replaced()
    {
        await using var typst = Compiler("= Page");
        var before = await typst.PdfAsync("t.typ", "{}");
        var first = typst.ProcessId!.Value;
        using (var process = Process.GetProcessById(first))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var after = await typst.PdfAsync("t.typ", "{}");

        Assert.Equal(before, after);
        Assert.NotEqual(first, typst.ProcessId);
    }

    [ProgramFact("node")]
    public async Task One_process_serves_everybody_in_turn_and_ends_with_its_owner()
    {
        int process;
        await using (var typst = Compiler("#let m = json(sys.inputs.model)\n= Page #m.n"))
        {
            await typst.PdfAsync("t.typ", """{"n": 0}""");
            process = typst.ProcessId!.Value;

            var pdfs = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => typst.PdfAsync("t.typ", $$"""{"n": {{n}}}""")));

            Assert.All(pdfs.Index(), p => Assert.Contains($"Page {p.Index + 1}", PdfText.Of(p.Item), StringComparison.Ordinal));
            Assert.Equal(process, typst.ProcessId);
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
    }

    [ProgramFact("node")]
    public async Task A_compilation_that_takes_too_long_is_ended_and_the_next_one_works()
    {
        var limit = await PatienceAsync();
        await using var typst = Compiler("= Page", limit);
        await File.WriteAllTextAsync(
            Path.Combine(_templates, "slow.typ"),
            "#let n = 0\n#for i in range(60000) { for j in range(60000) { n += 1 } }\n#n"
        );
        await typst.PdfAsync("t.typ", "{}");

        var refused = await Assert.ThrowsAsync<TypstException>(() => typst.PdfAsync("slow.typ", "{}"));

        Assert.Contains($"took longer than {limit.TotalSeconds:0} s", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await typst.PdfAsync("t.typ", "{}"));
    }

    [ProgramFact("node")]
    public async Task A_request_that_nobody_waits_for_any_more_is_ended()
    {
        await using var typst = Compiler("#let n = 0\n#for i in range(60000) { for j in range(60000) { n += 1 } }\n#n");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => typst.PdfAsync("t.typ", "{}", soon.Token));

        Assert.Null(typst.ProcessId);
    }

    [Fact]
    public async Task Without_node_the_message_says_what_to_install()
    {
        await using var typst = new TypstCompiler(new TypstOptions { Node = "no-such-node" });

        var missing = await Assert.ThrowsAsync<TypstUnavailableException>(() => typst.PdfAsync("study-report.typ", "{}"));

        Assert.Contains("Install Node.js", missing.Message, StringComparison.Ordinal);
        Assert.Contains("HTML is available", missing.Message, StringComparison.Ordinal);
    }

    [ProgramFact("node")]
    public async Task Without_the_compiler_the_message_says_how_to_get_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_templates, "bare")).FullName;
        File.Copy(Path.Combine(new TypstOptions().Folder, "typst-server.mjs"), Path.Combine(folder, "typst-server.mjs"));
        await using var typst = new TypstCompiler(new TypstOptions { Folder = folder });

        var missing = await Assert.ThrowsAsync<TypstUnavailableException>(() => typst.PdfAsync("study-report.typ", "{}"));

        Assert.Contains("npm ci", missing.Message, StringComparison.Ordinal);
    }

    /// <summary>Four times what a new process takes here for one page, in whole seconds, and never less than eight.</summary>
    private async Task<TimeSpan> PatienceAsync()
    {
        await using var typst = Compiler("= Page");
        var clock = Stopwatch.StartNew();
        await typst.PdfAsync("t.typ", "{}");
        return TimeSpan.FromSeconds(Math.Max(8, Math.Ceiling(4 * clock.Elapsed.TotalSeconds)));
    }

    private TypstCompiler Compiler(string template, TimeSpan? limit = null)
    {
        const string settings =
            "#set document(title: \"T\", date: datetime(year: 2026, month: 1, day: 1)); #set text(font: (\"Inter\", \"Noto Sans SC\"))\n";
        File.WriteAllText(Path.Combine(_templates, "t.typ"), settings + template, Encoding.UTF8);
        return new TypstCompiler(new TypstOptions { Templates = _templates, TimeLimit = limit ?? TimeSpan.FromSeconds(120) });
    }
}
