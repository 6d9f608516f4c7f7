using System.Security.Cryptography;

namespace ReaderStudy.Cli.Tests.Audit;

/// <summary><c>readerstudy audit verify</c> as somebody runs it who was given the file.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task An_intact_database_is_said_to_be_and_is_not_touched()
    {
        await using var database = await ForgedDatabase.MadeAsync();
        await database.ForgeAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var before = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(database.File)));

        var run = await CommandRun.Of("audit", "verify", database.File);

        Assert.Equal(0, run.Code);
        Assert.StartsWith("Intact: 5 entries, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("The chain ends with 5:", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(database.File))));
    }

    [Fact]
    public async Task A_changed_answer_is_named_by_its_reading_and_revision()
    {
        await using var database = await ForgedDatabase.MadeAsync();
        await database.ForgeAsync("""UPDATE ReadingRevisions SET AnswersJson = '{"confidence":"10"}' WHERE Number = 3""");

        var run = await CommandRun.Of("audit", "verify", database.File);

        Assert.Equal(1, run.Code);
        Assert.Equal(
            $"Reading {database.ReadingId}, revision 3 was changed after entry 5 (reading.saved, reading {database.ReadingId}) wrote it.",
            run.Lines[0]
        );
        Assert.StartsWith("NOT INTACT, 1 found", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_and_an_inserted_row_are_told_as_JSON()
    {
        await using var database = await ForgedDatabase.MadeAsync();
        await database.ForgeAsync("DELETE FROM ReadingRevisions WHERE Number = 2");
        await database.ForgeAsync(
            """INSERT INTO ReferenceStandards (Id, CaseId, Revision, ClassId, Source, RecordedBy, RecordedAt) SELECT '01990000-0000-7000-8000-0000000000FF', Id, 1, 'HCC', '', StudyId, '2026-01-01 00:00:00' FROM Cases"""
        );

        var run = await CommandRun.Of("audit", "verify", database.File, "--json");
        var faults = run.Json.GetProperty("faults").EnumerateArray().ToList();

        Assert.Equal(1, run.Code);
        Assert.False(run.Json.GetProperty("intact").GetBoolean());
        Assert.Equal(["inserted", "removed"], faults.Select(f => f.GetProperty("kind").GetString()));
        Assert.Equal(["ReferenceStandards", "ReadingRevisions"], faults.Select(f => f.GetProperty("table").GetString()));
        Assert.Equal("01990000-0000-7000-8000-0000000000ff", faults[0].GetProperty("key").GetString());
        Assert.Equal(4, faults[1].GetProperty("entry").GetInt64());
    }

    [Fact]
    public async Task A_trail_cut_off_at_its_end_is_found_by_the_head_that_was_written_down()
    {
        await using var database = await ForgedDatabase.MadeAsync();
        var head = (await CommandRun.Of("audit", "verify", database.File)).Lines[1]["The chain ends with ".Length..];
        await database.ForgeAsync(
            "DELETE FROM AuditEntries WHERE Sequence = 5; DELETE FROM RegisteredRows WHERE AuditSequence = 5; DELETE FROM ReadingRevisions WHERE Number = 3"
        );

        var without = await CommandRun.Of("audit", "verify", database.File);
        var with = await CommandRun.Of("audit", "verify", database.File, "--head", head);

        Assert.Equal((0, 1), (without.Code, with.Code));
        Assert.Contains("are found by that alone", without.Output, StringComparison.Ordinal);
        Assert.StartsWith("The chain ends at entry 4, but entry 5 was there once", with.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_the_platform_cannot_have_written_is_named_like_any_other()
    {
        await using var database = await ForgedDatabase.MadeAsync();
        await database.ForgeAsync("UPDATE Readings SET Status = 'Nonsense', OpenedAt = x'00ff'");

        var run = await CommandRun.Of("audit", "verify", database.File);

        Assert.StartsWith($"Reading {database.ReadingId} was changed after entry 3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_database_of_the_platform_is_refused_in_words()
    {
        using var files = new TemporaryFiles();
        var missing = await CommandRun.Of("audit", "verify", Path.Combine(files.Folder, "nowhere.db"));
        var text = await CommandRun.Of(
            "audit",
            "verify",
            files.Write("text.db", "This is no database, whatever its name says. It is long enough to have pages.")
        );
        var server = await CommandRun.Of("audit", "verify", "Host=/nowhere;Database=none;Password=secret;Timeout=1");
        var wrong = await CommandRun.Of("audit", "verify", "x.db", "--head", "12:abc");

        Assert.Equal((1, 1, 1, 2), (missing.Code, text.Code, server.Code, wrong.Code));
        Assert.Contains("There is no such file.", missing.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", text.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", server.Error, StringComparison.Ordinal);
        Assert.Contains("64 hexadecimal digits", wrong.Error, StringComparison.Ordinal);
    }
}
