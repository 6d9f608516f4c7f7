using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;

namespace ReaderStudy.Web.Tests.Conduct.Rules;

/// <summary>What a coordinator cannot amend.</summary>
[Collection(RulesCollection.Name)]
public sealed class AmendmentRefusedTests(App app)
{
    private const string Reason = "Readers asked what to do with several lesions.";

    [Fact]
    public async Task An_amendment_has_a_reason_changes_something_and_keeps_the_design()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var current = (await app.DataAsync(study.LoadAsync)).Protocol;
        var changed = current with { Title = "Another title" };

        await NotAmendedAsync(Study.AmendmentHasReason, study, changed, "short");
        await NotAmendedAsync(Study.AmendmentChanges, study, current, Reason);
        await NotAmendedAsync(
            Study.AmendmentKeepsDesign,
            study,
            current with
            {
                Arms = [.. current.Arms, new Arm("second", "Second")],
            },
            Reason
        );
        await NotAmendedAsync(
            Study.AmendmentKeepsDesign,
            study,
            current with
            {
                Analysis = current.Analysis with { Endpoints = [] },
            },
            Reason
        );
        await NotAmendedAsync(
            Study.AmendmentKeepsDesign,
            study,
            current with
            {
                Design = current.Design with { WashoutDays = 1, WashoutReason = "The readers leave." },
            },
            Reason
        );
        await NotAmendedAsync(Study.AmendsWhatWasShown, study, changed, Reason, ("Shown", new string('f', 64)));
        await NotAmendedAsync(SaveProtocol.ChangedMeanwhile, study, changed, Reason, ("Edited", new string('f', 64)));
    }

    [Fact]
    public async Task A_draft_and_locked_data_take_no_amendment()
    {
        var draft = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        var locked = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await locked.LockDataAsync();
        var changed = ProtocolJson.Template("liver-lesion") with { Title = "Another title" };

        await NotAmendedAsync(Study.AmendWhileReading, draft, changed, Reason);
        await NotAmendedAsync(Study.AmendWhileReading, locked, changed, Reason);
    }

    private Task NotAmendedAsync(Rule rule, TestStudy study, Protocol changed, string reason, params (string, string)[] more) =>
        app.RefusedAsync(
            rule,
            study,
            study.Coordinator,
            $"{study.Url}/protocol/amend",
            [("Text", ProtocolJson.Write(changed)), ("Reason", reason), ("Sign", "true"), ("Password", App.Password), .. more]
        );
}
