using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>What a truther has to do.</summary>
/// <param name="ToVote">Cases for a first, independent vote, in an order of the truther's own.</param>
/// <param name="ToVoteAgain">Cases whose votes differ and wait for this truther.</param>
/// <param name="Waiting">Cases that wait for others.</param>
/// <param name="Done">Cases that need nothing any more.</param>
/// <param name="NewVotes">Votes that came after the last signature.</param>
public sealed record TrutherWork(
    IReadOnlyList<CasePanel> ToVote,
    IReadOnlyList<CasePanel> ToVoteAgain,
    int Waiting,
    int Done,
    int NewVotes
);

/// <param name="Name">Of the truther.</param>
/// <param name="Votes">Given in this study.</param>
public sealed record TrutherLine(string Name, int Votes);

/// <summary>How far the truth is, in counts.</summary>
/// <param name="Cases">Included.</param>
/// <param name="WithTruth">Of them, with a reference standard.</param>
/// <param name="Decided">Decided by votes.</param>
/// <param name="Open">Without all first votes.</param>
/// <param name="Differing">Whose votes differ and that nobody has decided.</param>
/// <param name="MostRounds">Complete rounds of the case that has the most.</param>
/// <param name="Truthers">By name.</param>
public sealed record TruthProgress(
    int Cases,
    int WithTruth,
    int Decided,
    int Open,
    int Differing,
    int MostRounds,
    IReadOnlyList<TrutherLine> Truthers
);

/// <param name="Pass">Who looks.</param>
/// <param name="Plan">Of the protocol.</param>
/// <param name="Work">Null for those who do not vote.</param>
/// <param name="Progress">Null for truthers alone.</param>
/// <param name="Panels">Case by case; null while it is hidden.</param>
/// <param name="Agreement">Null while it is hidden, or nothing can be compared.</param>
/// <param name="Names">Of truthers, by person; only with <see cref="Panels"/>.</param>
public sealed record TruthView(
    StudyPass Pass,
    TruthPlan Plan,
    TrutherWork? Work,
    TruthProgress? Progress,
    IReadOnlyList<CasePanel>? Panels,
    TrutherAgreement? Agreement,
    IReadOnlyDictionary<Guid, string> Names
);

/// <summary>
/// Where the truth stands: a truther's own work, and counts for coordinators and statisticians. Votes are shown only to those who see the truth
/// and, until the unblinding, do not vote themselves.
/// </summary>
public sealed class TruthPage(ReaderStudyDbContext db, StudyPanels panels, SignVotes sign)
{
    public async Task<TruthView> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var plan = study.Protocol.Truth;
        var all = plan.HasVotes ? await panels.Handle(study, cancellationToken) : [];
        var names = await NamesAsync(study, all, cancellationToken);
        var seesVotes = plan.HasVotes && SeesVotes(pass);
        return new TruthView(
            pass,
            plan,
            plan.HasVotes && pass.Is(StudyRole.Truther) ? await WorkAsync(pass, all, cancellationToken) : null,
            pass.Is(StudyRole.Coordinator) || pass.Is(StudyRole.Statistician)
                ? await ProgressAsync(study, all, names, cancellationToken)
                : null,
            seesVotes ? all : null,
            seesVotes ? TrutherAgreement.Of(all, study.Protocol.Reference) : null,
            seesVotes ? names : new Dictionary<Guid, string>()
        );
    }

    internal static bool SeesVotes(StudyPass pass) =>
        pass.Sees(StudyItems.Truth) && (pass.Study.IsUnblinded || !pass.Is(StudyRole.Truther));

    private async Task<TrutherWork> WorkAsync(StudyPass pass, IReadOnlyList<CasePanel> all, CancellationToken cancellationToken)
    {
        var byTask = all.ToLookup(p => p.Panel.TaskOf(pass.PersonId));
        var isOpen = pass.Study.Protocol.Truth.IsOpenIn(pass.Study.Status);
        return new TrutherWork(
            isOpen ? [.. byTask[TrutherTask.Vote].OrderBy(p => OwnOrder(p.CaseId, pass.PersonId), StringComparer.Ordinal)] : [],
            isOpen ? [.. byTask[TrutherTask.VoteAgain]] : [],
            byTask[TrutherTask.Wait].Count(),
            byTask[TrutherTask.Nothing].Count(),
            (await sign.Handle(pass, cancellationToken)).NewVotes
        );
    }

    /// <summary>Truthers who work side by side begin at different ends, so that first votes and adjudications are spread over them.</summary>
    private static string OwnOrder(Guid caseId, Guid person) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{caseId:N}{person:N}")));

    private async Task<TruthProgress> ProgressAsync(
        Study study,
        IReadOnlyList<CasePanel> all,
        Dictionary<Guid, string> names,
        CancellationToken cancellationToken
    )
    {
        var cases = await db.Cases.CountAsync(c => c.StudyId == study.Id && c.IsIncluded, cancellationToken);
        var withTruth = await db.Cases.CountAsync(
            c => c.StudyId == study.Id && c.IsIncluded && db.ReferenceStandards.Any(r => r.CaseId == c.Id),
            cancellationToken
        );
        var votes = all.SelectMany(p => p.Votes).ToLookup(v => v.TrutherId);
        return new TruthProgress(
            cases,
            withTruth,
            all.Count(p => p.Panel.State == PanelState.Decided),
            all.Count(p => p.Panel.State == PanelState.FirstVotes),
            all.Count(p => p.Panel.State == PanelState.Differs),
            all.Where(p => p.Panel.State == PanelState.Differs).Select(p => p.Panel.CompleteRounds).DefaultIfEmpty().Max(),
            [.. names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => new TrutherLine(n.Value, votes[n.Key].Count()))]
        );
    }

    /// <summary>Truthers now, and those who voted.</summary>
    private Task<Dictionary<Guid, string>> NamesAsync(Study study, IReadOnlyList<CasePanel> all, CancellationToken cancellationToken)
    {
        var people = all.SelectMany(p => p.Votes).Select(v => v.TrutherId).Concat(StudyPanels.TruthersOf(study)).Distinct().ToList();
        return db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
    }
}
