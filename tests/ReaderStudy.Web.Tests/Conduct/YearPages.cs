using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>What the product's own pages count of the year, held against what the script did and against what is left of it.</summary>
internal sealed partial class YearPages(Year year)
{
    /// <summary>Every place of every session stands on the progress page as the script left it, and each session's sum too.</summary>
    public async Task ProgressIsWhatWasDoneAsync()
    {
        using var coordinator = await year.SignInAsync(year.Coordinator);
        var page = await coordinator.PageAsync($"{year.Url}/progress");
        var places = await year.App.DataAsync(db =>
            (
                from place in db.Set<SessionPlace>()
                join session in db.ReadingSessions on place.SessionId equals session.Id
                where session.StudyId == year.StudyId
                select new { place.SessionId, place.Position }
            ).ToListAsync()
        );
        var known = places.Select(p => (p.SessionId, p.Position, State: year.Places.GetValueOrDefault((p.SessionId, p.Position)))).ToList();
        Assert.Equal(
            Lines(known.Select(p => (p.SessionId, p.Position, WordsOf(p.State)))),
            Lines(
                Square()
                    .Matches(page)
                    .Select(m => (Guid.Parse(m.Groups["session"].Value), Number(m.Groups["position"].Value), m.Groups["state"].Value))
            )
        );
        var rows = page.Split("class=\"grid-row\"")[1..].ToDictionary(r => Guid.Parse(Asking().Match(r).Groups["session"].Value));
        foreach (var session in known.GroupBy(p => p.SessionId))
        {
            int Count(params PlaceState[] states) => session.Count(p => states.Contains(p.State));
            Assert.Contains(
                $"{Count(PlaceState.Done)} of {session.Count()} locked, {Count(PlaceState.Skipped)} skipped, {Count(PlaceState.Open, PlaceState.Draft)} begun.",
                rows[session.Key],
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>The tables of the allocation page, counted anew from the readings that were made.</summary>
    public async Task BalanceIsWhatWasReadAsync(YearEvidence evidence)
    {
        using var statistician = await year.SignInAsync(year.Statistician);
        var page = await statistician.PageAsync($"{year.Url}/allocation");
        var protocol = (await year.App.DataAsync(year.StudyAsync)).Protocol;
        var names = protocol.Arms.ToDictionary(a => a.Id, a => a.Name);
        var first = evidence.Kept.Where(k => k is { Kind: SessionKind.Pivotal, Attempt: 1 }).ToList();
        var arms = first.GroupBy(k => (k.Period, k.Arm)).OrderBy(g => g.Key.Period).ThenBy(g => g.Key.Arm, StringComparer.Ordinal).ToList();
        Assert.Equal(
            arms.Select(a =>
            {
                var readers = a.GroupBy(k => k.Case).Select(c => c.Count()).ToList();
                var span = readers.Min() == readers.Max() ? $"{readers.Max()}" : $"{readers.Min()} to {readers.Max()}";
                return $"{a.Key.Period} | {names[a.Key.Arm]} | {a.Count()} | {span}";
            }),
            Rows(page, "Arms by period")
        );
        Assert.Equal(
            first
                .GroupBy(k => k.Reader)
                .Select(r => (Level: LevelOf(r.Key), r.MinBy(k => k.Reading.OpenedAt)!.Arm))
                .GroupBy(r => r)
                .OrderBy(g => g.Key.Level)
                .ThenBy(g => g.Key.Arm, StringComparer.Ordinal)
                .Select(g => $"{g.Key.Level.ToString().ToLowerInvariant()} | {names[g.Key.Arm]} | {g.Count()}"),
            Rows(page, "First arm by level")
        );
        var quarters = QuartersOf(first);
        Assert.Equal(
            first
                .GroupBy(k => k.Case)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                    $"{g.Key} | {string.Join(" | ", arms.Select(a => a.Count(k => k.Case == g.Key)))} | {string.Join(" | ", quarters[g.Key])}"
                ),
            await CasesAsync(statistician, page)
        );
        var strata = await StrataAsync(protocol);
        Assert.Equal(
            first
                .GroupBy(k => strata[k.Case])
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                    $"{g.Key} | {g.Select(k => k.Case).Distinct().Count()} | {string.Join(" | ", arms.Select(a => a.Count(k => strata[k.Case] == g.Key)))}"
                ),
            Rows(page, "Strata")
        );
    }

    /// <summary>How often a case stands in each quarter of a reader's list of a period and arm.</summary>
    private static Dictionary<string, int[]> QuartersOf(IEnumerable<KeptReading> first)
    {
        var quarters = new Dictionary<string, int[]>();
        foreach (var block in first.GroupBy(k => (k.Reader, k.Period, k.Arm)))
        {
            var inOrder = block.OrderBy(k => k.Session).ThenBy(k => k.Position).ToList();
            foreach (var (kept, index) in inOrder.Select((k, i) => (k, i)))
            {
                quarters.TryAdd(kept.Case, new int[4]);
                quarters[kept.Case][index * 4 / inOrder.Count]++;
            }
        }

        return quarters;
    }

    /// <summary>By code: what the design balances by, as the cohort and the panel have it.</summary>
    private Task<Dictionary<string, string>> StrataAsync(Protocol protocol) =>
        year.App.DataAsync(async db =>
        {
            var cases = await db.Cases.Where(c => c.StudyId == year.StudyId && c.Purpose != CasePurpose.Training).ToListAsync();
            var standards = await db
                .ReferenceStandards.Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == year.StudyId))
                .ToListAsync();
            var truths = standards.GroupBy(r => r.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!.ClassId);
            return cases.ToDictionary(
                c => c.Code,
                c =>
                    string.Join(
                        ", ",
                        protocol.Design.Strata.Select(s =>
                            s == Stratum.Centre ? c.Centre : protocol.Reference.Classes.Single(k => k.Id == truths[c.Id]).Group
                        )
                    )
            );
        });

    private async Task<List<string>> CasesAsync(Visitor statistician, string page)
    {
        var rows = Rows(page, "Cases");
        for (var number = 2; page.Contains($"?page={number}\"", StringComparison.Ordinal); number++)
        {
            page = await statistician.PageAsync($"{year.Url}/allocation?page={number}");
            rows.AddRange(Rows(page, "Cases"));
        }

        return rows;
    }

    private static ReaderLevel LevelOf(string reader) => YearPlan.LevelOf(Number(reader["Reader ".Length..]) - 1);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string WordsOf(PlaceState state) =>
        state switch
        {
            PlaceState.NotStarted => "not started",
            PlaceState.Open => "open",
            PlaceState.Draft => "draft",
            PlaceState.Done => "done",
            PlaceState.Skipped => "skipped",
        };

    private static string Lines(IEnumerable<(Guid Session, int Position, string State)> places) =>
        string.Join('\n', places.Order().Select(p => $"{p.Session} {p.Position} {p.State}"));

    /// <summary>Of the table under a heading.</summary>
    private static List<string> Rows(string page, string heading) =>
        Row()
            .Matches(page.Split("<section").Single(s => s.Contains($"<h3>{heading}</h3>", StringComparison.Ordinal)))
            .Select(r => string.Join(" | ", Cell().Matches(r.Value).Select(c => Visitor.TextOf(c.Value))))
            .Where(r => r.Length > 0)
            .ToList();

    [GeneratedRegex(
        "title=\"Place (?<position>[0-9]+): (?<state>[a-z ]+)(, query)?\" href=\"[^\"]*session=(?<session>[0-9a-f-]{36})&amp;position=",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Square();

    [GeneratedRegex("/queries/new\\?session=(?<session>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asking();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("<td[^>]*>.*?</td>", RegexOptions.Singleline, 1000)]
    private static partial Regex Cell();
}
