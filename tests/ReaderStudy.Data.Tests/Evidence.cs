using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

/// <summary>A sealed study with one reader, one case, its truth, and a reading that is open.</summary>
internal sealed class Evidence
{
    public static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    public Study Study { get; } = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Now);

    public ReadingSession Session { get; private set; } = null!;

    public Reading Reading { get; private set; } = null!;

    public ReferenceStandard Truth { get; private set; } = null!;

    public static AnswerSheet Answers { get; } =
        new(
            new Dictionary<string, string>
            {
                ["malignancy"] = "malignant",
                ["subtype"] = "MET",
                ["confidence"] = "90",
            }
        );

    /// <param name="database">Empty.</param>
    /// <param name="before">What is saved beside it while the study is a draft; null: nothing.</param>
    public static async Task<Evidence> StoreAsync(TestDatabase database, Func<Evidence, IEnumerable<object>>? before = null)
    {
        var evidence = new Evidence();
        var study = evidence.Study;
        var reader = study.AddReader("Reader 1", ReaderLevel.Senior, 20, null);
        var one = new Case(study.Id, "C001", "pseudonym");
        evidence.Truth = new ReferenceStandard(one.Id, 1, "MET", "pathology", Guid.CreateVersion7(), Now);
        evidence.Session = new ReadingSession(study.Id, reader.Id, "unaided", 1, ulong.MaxValue, [one.Id]);
        evidence.Reading = Reading.Open(evidence.Session, evidence.Session.Places[0], Now);
        evidence.Reading.SaveDraft(study.Protocol, Answers, 1, null, Now);
        var input = new AllocationInput(
            study.Protocol.Design,
            study.Protocol.Arms,
            study.Protocol.Reference,
            [new AllocationReader(reader.Id, reader.Name, reader.Level)],
            [new AllocationCase(one.Id, one.Code, one.Purpose, null, null)],
            ulong.MaxValue
        );
        var allocation = SealedAllocation.Of(study.Id, input, new byte[32], Now);
        await SealAsync(
            database,
            study,
            [one, evidence.Truth, .. before?.Invoke(evidence) ?? []],
            [allocation, evidence.Session, evidence.Reading]
        );
        return evidence;
    }

    /// <summary>A draft with a case.</summary>
    public static async Task<Study> StoreDraftAsync(TestDatabase database)
    {
        var study = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Now);
        await database.SaveAsync(db => db.AddRange(study, new Case(study.Id, "C001", "pseudonym")));
        return study;
    }

    /// <summary>
    /// Saves a draft with its readers and its cohort, and then its sealing with what comes of it: the database takes no case of a study that
    /// is sealed already.
    /// </summary>
    public static async Task SealAsync(TestDatabase database, Study study, IEnumerable<object> cohort, IEnumerable<object> sealing)
    {
        await database.SaveAsync(db => db.AddRange([study, .. cohort]));
        await using var db = database.Context();
        db.Attach(study);
        study.Seal(1, 0, Guid.CreateVersion7(), Now);
        db.AddRange(sealing);
        await db.SaveChangesAsync();
    }
}
