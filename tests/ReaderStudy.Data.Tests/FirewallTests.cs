using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Data.Tests;

/// <summary>
/// Who gave the truth of images never reads them, and the other way round: past the application, by plain SQL, in the same study and in another
/// one that has the same images.
/// </summary>
public sealed class FirewallTests
{
    private static readonly DateTimeOffset Now = Evidence.Now;
    private static readonly string Pixels = new('a', 64);

    private readonly Person _person = new()
    {
        Id = Guid.CreateVersion7(),
        UserName = "both@test.example",
        DisplayName = "Both",
    };

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_truther_gets_no_place_in_a_session_with_the_same_case_or_the_same_images(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (voted, twin, other) = await StoreAsync(database);
        await database.SaveAsync(db => db.TruthVotes.Add(Vote(voted)));
        foreach (var (one, isRefused) in new[] { (voted, true), (twin, true), (other, false) })
        {
            var session = await SessionAsync(database, one.StudyId);
            await InsertAsync(database, isRefused, PlaceSql(session, one.Id));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Who_recorded_the_truth_gets_no_place_either(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (judged, twin, other) = await StoreAsync(database);
        await database.SaveAsync(db => db.ReferenceStandards.Add(new ReferenceStandard(judged.Id, 1, "HCC", "report", _person.Id, Now)));

        await InsertAsync(database, true, PlaceSql(await SessionAsync(database, twin.StudyId), twin.Id));
        await InsertAsync(database, false, PlaceSql(await SessionAsync(database, other.StudyId), other.Id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_reader_neither_votes_on_nor_records_the_truth_of_the_same_case_or_the_same_images(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (read, twin, other) = await StoreAsync(database);
        await InsertAsync(database, false, PlaceSql(await SessionAsync(database, read.StudyId), read.Id));
        foreach (var (one, isRefused) in new[] { (read, true), (twin, true), (other, false) })
        {
            await InsertAsync(database, isRefused, VoteSql(one.Id));
            await InsertAsync(database, isRefused, TruthSql(one.Id, 1, _person.Id));
            // The platform writes down what a panel decided: nobody recorded it.
            await InsertAsync(database, false, TruthSql(one.Id, 2, null));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Series_without_an_image_that_can_be_recognised_are_nobodys_twins(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (voted, twin, _) = await StoreAsync(database, pixels: "");
        await database.SaveAsync(db => db.TruthVotes.Add(Vote(voted)));

        await InsertAsync(database, false, PlaceSql(await SessionAsync(database, twin.StudyId), twin.Id));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Votes_can_be_neither_changed_nor_deleted(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (voted, _, _) = await StoreAsync(database);
        await database.SaveAsync(db => db.TruthVotes.Add(Vote(voted)));

        await RefusedAsync(database, """UPDATE "TruthVotes" SET "ClassId" = 'ICC'""", "append-only");
        await RefusedAsync(database, """DELETE FROM "TruthVotes" """, "append-only");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Nobody_votes_twice_in_a_round_and_no_seat_is_taken_twice(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (voted, _, _) = await StoreAsync(database);
        await database.SaveAsync(db => db.TruthVotes.Add(Vote(voted)));

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(db => db.TruthVotes.Add(Vote(voted, seat: 2))));
    }

    /// <summary>A case; another in a second study with the same pixels in one of its series; and one with pixels of its own.</summary>
    private async Task<(Case One, Case Twin, Case Other)> StoreAsync(TestDatabase database, string? pixels = null)
    {
        var studies = new[] { Draft("One"), Draft("Two") };
        var cases = new[] { (0, pixels ?? Pixels), (1, pixels ?? Pixels), (1, new string('b', 64)) }
            .Select(
                (c, i) =>
                {
                    var number = (i + 1).ToString(CultureInfo.InvariantCulture);
                    var one = new Case(studies[c.Item1].Id, "C" + number, "pseudonym " + number);
                    var series = new Series(one.Id, "1.2." + number, "1.2.3." + number);
                    one.AddSeries(series);
                    return (Case: one, Mark: new SeriesFingerprint(series.Id, c.Item2, new string('c', 64)));
                }
            )
            .ToList();
        await database.SaveAsync(db =>
        {
            db.Add(_person);
            db.AddRange(studies);
            db.AddRange(cases.Select(c => c.Case));
            db.AddRange(cases.Select(c => c.Mark));
        });
        return (cases[0].Case, cases[1].Case, cases[2].Case);
    }

    private Study Draft(string name)
    {
        var study = Study.Draft(name, ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Now);
        study.AddReader("Reader 1", ReaderLevel.Senior, 20, _person.Id);
        return study;
    }

    /// <summary>An empty session of the person as reader.</summary>
    private static async Task<Guid> SessionAsync(TestDatabase database, Guid studyId)
    {
        await using var db = database.Context();
        var reader = await db.StudyReaders.SingleAsync(r => r.StudyId == studyId);
        var number = 1 + await db.ReadingSessions.CountAsync(s => s.StudyId == studyId);
        var session = new ReadingSession(studyId, reader.Id, "unaided", number, 1, []);
        db.ReadingSessions.Add(session);
        await db.SaveChangesAsync();
        return session.Id;
    }

    private TruthVote Vote(Case one, int seat = 1) =>
        new(one.Id, _person.Id, new TruthSeat(1, seat, 3), "HCC", ReferenceKind.PanelReading, null, "", Now);

    private static FormattableString PlaceSql(Guid session, Guid one) =>
        $"""INSERT INTO "SessionPlaces" ("SessionId", "Position", "CaseId", "Attempt", "IsRevealed") VALUES ({session}, 1, {one}, 1, {true})""";

    private FormattableString VoteSql(Guid one) =>
        $"""
            INSERT INTO "TruthVotes" ("Id", "CaseId", "TrutherId", "Round", "Seat", "PanelSize", "ClassId", "Kind", "Rationale", "At")
            SELECT {Guid.CreateVersion7()}, {one}, {_person.Id}, 1, 1, 3, 'HCC', 'Pathology', '', "CreatedAt" FROM "Studies" WHERE "Name" = 'One'
            """;

    private static FormattableString TruthSql(Guid one, int revision, Guid? by) =>
        by is { } person
            ? (FormattableString)
                $"""
                    INSERT INTO "ReferenceStandards" ("Id", "CaseId", "Revision", "ClassId", "Source", "RecordedBy", "RecordedAt")
                    SELECT {Guid.CreateVersion7()}, {one}, {revision}, 'HCC', 'forged', {person}, "CreatedAt" FROM "Studies" WHERE "Name" = 'One'
                    """
            : $"""
                INSERT INTO "ReferenceStandards" ("Id", "CaseId", "Revision", "ClassId", "Source", "RecordedAt")
                SELECT {Guid.CreateVersion7()}, {one}, {revision}, 'HCC', 'panel', "CreatedAt" FROM "Studies" WHERE "Name" = 'One'
                """;

    private static async Task InsertAsync(TestDatabase database, bool isRefused, FormattableString sql)
    {
        await using var db = database.Context();
        if (isRefused)
        {
            var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlAsync(sql));
            Assert.Contains(Study.TrutherIsNoReader.Code, refused.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(1, await db.Database.ExecuteSqlAsync(sql));
        }
    }

    private static async Task RefusedAsync(TestDatabase database, string sql, string words)
    {
        await using var db = database.Context();
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
