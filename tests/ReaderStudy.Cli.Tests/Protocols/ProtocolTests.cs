using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Cli.Tests.Protocols;

public sealed class ProtocolTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Built_in_protocols_are_listed_with_their_titles()
    {
        var run = await CommandRun.Of("protocol");

        Assert.Equal(0, run.Code);
        Assert.Equal(ProtocolJson.Templates, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("  ")[0]));
        Assert.Contains("liver-lesion  Focal liver lesions in multiphase CT", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_printed_as_it_is_published()
    {
        var run = await CommandRun.Of("protocol", "schema");

        Assert.Equal((0, ProtocolSchema.Text), (run.Code, run.Output));
        Assert.Equal(
            "https://json-schema.org/draft/2020-12/schema",
            JsonDocument.Parse(run.Output).RootElement.GetProperty("$schema").GetString()
        );
    }

    [Fact]
    public async Task The_hash_is_that_of_the_canonical_text_whatever_the_layout_of_the_file()
    {
        var canonical = (await CommandRun.Of("protocol", "liver-lesion")).Output.TrimEnd('\r', '\n');
        var file = _files.Write("mine.json", canonical.Replace("\n", " ", StringComparison.Ordinal));

        var run = await CommandRun.Of("protocol", "hash", file);

        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        Assert.Equal((0, $"{expected}  {file}{Environment.NewLine}"), (run.Code, run.Output));
    }

    [Fact]
    public async Task A_check_says_what_is_missing_and_what_a_reviewer_would_ask()
    {
        var run = await CommandRun.Of("protocol", "check", "crossover-unaided-aided");
        var marks = await CommandRun.Of("protocol", "check", "free-response-detection");

        Assert.Equal(0, run.Code);
        Assert.Contains(
            "Missing before sealing: Arm 'aided' shows a model's output, and no model is named.",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Cannot be sealed", marks.Output, StringComparison.Ordinal);
        Assert.Contains("Look again: Readers meet the model's output without training.", marks.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_contradicts_itself_is_bad_input_and_every_fault_is_named()
    {
        var text = ProtocolJson.Write(ProtocolJson.Template("crossover-unaided-aided"));
        var file = _files.Write(
            "faulty.json",
            text.Replace("\"washoutDays\": 28", "\"washoutDays\": 7", StringComparison.Ordinal)
                .Replace("\"against\": \"unaided\"", "\"against\": \"nobody\"", StringComparison.Ordinal)
        );

        var run = await CommandRun.Of("protocol", "check", file);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("A washout of 7 days is shorter than 28 days and needs a reason.", run.Error, StringComparison.Ordinal);
        Assert.Contains("compares with 'nobody'", run.Error, StringComparison.Ordinal);
    }
}
