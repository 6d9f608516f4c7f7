using Microsoft.EntityFrameworkCore;

namespace ReaderStudy.Data.Tests;

public sealed class DriftTests
{
    /// <summary>Needs no server, so a forgotten migration is found everywhere.</summary>
    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.PostgreSql)]
    public void The_migrations_say_what_the_mappings_say(Kind kind)
    {
        using var db = TestDatabase.Modelled(kind);

        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: run migrations/add.sh <Name>.");
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        using var sqlite = TestDatabase.Modelled(Kind.Sqlite);
        using var postgres = TestDatabase.Modelled(Kind.PostgreSql);

        Assert.Equal(
            sqlite.Database.GetMigrations().Select(m => m.Split('_', 2)[1]),
            postgres.Database.GetMigrations().Select(m => m.Split('_', 2)[1])
        );
    }
}
