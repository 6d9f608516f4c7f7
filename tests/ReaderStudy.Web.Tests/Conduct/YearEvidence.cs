using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>One row of <c>allocation.csv</c>, as the design has it.</summary>
internal sealed record PlannedPlace(
    int Session,
    string Reader,
    string Kind,
    int Period,
    string Arm,
    int Position,
    string Case,
    int Attempt,
    string Sham
)
{
    public static PlannedPlace Of(string line)
    {
        static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var c = line.Split(',');
        return new(Number(c[0]), c[1], c[2], Number(c[3]), c[5], Number(c[7]), c[8], Number(c[9]), c[11]);
    }
}

/// <summary>One reading, as the database has it at the end.</summary>
internal sealed record KeptReading(
    int Session,
    Guid SessionId,
    string Reader,
    SessionKind Kind,
    int Period,
    string Arm,
    int Position,
    string Case,
    int Attempt,
    Reading Reading
);

/// <summary>What the year left in the database, held against the design.</summary>
internal sealed class YearEvidence(
    Year year,
    IReadOnlyList<PlannedPlace> planned,
    IReadOnlyList<KeptReading> kept,
    IReadOnlyDictionary<string, CasePurpose> purposes
)
{
    public IReadOnlyList<KeptReading> Kept => kept;

    private IEnumerable<KeptReading> Pivotal => kept.Where(k => k.Kind is SessionKind.Pivotal);

    public static async Task<YearEvidence> OfAsync(Year year, string allocationCsv)
    {
        var (sessions, readings, cases, readers) = await year.App.DataAsync(async db =>
            (
                await db
                    .ReadingSessions.AsNoTracking()
                    .Include(s => s.Places)
                    .Where(s => s.StudyId == year.StudyId)
                    .ToDictionaryAsync(s => s.Id),
                await db.Readings.AsNoTracking().Include(r => r.Revisions).Where(r => r.StudyId == year.StudyId).ToListAsync(),
                await db.Cases.AsNoTracking().Where(c => c.StudyId == year.StudyId).ToDictionaryAsync(c => c.Id),
                (await year.StudyAsync(db)).Readers.ToDictionary(r => r.Id, r => r.Name)
            )
        );
        return new YearEvidence(
            year,
            allocationCsv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(PlannedPlace.Of).ToList(),
            readings.ConvertAll(r =>
            {
                var session = sessions[r.SessionId];
                var place = session.Places.Single(p => p.CaseId == r.CaseId && p.Attempt == r.Attempt);
                return new KeptReading(
                    session.Number,
                    session.Id,
                    readers[r.ReaderId],
                    session.Kind,
                    session.Period,
                    r.ArmId,
                    place.Position,
                    cases[r.CaseId].Code,
                    r.Attempt,
                    r
                );
            }),
            cases.Values.ToDictionary(c => c.Code, c => c.Purpose)
        );
    }

    /// <summary>Every reader x case x arm x attempt is there exactly as the design says, read or skipped.</summary>
    public void IsComplete()
    {
        var pivotalCodes = purposes.Where(p => p.Value != CasePurpose.Training).Select(p => p.Key).Order(StringComparer.Ordinal).ToList();
        var pivotal = planned.Where(p => p.Kind == "pivotal").ToList();
        Assert.Equal(YearPlan.Readers * year.Plan.PivotalPlaces, pivotal.Count);
        foreach (var block in pivotal.GroupBy(p => (p.Reader, p.Arm)))
        {
            Assert.Equal(pivotalCodes, block.Where(p => p.Attempt == 1).Select(p => p.Case).Order(StringComparer.Ordinal));
            var repeats = block.Where(p => p.Attempt != 1).ToList();
            Assert.Equal(year.Plan.HiddenRepeats, repeats.Count);
            Assert.All(repeats, p => Assert.Equal((2, CasePurpose.Test), (p.Attempt, purposes[p.Case])));
        }

        Assert.Equal(16, pivotal.GroupBy(p => (p.Reader, p.Arm)).Count());
        Assert.Equal(
            YearPlan.Readers * year.Plan.CatchCases,
            pivotal.Count(p => p.Sham.Length > 0 && p.Arm == "aided" && purposes[p.Case] == CasePurpose.Catch)
        );
        Assert.Equal(
            planned
                .Where(p => p.Kind == "pivotal")
                .Select(p => (p.Session, p.Reader, p.Period, p.Arm, p.Position, p.Case, p.Attempt))
                .Order(),
            Pivotal.Select(k => (k.Session, k.Reader, k.Period, k.Arm, k.Position, k.Case, k.Attempt)).Order()
        );
        Assert.All(kept, k => Assert.True(k.Reading.IsFinal));
        Assert.Equal(year.Tally.CountOf("reading.skipped"), kept.Count(k => k.Reading.Status == ReadingStatus.Skipped));
        Assert.Equal(year.Tally.CountOf("reading.locked"), kept.Count(k => k.Reading.Status == ReadingStatus.Locked));
        // Every reader trains once, and who failed once more.
        Assert.Equal((YearPlan.Readers + 1) * year.Plan.TrainingCases, kept.Count(k => k.Kind is SessionKind.Training));
    }

    /// <summary>Four weeks lie between the two arms of every case of every reader, but for the one approved deviation.</summary>
    public void KeepsTheWashout((Guid Session, int Position) setAside)
    {
        var early = new List<(Guid, int)>();
        foreach (var pair in Pivotal.GroupBy(k => (k.Reader, k.Case)))
        {
            var before = pair.Where(k => k.Period == 1).Max(k => k.Reading.LockedAt!.Value);
            var after = pair.Where(k => k.Period == 2).ToList();
            Assert.NotEqual(pair.First(k => k.Period == 1).Arm, after[0].Arm);
            early.AddRange(
                after
                    .Where(k => k.Reading.OpenedAt - before < TimeSpan.FromDays(YearPlan.WashoutDays))
                    .Select(k => (k.SessionId, k.Position))
            );
        }

        Assert.Equal([setAside], early);
    }

    /// <summary>Cases in the order of their places, periods one after the other, training first, rests kept.</summary>
    public void KeepsTheOrder()
    {
        foreach (var session in kept.GroupBy(k => k.SessionId))
        {
            var inOrder = session.OrderBy(k => k.Position).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), p => Assert.True(p.Second.Reading.OpenedAt >= p.First.Reading.LockedAt));
        }

        foreach (var reader in kept.GroupBy(k => k.Reader))
        {
            var periods = reader.GroupBy(k => k.Period).OrderBy(g => g.Key).ToList();
            Assert.All(
                periods.Zip(periods.Skip(1)),
                p => Assert.True(p.Second.Min(k => k.Reading.OpenedAt) >= p.First.Max(k => k.Reading.LockedAt))
            );
            var sessions = reader
                .Where(k => k.Kind is SessionKind.Pivotal)
                .GroupBy(k => k.SessionId)
                .OrderBy(g => g.Min(k => k.Reading.OpenedAt))
                .ToList();
            Assert.All(
                sessions.Zip(sessions.Skip(1)),
                p =>
                    Assert.True(
                        p.Second.Min(k => k.Reading.OpenedAt) - p.First.Max(k => k.Reading.LockedAt)
                            >= TimeSpan.FromHours(YearPlan.RestHours)
                    )
            );
        }
    }

    /// <summary>What was opened before the amendment is of version 1, everything after it of version 2.</summary>
    public void KnowsItsVersions(DateTimeOffset amendedAt)
    {
        Assert.All(kept, k => Assert.Equal(k.Reading.OpenedAt >= amendedAt ? 2 : 1, k.Reading.ProtocolVersion));
        Assert.Equal([1, 2], kept.Select(k => k.Reading.ProtocolVersion).Distinct().Order());
    }

    /// <summary>In each period each case is read by half of the readers in each arm, and each reader reads half of the cases in each.</summary>
    public void IsBalanced()
    {
        var first = planned.Where(p => p is { Kind: "pivotal", Attempt: 1 }).ToList();
        Assert.All(first.GroupBy(p => (p.Case, p.Arm, p.Period)), g => Assert.Equal(YearPlan.Readers / 2, g.Count()));
        Assert.Equal(4 * (year.Plan.TestCases + year.Plan.CatchCases), first.GroupBy(p => (p.Case, p.Arm, p.Period)).Count());
        var half = (year.Plan.TestCases + year.Plan.CatchCases) / 2;
        Assert.All(first.GroupBy(p => (p.Reader, p.Arm, p.Period)), g => Assert.InRange(g.Count(), half - 1, half + 1));
    }
}
