using ReaderStudy.Web.Tests.Blinding.Differences;
using ReaderStudy.Web.Tests.Blinding.Planting;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding;

/// <summary>
/// What the reading room says of two places may differ only in the fields that <c>Differences/differences.txt</c> names, bodies and headers
/// alike: all cases of the planted study have the same pixels, so whatever else differs comes from what the reader must not know.
/// </summary>
/// <remarks>An application of its own: the washout between two arms is waited for.</remarks>
public sealed class PayloadDifferencesTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Cases_differ_by_place_only_whatever_their_truth_and_purpose()
    {
        var planted = await SealedAsync();
        var places = await Walk.ThroughAsync(app, planted, 0, await UnaidedAsync(planted, 0));

        var ordinary = places.Where(p => p.IsOrdinary).ToList();
        DifferenceTable.Check("truth", Between(ordinary, ordinary, (a, b) => a.Truth != b.Truth));
        DifferenceTable.Check("repeat", Between(places.Where(p => p.Attempt == 2), ordinary, (_, _) => true));
        DifferenceTable.Check("catch", Between(places.Where(p => p.Purpose == Domain.Cohorts.CasePurpose.Catch), ordinary, (_, _) => true));
    }

    [Fact]
    public async Task Two_arms_differ_by_what_they_show_only()
    {
        var planted = await SealedAsync();
        var sessions = await planted.SessionsOfAsync(0);
        var one = await Walk.ThroughAsync(app, planted, 0, sessions[1]);
        app.Clock.Advance(TimeSpan.FromDays(29));
        var other = await Walk.ThroughAsync(app, planted, 0, sessions[2]);

        DifferenceTable.Check("arms", one.Zip(other).Select(p => p.First.Opened.DifferencesFrom(p.Second.Opened)));
        DifferenceTable.Check("arms-locked", one.Zip(other).Select(p => p.First.Locked.DifferencesFrom(p.Second.Locked)));
    }

    [Fact]
    public async Task A_finished_model_run_and_another_readers_work_change_nothing_in_an_unaided_session()
    {
        var planted = await SealedAsync();
        var session = await UnaidedAsync(planted, 0);
        using var room = new Room(await app.SignInAsync(planted.Study.Readers[0]), session);
        await room.JsonAsync("cases/1");
        using var browser = await app.SignInAsync(planted.Study.Readers[0]);
        string[] pages = ["/", "/sessions", planted.Study.Url, $"/reading/{session}"];
        var before = await Snapshot.TakeAsync(room, 1);
        var pagesBefore = await Snapshot.OfPagesAsync(browser, pages);

        await planted.PredictAsync();
        var predicted = await Snapshot.TakeAsync(room, 1);
        await Walk.ThroughAsync(app, planted, 1, (await planted.SessionsOfAsync(1))[1]);
        await planted.ConductAsync(reader: 1);
        var read = await Snapshot.TakeAsync(room, 1);

        Assert.Empty(before.DifferencesFrom(predicted));
        Assert.Empty(before.DifferencesFrom(read));
        Assert.Empty(pagesBefore.DifferencesFrom(await Snapshot.OfPagesAsync(browser, pages)));
    }

    [Fact]
    public async Task Before_the_reader_asks_for_the_AI_nothing_tells_whether_the_model_drew_anything()
    {
        var drawn = await DrawnStudy.SealedAsync(app, DrawnStudy.OnRequest, 2, new Layout("aided", Layout.Cases(0, 1)));
        var plain = await DeskStudy.SealedAsync(app, DrawnStudy.OnRequest, 2, new Layout("aided", Layout.Cases(0, 1)));
        using var one = await drawn.RoomAsync();
        using var other = await plain.RoomAsync();
        await one.JsonAsync("cases/1");
        await other.JsonAsync("cases/1");

        // A refusal says which address was asked for, and the session is part of it.
        Assert.Equal([("state", "sessionId")], (await Snapshot.TakeAsync(one, 1)).DifferencesFrom(await Snapshot.TakeAsync(other, 1)));
        Assert.Equal([("overlays 1", "path"), ("overlays 2", "path")], (await AskAsync(one)).DifferencesFrom(await AskAsync(other)));
    }

    /// <summary>What is drawn on the case to read and on the one that is fetched ahead, and that one itself.</summary>
    private static async Task<Snapshot> AskAsync(Room room)
    {
        var snapshot = new Snapshot();
        foreach (
            var (name, address) in new[]
            {
                ("overlays 1", "cases/1/ai/overlays"),
                ("case 2", "cases/2"),
                ("overlays 2", "cases/2/ai/overlays"),
                ("series of case 2", "cases/2/series/0/metadata"),
            }
        )
        {
            using var answer = await room.AskAsync(address);
            await snapshot.AddAsync(name, answer);
        }

        return snapshot;
    }

    private async Task<PlantedStudy> SealedAsync()
    {
        var planted = await PlantedStudy.DraftAsync(app);
        await planted.PredictAsync();
        await planted.SealAsync();
        await planted.TrainAsync(0);
        await planted.TrainAsync(1);
        return planted;
    }

    /// <summary>The reader's unaided session; what comes before it is read.</summary>
    private static async Task<Guid> UnaidedAsync(PlantedStudy planted, int reader)
    {
        foreach (var session in (await planted.SessionsOfAsync(reader)).Skip(1))
        {
            if (await planted.ArmOfAsync(session) == "unaided")
            {
                return session;
            }

            await planted.FinishAsync(reader, session);
        }

        throw new InvalidOperationException("There is no unaided session.");
    }

    /// <summary>Differences of places, as they were opened and as they were locked.</summary>
    private static IEnumerable<IReadOnlySet<(string Address, string Part)>> Between(
        IEnumerable<Place> some,
        IReadOnlyList<Place> others,
        Func<Place, Place, bool> differ
    ) =>
        from one in some
        from other in others
        where one.Position != other.Position && differ(one, other)
        from pair in new[] { one.Opened.DifferencesFrom(other.Opened), one.Locked.DifferencesFrom(other.Locked) }
        select pair;
}
