using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Sealing;

/// <summary>Drafts of other designs than the template's, and what was drawn for them.</summary>
internal static class DesignedStudy
{
    public static readonly Arm Unaided = new("unaided", "Unaided");
    public static readonly Arm LowDose = new("low-dose", "Low dose");
    public static readonly Arm Aided = new("aided", "AI-aided", ShowsAi: true) { Model = TestModels.MeanHu };

    /// <summary>Changes a draft's protocol.</summary>
    public static Task DesignAsync(this TestStudy study, App app, Func<Protocol, Protocol> change) =>
        app.DataAsync(async db =>
        {
            var draft = await study.LoadAsync(db);
            draft.ChangeProtocol(change(draft.Protocol));
            return await db.SaveChangesAsync();
        });

    /// <summary>Two arms without AI in this design.</summary>
    public static Task DesignAsync(this TestStudy study, App app, StudyDesign design) =>
        study.DesignAsync(app, p => p with { Arms = [Unaided, LowDose], Design = design });

    /// <summary>Says what the last cases are for.</summary>
    public static Task UseLastCasesForAsync(this TestStudy study, App app, int count, CasePurpose purpose) =>
        app.DataAsync(async db =>
        {
            var ids = study.CaseIds.TakeLast(count).ToList();
            (await db.Cases.Where(c => ids.Contains(c.Id)).ToListAsync()).ForEach(c => c.UseFor(purpose));
            return await db.SaveChangesAsync();
        });

    public static Task<List<ReadingSession>> DrawnAsync(this TestStudy study, App app) =>
        app.DataAsync(db =>
            db.ReadingSessions.Include(s => s.Places).Where(s => s.StudyId == study.Id).OrderBy(s => s.Number).ToListAsync()
        );

    public static Task<SealedAllocation> KeptAsync(this TestStudy study, App app) =>
        app.DataAsync(db => db.SealedAllocations.SingleAsync(a => a.StudyId == study.Id));
}
