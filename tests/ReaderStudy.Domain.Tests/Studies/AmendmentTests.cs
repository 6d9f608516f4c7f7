using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Rules;

namespace ReaderStudy.Domain.Tests.Studies;

public sealed class AmendmentTests
{
    private const string Reason = "Readers asked what to do with several lesions.";
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly Guid Coordinator = Guid.CreateVersion7();

    [Fact]
    public void An_amendment_is_a_version_of_its_own_and_is_in_force_from_then_on()
    {
        var study = Sealed();
        var first = ProtocolVersion.Sealed(study);
        var changed = study.Protocol with { Instructions = "Read the largest." };

        var second = study.Amend(changed, " " + Reason + " ", Coordinator, Now.AddDays(3));

        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal((Reason, Coordinator, Now.AddDays(3)), (second.Reason, second.SignedBy, second.EffectiveAt));
        Assert.Equal((2, ProtocolJson.Sha256Of(changed)), (study.ProtocolVersion, study.ProtocolSha256));
        Assert.Equal((study.ProtocolText, study.ProtocolSha256), (second.Text, second.Sha256));
        Assert.NotEqual(first.Sha256, second.Sha256);
    }

    public static TheoryData<string, Func<Protocol, Protocol>> Possible =>
        new()
        {
            { "title", p => p with { Title = "Another" } },
            { "description", p => p with { Description = null } },
            { "instructions", p => p with { Instructions = "Read." } },
            {
                "questions[malignancy].text",
                p => p with { Questions = [p.Questions[0] with { Text = "Malignant?" }, .. p.Questions.Skip(1)] }
            },
            { "questions[remark]", p => p with { Questions = [.. p.Questions, Optional("remark")] } },
            { "checks[malignant-subtype]", p => p with { Checks = [.. p.Checks.Where(c => c.Id != "malignant-subtype")] } },
            { "reading.restHours", p => p with { Reading = p.Reading with { RestHours = 8 } } },
            { "design.washoutDays", p => p with { Design = p.Design with { WashoutDays = 35 } } },
            { "truth.instructions", p => p with { Truth = p.Truth with { Instructions = "Look at pathology." } } },
            { "analysis.sampleSize", p => p with { Analysis = p.Analysis with { SampleSize = "200 cases" } } },
        };

    [Theory]
    [MemberData(nameof(Possible))]
    public void Words_rules_and_plans_can_be_amended(string path, Func<Protocol, Protocol> change)
    {
        var study = Sealed();
        var before = study.Protocol;

        study.Amend(change(before), Reason, Coordinator, Now);

        var found = Assert.Single(ProtocolDifference.Between(before, study.Protocol));
        Assert.Equal(path, found.Path);
        Assert.Equal(path.StartsWith("analysis", StringComparison.Ordinal), found.IsOfAnalysis);
    }

    public static TheoryData<string, Func<Protocol, Protocol>> Impossible =>
        new()
        {
            { "arm 'aided', model", p => p with { Arms = [p.Arms[0], p.Arms[1] with { Model = "other" }] } },
            { "design, kind", p => p with { Design = p.Design with { Kind = DesignKind.FullyCrossed } } },
            { "design, hidden repeats", p => p with { Design = p.Design with { HiddenRepeats = 3 } } },
            { "design, cases per session", p => p with { Design = p.Design with { CasesPerSession = null } } },
            { "reference, reference class 'HCC', group", p => p with { Reference = Regrouped(p.Reference) } },
            { "question 'subtype'", p => p with { Questions = [.. p.Questions.Where(q => q.Id != "subtype")] } },
            { "question 'remark'", p => p with { Questions = [.. p.Questions, Optional("remark") with { Required = true }] } },
            {
                "question 'suspicion', maximum",
                p => p with { Questions = [p.Questions[0], p.Questions[1] with { Maximum = 10 }, p.Questions[2]] }
            },
            {
                "question 'subtype', required",
                p => p with { Questions = [.. p.Questions.Take(2), p.Questions[2] with { Required = false }] }
            },
            { "questions, order", p => p with { Questions = [p.Questions[1], p.Questions[0], p.Questions[2]] } },
            { "task 'benign-malignant', positive", p => p with { Tasks = [p.Tasks[0] with { Positive = "benign" }] } },
            { "training", p => p with { Training = null } },
            { "question 'malignancy', choice", p => p with { Questions = [Relabelled(p.Questions[0]), .. p.Questions.Skip(1)] } },
            { "reference, reference class 'HCC', label", p => p with { Reference = Renamed(p.Reference) } },
            {
                "analysis, endpoint 'time'",
                p => p with { Analysis = p.Analysis with { Endpoints = [.. p.Analysis.Endpoints.Where(e => e.Id != "time")] } }
            },
            {
                "alpha",
                p =>
                    p with
                    {
                        Analysis = p.Analysis with
                        {
                            Endpoints = [p.Analysis.Endpoints[0] with { Alpha = 0.1 }, .. p.Analysis.Endpoints.Skip(1)],
                        },
                    }
            },
            { "reading, rest hours", p => p with { Reading = p.Reading with { RestHours = 3 } } },
            {
                "design, washout days",
                p => p with { Design = p.Design with { WashoutDays = 14, WashoutReason = "Readers leave in March." } }
            },
            { "truth, rule", p => p with { Truth = p.Truth with { Rule = TruthRule.Consensus } } },
            { "hanging, link scrolling", p => p with { Hanging = p.Hanging with { LinkScrolling = false } } },
        };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_was_drawn_for_and_what_was_answered_stays(string where, Func<Protocol, Protocol> change)
    {
        var study = Sealed();
        var before = study.ProtocolText;

        var broken = Broken(Study.AmendmentKeepsDesign, () => study.Amend(change(study.Protocol), Reason, Coordinator, Now));

        Assert.Contains(where, broken.Message, StringComparison.Ordinal);
        Assert.Equal((before, 1), (study.ProtocolText, study.ProtocolVersion));
    }

    [Fact]
    public void An_amendment_has_a_reason_changes_something_and_comes_between_sealing_and_data_lock()
    {
        var draft = Draft();
        Protocol Changed(Study study) => study.Protocol with { Title = "Another" };
        Broken(Study.AmendWhileReading, () => draft.Amend(Changed(draft), Reason, Coordinator, Now));
        var study = Sealed();

        Broken(Study.AmendmentHasReason, () => study.Amend(Changed(study), " too short ", Coordinator, Now));
        Broken(Study.AmendmentChanges, () => study.Amend(study.Protocol, Reason, Coordinator, Now));
        study.LockData(Coordinator, Now);
        Broken(Study.AmendWhileReading, () => study.Amend(Changed(study), Reason, Coordinator, Now));
    }

    [Fact]
    public void A_protocol_that_is_not_complete_or_not_sound_is_not_sealed()
    {
        var waiting = Draft();
        waiting.ChangeProtocol(ProtocolJson.Template("crossover-unaided-aided"));
        var faulty = Draft();
        faulty.ChangeProtocol(faulty.Protocol with { Design = faulty.Protocol.Design with { WashoutDays = 1 } });

        Broken(Study.ProtocolIsComplete, () => waiting.Seal(1, 0, Coordinator, Now));
        Broken(Study.ProtocolIsSound, () => faulty.Seal(1, 0, Coordinator, Now));
        Assert.Equal(StudyStatus.Draft, waiting.Status);
    }

    [Fact]
    public void A_study_that_was_sealed_before_versions_were_kept_gets_its_first_one_once()
    {
        var draft = Draft();

        Assert.Throws<InvalidOperationException>(() => draft.AdoptFirstVersion());
        Assert.Throws<InvalidOperationException>(() => Sealed().AdoptFirstVersion());
    }

    [Fact]
    public void Drafts_are_deleted_with_a_reason_and_finished_studies_archived_once()
    {
        var draft = Draft();
        Broken(Study.RemovalHasReason, () => draft.Remove("no", Coordinator, Now));
        draft.Remove("Made by mistake.", Coordinator, Now);
        Assert.Equal(("Made by mistake.", Coordinator, Now), (draft.RemovalReason, draft.RemovedBy, draft.RemovedAt));
        Broken(Study.SealedStays, () => draft.Remove("Made by mistake.", Coordinator, Now));

        var study = Sealed();
        Broken(Study.SealedStays, () => study.Remove("Made by mistake.", Coordinator, Now));
        Broken(Study.ArchiveAfterUnblinding, () => study.Archive(Coordinator, Now));
        study.LockData(Coordinator, Now);
        study.Unblind(Guid.CreateVersion7(), Now);
        study.Archive(Coordinator, Now);
        Assert.Equal((StudyStatus.Archived, Coordinator), (study.Status, study.ArchivedBy));
        Broken(Study.ArchiveAfterUnblinding, () => study.Archive(Coordinator, Now));
    }

    private static Study Draft()
    {
        var template = Named(ProtocolJson.Template("crossover-unaided-aided"));
        var protocol = template with { Reading = template.Reading with { RestHours = 4 } };
        var study = Study.Draft("Livers", protocol, Coordinator, Now);
        study.AddReader("Reader 1", ReaderLevel.Middle, 8, Guid.CreateVersion7());
        return study;
    }

    private static Study Sealed()
    {
        var study = Draft();
        study.Seal(3, 0, Coordinator, Now);
        return study;
    }

    private static Protocol Named(Protocol protocol) =>
        protocol with
        {
            Arms = [.. protocol.Arms.Select(a => a.ShowsAi ? a with { Model = "mean-hu" } : a)],
        };

    private static Question Optional(string id) =>
        new()
        {
            Id = id,
            Text = "Anything else?",
            Kind = QuestionKind.Text,
            Required = false,
        };

    private static Question Relabelled(Question question) =>
        question with
        {
            Choices = [question.Choices[0] with { Label = "Not malignant" }, .. question.Choices.Skip(1)],
        };

    private static ReferenceClasses Renamed(ReferenceClasses reference) =>
        new() { Classes = [reference.Classes[0] with { Label = "Hepatoma" }, .. reference.Classes.Skip(1)] };

    private static ReferenceClasses Regrouped(ReferenceClasses reference) =>
        new() { Classes = [reference.Classes[0] with { Group = "benign" }, .. reference.Classes.Skip(1)] };
}
