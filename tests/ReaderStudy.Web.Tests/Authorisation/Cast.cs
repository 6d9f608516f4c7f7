using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Authorisation;

/// <summary>
/// Two studies and everybody who could ask: the people of study A (which stands in one state), the same roles of study B, an administrator,
/// a stranger with an account, and nobody.
/// </summary>
internal sealed class Cast : IDisposable
{
    private readonly List<(string Who, Visitor Visitor)> _visitors = [];

    /// <summary>The columns of the table.</summary>
    public static IReadOnlyList<string> Everybody { get; } =
    [
        "administrator",
        "coordinator",
        "reader",
        "truther",
        "statistician",
        "coordinator-b",
        "reader-b",
        "truther-b",
        "statistician-b",
        "stranger",
        "nobody",
    ];

    public TestStudy Study { get; private init; } = null!;

    public IReadOnlyList<(string Who, Visitor Visitor)> Visitors => _visitors;

    /// <summary>What stands for the parameters of URLs in study A.</summary>
    public Dictionary<string, string> Values { get; } = [];

    public static async Task<Cast> AssembleAsync(App app, StudyStatus status)
    {
        var study = status switch
        {
            StudyStatus.Draft => await TestStudy.DraftAsync(app),
            StudyStatus.Reading => await TestStudy.SealedAsync(app),
            StudyStatus.Unblinded => await TestStudy.UnblindedAsync(app),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
        var other = await TestStudy.SealedAsync(app);
        var cast = new Cast { Study = study };
        cast.Values["studyId"] = study.Id.ToString();
        cast.Values["caseId"] = study.CaseIds[0].ToString();
        var series = await app.DataAsync(db => db.Series.FirstAsync(s => s.CaseId == study.CaseIds[0]));
        cast.Values["seriesId"] = series.Id.ToString();
        cast.Values["questionId"] = "malignancy";
        cast.Values["direction"] = "up";
        cast.Values["step"] = "answer";
        cast.Values["subject"] = "arms";
        cast.Values["number"] = "1";
        cast.Values["frameList"] = "1,2";
        cast.Values["pageId"] = "0199aaaa-0000-7000-8000-000000000001";
        if (status != StudyStatus.Draft)
        {
            cast.Values["sessionId"] = (await study.SessionOfAsync(study.Readers[0])).ToString();
        }

        if (status == StudyStatus.Reading)
        {
            await study.ReadAsync(study.Readers[0], 1);
        }

        var people = new[]
        {
            await app.PersonAsync("administrator", AccountRoles.Administrator),
            study.Coordinator,
            study.Readers[0],
            study.Truther,
            study.Statistician,
            other.Coordinator,
            other.Readers[0],
            other.Truther,
            other.Statistician,
            await app.PersonAsync("stranger"),
        };
        foreach (var (who, person) in Everybody.Zip(people))
        {
            cast._visitors.Add((who, await app.SignInAsync(person)));
        }

        cast._visitors.Add(("nobody", app.Nobody()));
        return cast;
    }

    public void Dispose() => _visitors.ForEach(v => v.Visitor.Dispose());
}
