using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data.Evidence;
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

namespace ReaderStudy.Data;

/// <summary>Everything that is kept, on SQLite or PostgreSQL. Mappings are a file each in <c>Mappings</c>.</summary>
public sealed class ReaderStudyDbContext(DbContextOptions<ReaderStudyDbContext> options)
    : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Study> Studies => Set<Study>();

    public DbSet<StudyReader> StudyReaders => Set<StudyReader>();

    public DbSet<StudyMember> StudyMembers => Set<StudyMember>();

    public DbSet<ProtocolVersion> ProtocolVersions => Set<ProtocolVersion>();

    public DbSet<OpenRoom> OpenRooms => Set<OpenRoom>();

    public DbSet<Signature> Signatures => Set<Signature>();

    public DbSet<Deviation> Deviations => Set<Deviation>();

    public DbSet<Query> Queries => Set<Query>();

    public DbSet<QueryMessage> QueryMessages => Set<QueryMessage>();

    public DbSet<DataLock> DataLocks => Set<DataLock>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<ReminderDismissal> ReminderDismissals => Set<ReminderDismissal>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<Series> Series => Set<Series>();

    public DbSet<Instance> Instances => Set<Instance>();

    public DbSet<Picture> Pictures => Set<Picture>();

    public DbSet<ReferenceStandard> ReferenceStandards => Set<ReferenceStandard>();

    public DbSet<TruthVote> TruthVotes => Set<TruthVote>();

    public DbSet<SeriesFingerprint> SeriesFingerprints => Set<SeriesFingerprint>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    public DbSet<ReceivingAddress> ReceivingAddresses => Set<ReceivingAddress>();

    public DbSet<ReceivedImage> ReceivedImages => Set<ReceivedImage>();

    public DbSet<HeldImage> HeldImages => Set<HeldImage>();

    public DbSet<CohortFinding> CohortFindings => Set<CohortFinding>();

    public DbSet<SealedAllocation> SealedAllocations => Set<SealedAllocation>();

    public DbSet<ReadingSession> ReadingSessions => Set<ReadingSession>();

    public DbSet<Reading> Readings => Set<Reading>();

    public DbSet<ReadingRevision> ReadingRevisions => Set<ReadingRevision>();

    public DbSet<AiStep> AiSteps => Set<AiStep>();

    public DbSet<PredictionOverlay> PredictionOverlays => Set<PredictionOverlay>();

    public DbSet<SeenIncrement> SeenIncrements => Set<SeenIncrement>();

    public DbSet<DrawnOutline> DrawnOutlines => Set<DrawnOutline>();

    public DbSet<SiteCheck> SiteChecks => Set<SiteCheck>();

    public DbSet<ReadingLinking> ReadingLinkings => Set<ReadingLinking>();

    public DbSet<SignedReading> SignedReadings => Set<SignedReading>();

    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();

    public DbSet<PredictionRun> PredictionRuns => Set<PredictionRun>();

    public DbSet<Prediction> Predictions => Set<Prediction>();

    public DbSet<SealedRun> SealedRuns => Set<SealedRun>();

    public DbSet<AnalysisRun> AnalysisRuns => Set<AnalysisRun>();

    public DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<RegisteredRow> RegisteredRows => Set<RegisteredRow>();

    /// <summary>
    /// Saves; entries of the audit trail are chained to the last one, and rows of evidence registered, in the same transaction as what they
    /// tell of.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var changed = new ChangedRows(this);
        var entries = NewEntries();
        return entries.Count == 0 && changed.IsEmpty
            ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
            : await Chained(acceptAllChangesOnSuccess).RunAsync(entries, changed.RegisterAsync, changed.StudyId, cancellationToken);
    }

    /// <summary>Saves, and registers rows that were there before.</summary>
    internal Task SaveAdmittedAsync(Func<CancellationToken, Task<List<RegisteredRow>>> rows, CancellationToken cancellationToken) =>
        Chained(acceptAllChangesOnSuccess: true).RunAsync(NewEntries(), rows, null, cancellationToken);

    private ChainedSave Chained(bool acceptAllChangesOnSuccess) =>
        new(this, Clock, token => base.SaveChangesAsync(acceptAllChangesOnSuccess, token));

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        NewEntries().Count > 0 || !new ChangedRows(this).IsEmpty
            ? throw new InvalidOperationException("Evidence and entries of the audit trail are saved with SaveChangesAsync.")
            : base.SaveChanges(acceptAllChangesOnSuccess);

    /// <summary>The application's own; a context that was made without an application has the system's.</summary>
    private TimeProvider Clock =>
        options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<TimeProvider>() ?? TimeProvider.System;

    private List<AuditEntry> NewEntries() =>
        ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).OrderBy(e => e.Id).ToList();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        base.OnConfiguring(optionsBuilder);
        optionsBuilder.AddInterceptors(EvidenceGuard.Instance);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ReaderStudyDbContext).Assembly);
        builder.Entity<Person>(person =>
        {
            person.Property(p => p.DisplayName).HasMaxLength(200);
            person.Property(p => p.ConcurrencyStamp).HasMaxLength(64);
            person.Property(p => p.SecurityStamp).HasMaxLength(64);
            person.Property(p => p.PhoneNumber).HasMaxLength(32);
            person.Property(p => p.PasswordHash).HasMaxLength(512);
        });
        foreach (var key in builder.Model.GetEntityTypes().Where(t => IsOurs(t)).SelectMany(t => t.FindPrimaryKey()!.Properties))
        {
            // Ids are made by the domain; the database makes none.
            key.ValueGenerated = ValueGenerated.Never;
        }

        var evidence = EvidenceTables.Kept.Select(k => k.Entity).ToHashSet();
        foreach (var link in builder.Model.GetEntityTypes().Where(t => evidence.Contains(t.ClrType)).SelectMany(t => t.GetForeignKeys()))
        {
            // The database takes no evidence along with something else: what goes is loaded, and registered as removed.
            link.DeleteBehavior = link.DeleteBehavior is DeleteBehavior.Cascade ? DeleteBehavior.ClientCascade : link.DeleteBehavior;
        }
    }

    private static bool IsOurs(IMutableEntityType type) =>
        type.ClrType.Assembly == typeof(Study).Assembly || type.ClrType.Assembly == typeof(ReaderStudyDbContext).Assembly;
}
