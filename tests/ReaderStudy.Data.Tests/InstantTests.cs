using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

public sealed class InstantTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Instants_come_back_to_the_microsecond_and_sort_as_instants(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        // By their clock faces these would sort otherwise: the offsets differ.
        DateTimeOffset[] instants =
        [
            new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.FromHours(14)),
            new DateTimeOffset(2026, 11, 22, 10, 0, 0, 1, 1, TimeSpan.Zero),
            new DateTimeOffset(2026, 11, 22, 10, 0, 0, 1, 2, TimeSpan.Zero),
            new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.FromHours(-12)),
        ];
        foreach (var instant in instants.Reverse())
        {
            var study = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), instant);
            await database.SaveAsync(db => db.Studies.Add(study));
        }

        await using var context = database.Context();
        var sorted = await context.Studies.OrderBy(s => s.CreatedAt).Select(s => s.CreatedAt).ToListAsync();
        var middle = instants[2];

        Assert.Equal(instants, sorted);
        Assert.All(sorted, s => Assert.Equal(TimeSpan.Zero, s.Offset));
        Assert.Equal(2, await context.Studies.CountAsync(s => s.CreatedAt < middle));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_end_of_time_is_an_instant_too(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = new Person { UserName = "a", LockoutEnd = DateTimeOffset.MaxValue };
        await database.SaveAsync(db => db.Users.Add(person));
        await using var context = database.Context();

        Assert.True((await context.Users.SingleAsync()).LockoutEnd > DateTimeOffset.MaxValue.AddDays(-1));
    }
}
