using Microsoft.AspNetCore.Identity;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Data.Evidence;

/// <param name="Entity">Its type.</param>
/// <param name="Name">How people are told of a row: words, and properties in braces.</param>
/// <param name="Columns">The properties that are evidence; null: all of them.</param>
public sealed record KeptTable(Type Entity, string Name, IReadOnlyList<string>? Columns);

/// <summary>The one list of what is evidence, and of what is not and why. Every table is in one of the two.</summary>
public static class EvidenceTables
{
    /// <summary>Rows of these are registered with their hash whenever they are added, changed or removed.</summary>
    public static IReadOnlyList<KeptTable> Kept { get; } =
    [
        All<Study>("study {Id}"),
        All<StudyMember>("{Role} {PersonId} of study {StudyId}"),
        All<StudyReader>("reader {Id} of study {StudyId}"),
        All<ProtocolVersion>("protocol version {Number} of study {StudyId}"),
        All<Signature>("signature {Id}"),
        All<Deviation>("deviation {Id}"),
        All<Query>("query {Id}"),
        All<QueryMessage>("query {QueryId}, message {Number}"),
        All<Reminder>("reminder {Id}"),
        All<ReminderDismissal>("dismissal of reminder {ReminderId}"),
        All<DataLock>("data lock of study {StudyId}"),
        All<Case>("case {Id}"),
        All<ReferenceStandard>("reference standard {Id} of case {CaseId}, revision {Revision}"),
        All<TruthVote>("vote {Id} on case {CaseId}, round {Round}"),
        All<SealedAllocation>("allocation of study {StudyId}"),
        All<ReadingSession>("session {Id}"),
        All<SessionPlace>("position {Position} of session {SessionId}"),
        All<Reading>("reading {Id}"),
        All<ReadingRevision>("reading {ReadingId}, revision {Number}"),
        All<AiStep>("step {Number} with the AI of reading {ReadingId}"),
        All<SeenIncrement>("what was seen in reading {ReadingId}, message {Sequence} of page {Page}"),
        All<DrawnOutline>("outline {MaskUid} of reading {ReadingId}"),
        All<SiteCheck>("site check {Number} of session {SessionId}"),
        All<ReadingLinking>("linking {Number} of reading {ReadingId}"),
        All<SignedReading>("signature {SignatureId} on reading {ReadingId}"),
        All<Acknowledgement>("acknowledgement {Id}"),
        All<Prediction>("prediction {Id} for case {CaseId}"),
        All<PredictionOverlay>("overlay {Number} of prediction run {RunId}"),
        All<SealedRun>("run of {ModelId} that was sealed with study {StudyId}"),
        All<AnalysisRun>("analysis {Id}"),
        All<ImportFinding>("finding {Id} in imported readings, row {Row}"),
        // How far a run has come is no evidence; which model it was is.
        Part<PredictionRun>(
            "prediction run {Id}",
            nameof(PredictionRun.StudyId),
            nameof(PredictionRun.ModelId),
            nameof(PredictionRun.ModelSha256),
            nameof(PredictionRun.IsImported),
            nameof(PredictionRun.RequestedBy),
            nameof(PredictionRun.RequestedAt)
        ),
        // Who somebody is and how they prove it; not the counters and stamps that every sign-in moves.
        Part<Person>(
            "account {Id}",
            nameof(Person.UserName),
            nameof(Person.Email),
            nameof(Person.DisplayName),
            nameof(Person.Level),
            nameof(Person.YearsOfExperience),
            nameof(Person.PasswordHash),
            nameof(Person.LockoutEnd)
        ),
        Part<IdentityRole<Guid>>("account role {Id}", nameof(IdentityRole<>.Name)),
        All<IdentityUserRole<Guid>>("role {RoleId} of account {UserId}"),
    ];

    /// <summary>What of series, images and pictures, in this order, is covered by the hash of a case's images from the sealing on.</summary>
    public static IReadOnlyList<KeptTable> Images { get; } =
    [
        Part<Series>(
            "series {Id}",
            nameof(Series.CaseId),
            nameof(Series.ExamUid),
            nameof(Series.SeriesUid),
            nameof(Series.Modality),
            nameof(Series.Phase),
            nameof(Series.ExamAt),
            nameof(Series.Variant),
            nameof(Series.ExclusionReason),
            nameof(Series.Rows),
            nameof(Series.Columns),
            nameof(Series.RowSpacing),
            nameof(Series.ColumnSpacing),
            nameof(Series.SliceSpacing)
        ),
        Part<Instance>(
            "image {Id}",
            nameof(Instance.SeriesId),
            nameof(Instance.SopInstanceUid),
            nameof(Instance.Sha256),
            nameof(Instance.FileKey),
            nameof(Instance.Position),
            nameof(Instance.ExclusionReason)
        ),
        Part<Picture>(
            "picture {Id}",
            nameof(Picture.SeriesId),
            nameof(Picture.Label),
            nameof(Picture.FileKey),
            nameof(Picture.Sha256),
            nameof(Picture.Width),
            nameof(Picture.Height),
            nameof(Picture.TileSize),
            nameof(Picture.Overlap),
            nameof(Picture.Format),
            nameof(Picture.MicronsPerPixel)
        ),
    ];

    /// <summary>Why a table is not evidence.</summary>
    public static IReadOnlyDictionary<Type, string> NotKept { get; } =
        new Dictionary<Type, string>
        {
            [typeof(AuditEntry)] = "The trail itself: its own chain covers it.",
            [typeof(RegisteredRow)] = "The register itself: the hashes of the audit entries cover it.",
            [typeof(Series)] =
                "Made by the import, thousands at a time; changes by people are audit entries. The sealing registers them, one hash a case.",
            [typeof(Instance)] = "Made by the import, thousands at a time. The sealing registers them, one hash a case.",
            [typeof(Picture)] = "Made by the import. The sealing registers them, one hash a case.",
            [typeof(SeriesFingerprint)] = "Computed from the pixels; anybody who has the images can compute it again.",
            [typeof(Import)] = "Progress of an import; its start and its end are audit entries.",
            [typeof(ImportFile)] = "Progress of an import.",
            [typeof(ReceivedImage)] = "Images on their way into a case.",
            [typeof(ReceivingAddress)] = "A door for images; its opening and closing are audit entries.",
            [typeof(HeldImage)] = "Images that are in no case; what is decided is an audit entry.",
            [typeof(CohortFinding)] = "Looked for anew at every change of the images; what is decided is an audit entry.",
            [typeof(OpenRoom)] = "On which page a reader goes on; changes whenever one is opened. What is answered there is evidence.",
            [typeof(IdentityUserClaim<Guid>)] = "Whether a password was given and not chosen; giving and choosing are audit entries.",
            [typeof(IdentityRoleClaim<Guid>)] = "Not used by the platform.",
            [typeof(IdentityUserLogin<Guid>)] = "Not used by the platform.",
            [typeof(IdentityUserToken<Guid>)] = "Not used by the platform.",
            [typeof(IdentityUserPasskey<Guid>)] = "Not used by the platform.",
        };

    private static KeptTable All<T>(string name) => new(typeof(T), name, null);

    private static KeptTable Part<T>(string name, params string[] columns) => new(typeof(T), name, columns);
}
