using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

/// <summary>Which images a sealed study shows is proven by the trail, and refused to be changed by the database.</summary>
public sealed class SealedImagesTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Other_images_than_those_that_were_sealed_are_found_and_the_case_is_named(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (one, _) = await SealAsync(database);
        await AllEvidence.DisarmAsync(database);
        Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);
        (string Forgery, string Back)[] forgeries =
        [
            ("""UPDATE "Series" SET "Variant" = 'low dose'""", """UPDATE "Series" SET "Variant" = NULL"""),
            ("""UPDATE "Series" SET "Phase" = 'Arterial'""", """UPDATE "Series" SET "Phase" = 'PortalVenous'"""),
            ("""UPDATE "Series" SET "ExclusionReason" = 'blurred'""", """UPDATE "Series" SET "ExclusionReason" = NULL"""),
            (Swap("Sha256", "a", "b") + Swap("FileKey", "key 0", "key 1"), Swap("Sha256", "b", "a") + Swap("FileKey", "key 1", "key 0")),
            ("""UPDATE "Instances" SET "Position" = 1 - "Position" """, """UPDATE "Instances" SET "Position" = 1 - "Position" """),
            ("""UPDATE "Pictures" SET "Label" = 'PAS'""", """UPDATE "Pictures" SET "Label" = 'HE'"""),
            ("""UPDATE "Pictures" SET "MicronsPerPixel" = 1""", """UPDATE "Pictures" SET "MicronsPerPixel" = NULL"""),
            ("""UPDATE "Instances" SET "ExclusionReason" = 'noise'""", """UPDATE "Instances" SET "ExclusionReason" = NULL"""),
        ];
        foreach (var (forgery, back) in forgeries)
        {
            await database.RunAsync(forgery);
            var fault = Assert.Single((await AllEvidence.VerifyAsync(database)).Faults);
            await database.RunAsync(back);

            Assert.Equal((FaultKind.Changed, "CaseImages", one.Id.ToString("D")), (fault.Kind, fault.Table, fault.Key));
            Assert.StartsWith($"The images of case C001 ({one.Id}) are not those that entry 2", fault.Message, StringComparison.Ordinal);
            Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);
        }

        await database.RunAsync("""DELETE FROM "Instances" WHERE "Position" = 1""");
        Assert.Equal("CaseImages", Assert.Single((await AllEvidence.VerifyAsync(database)).Faults).Table);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_database_itself_takes_no_change_of_images_once_the_study_is_sealed(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (_, series) = await SealAsync(database);

        await RefusedAsync(() => database.RunAsync("""UPDATE "Instances" SET "FileKey" = 'elsewhere'"""));
        await RefusedAsync(() => database.RunAsync("""DELETE FROM "Instances" """));
        await RefusedAsync(() => database.RunAsync("""UPDATE "Pictures" SET "FileKey" = 'elsewhere'"""));
        await RefusedAsync(() => database.SaveAsync(db => db.Add(new Instance(series.Id, "1.2.9", new string('e', 64), "key 9"))));

        static async Task RefusedAsync(Func<Task> change)
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(change);
            Assert.Contains("study.design-frozen", (refused.InnerException ?? refused).Message, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Images_of_a_study_that_was_sealed_before_the_register_are_admitted(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await SealAsync(database);
        await database.TakeTriggersAwayAsync();
        await database.RunAsync("""DELETE FROM "RegisteredRows" """);
        await database.RunAsync("""DELETE FROM "AuditEntries" """);
        await using (var db = database.Context())
        {
            await new AdmitEvidence(db, new AuditTrail(db, TimeProvider.System)).RunAsync(default);
        }

        Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);
        await database.RunAsync("""UPDATE "Instances" SET "FileKey" = 'elsewhere'""");
        Assert.Equal("CaseImages", Assert.Single((await AllEvidence.VerifyAsync(database)).Faults).Table);
    }

    /// <summary>A case with a series of two images and a slide, saved as an import does; then its study is sealed.</summary>
    private static async Task<(Case Case, Series Series)> SealAsync(TestDatabase database)
    {
        var study = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Evidence.Now);
        var reader = study.AddReader("Reader 1", ReaderLevel.Senior, 20, null);
        var one = new Case(study.Id, "C001", "pseudonym");
        var series = new Series(one.Id, "1.2", "1.2.3");
        series.Describe("CT", 512, 512, 0.7, 0.7, 5, null);
        series.ConfirmPhase(Phase.PortalVenous);
        for (var i = 0; i < 2; i++)
        {
            var image = new Instance(series.Id, $"1.2.3.{i}", new string("ab"[i], 64), $"key {i}");
            image.PlaceAt(i);
            series.AddInstance(image);
        }

        one.AddSeries(series);
        var slide = new Series(one.Id, "2.25.7", "2.25.7");
        slide.ConfirmPhase(Phase.PortalVenous);
        slide.Show(new Picture(null, null, "mark", "HE", "key 7", new string('f', 64), new PictureShape(2220, 2967, 510, 1, "jpg")));
        one.AddSeries(slide);
        var input = new AllocationInput(
            study.Protocol.Design,
            study.Protocol.Arms,
            study.Protocol.Reference,
            [new AllocationReader(reader.Id, reader.Name, reader.Level)],
            [new AllocationCase(one.Id, one.Code, one.Purpose, null, null)],
            ulong.MaxValue
        );
        var allocation = SealedAllocation.Of(study.Id, input, new byte[32], Evidence.Now);
        await Evidence.SealAsync(database, study, [one], [allocation]);
        return (one, series);
    }

    private static string Swap(string column, string one, string other)
    {
        var (first, second) = column == "Sha256" ? (new string(one[0], 64), new string(other[0], 64)) : (one, other);
        return $"""UPDATE "Instances" SET "{column}" = CASE "{column}" WHEN '{first}' THEN '{second}' ELSE '{first}' END; """;
    }
}
