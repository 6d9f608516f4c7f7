using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>Three truthers: two vote, the third decides where they differ; by their pages, which say what waits for whom.</summary>
internal sealed partial class YearTruthers(Year year)
{
    public bool IsDone { get; private set; }

    /// <summary>Until every case of these (null: of the study) has its reference standard.</summary>
    public async Task VoteAllAsync(IReadOnlyList<Guid>? only)
    {
        while (await DayAsync(only, int.MaxValue) > 0) { }
    }

    /// <summary>A day of votes: Mondays and Thursdays.</summary>
    public async Task DayAsync()
    {
        if (!IsDone && year.Day % 7 is 0 or 3)
        {
            IsDone = await DayAsync(null, year.Plan.VotesADay) == 0;
        }
    }

    private async Task<int> DayAsync(IReadOnlyList<Guid>? only, int most)
    {
        var votes = 0;
        foreach (var truther in year.Truthers)
        {
            using var browser = await year.SignInAsync(truther);
            var page = await browser.PageAsync($"{year.Url}/truth");
            var waiting = Link()
                .Matches(page)
                .Select(m => Guid.Parse(m.Groups["case"].Value))
                .Distinct()
                .Where(id => only is null || only.Contains(id))
                .Take(most)
                .ToList();
            foreach (var caseId in waiting)
            {
                await VoteAsync(browser, caseId, year.ChanceAt(caseId, year.Truthers.ToList().IndexOf(truther)));
                votes++;
            }

            if (waiting.Count > 0)
            {
                var sheet = await browser.PageAsync($"{year.Url}/truth/sign");
                await year.DoAsync(
                    browser,
                    $"{year.Url}/truth/sign",
                    "truth.signed",
                    ("sha256", System.Text.RegularExpressions.Regex.Match(sheet, "(?<=value=\")[0-9a-f]{64}").Value),
                    ("password", App.Password)
                );
            }
        }

        return votes;
    }

    private async Task VoteAsync(Visitor browser, Guid caseId, Pcg32 chance)
    {
        var nature = year.Nature[caseId];
        // Whoever decides between two sees what is there.
        var isFirst = await year.App.DataAsync(db => db.TruthVotes.CountAsync(v => v.CaseId == caseId)) < 2;
        var seen = isFirst && !year.EarlyTruth.Contains(caseId) && chance.Below(5) == 0 ? TestStudy.Classes[(int)chance.Below(6)] : nature;
        await year.DoAsync(
            browser,
            $"{year.Url}/truth/cases/{caseId}",
            "truth.voted",
            ("Class", seen),
            ("Kind", "panel"),
            ("Rationale", "as the phases show it")
        );
    }

    [GeneratedRegex("/truth/cases/(?<case>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
