using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Tests;

namespace ReaderStudy.Data.Tests;

/// <summary>Guards: what is evidence is decided for every table, and nothing writes evidence past the register.</summary>
public sealed class EvidenceListTests
{
    [Fact]
    public void Every_table_is_evidence_or_it_is_said_why_not()
    {
        using var db = TestDatabase.Modelled(Kind.Sqlite);
        var listed = EvidenceTables.Kept.Select(k => k.Entity).Concat(EvidenceTables.NotKept.Keys).ToList();

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Equal(
            listed.Select(t => t.ToString()).Order(StringComparer.Ordinal),
            db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.ClrType.ToString()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_column_that_is_named_as_evidence_is_there()
    {
        using var db = TestDatabase.Modelled(Kind.Sqlite);

        Assert.All(
            EvidenceTables.Kept.SelectMany(k => (k.Columns ?? []).Select(c => (k.Entity, Column: c))),
            k => Assert.NotNull(db.Model.FindEntityType(k.Entity)!.FindProperty(k.Column))
        );
    }

    /// <summary>Rows that the database removes by itself would leave no trace.</summary>
    [Fact]
    public void The_database_takes_no_evidence_along_when_something_else_is_deleted()
    {
        using var db = TestDatabase.Modelled(Kind.PostgreSql);

        Assert.All(
            EvidenceTables.Kept.SelectMany(k => db.Model.FindEntityType(k.Entity)!.GetForeignKeys()),
            link => Assert.DoesNotContain(link.DeleteBehavior, new[] { DeleteBehavior.Cascade, DeleteBehavior.SetNull })
        );
    }

    [Fact]
    public async Task A_query_that_would_change_or_delete_evidence_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(Kind.Sqlite);
        await Evidence.StoreAsync(database);
        await using var db = database.Context();

        var update = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            db.Cases.Where(c => c.Code == "C001").ExecuteUpdateAsync(set => set.SetProperty(c => c.ExclusionReason, "unwanted"))
        );
        var delete = await Assert.ThrowsAsync<InvalidOperationException>(() => db.StudyMembers.ExecuteDeleteAsync());
        await db.ImportFiles.ExecuteDeleteAsync();

        Assert.StartsWith("Case is evidence", update.Message, StringComparison.Ordinal);
        Assert.StartsWith("StudyMember is evidence", delete.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_part_of_the_product_writes_by_SQL_of_its_own()
    {
        // The queue of background jobs is laid out in tables of its own; to hold a study its row is written with what is there already.
        string[] others = ["Jobs.cs", "StudyHold.cs"];
        var files = Directory
            .GetFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => !others.Contains(Path.GetFileName(f)));

        Assert.All(files, f => Assert.DoesNotMatch(@"ExecuteSql|ExecuteNonQuery|\.FromSql", File.ReadAllText(f)));
    }

    [Fact]
    public async Task Evidence_is_not_saved_by_the_call_that_cannot_register_it()
    {
        await using var database = await TestDatabase.CreateAsync(Kind.Sqlite);
        await using var db = database.Context();
        db.Add(new Person { UserName = "somebody" });

        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
    }
}
