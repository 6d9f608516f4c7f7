using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Everything that is kept, on SQLite or PostgreSQL. Mappings are a file each in <c>Mappings</c>.</summary>
public sealed class ReaderStudyDbContext(DbContextOptions<ReaderStudyDbContext> options)
    : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>One writer of the audit chain at a time in this process; other processes are met by the unique sequence.</summary>
    private static readonly SemaphoreSlim AuditGate = new(1, 1);

    public DbSet<Study> Studies => Set<Study>();

    public DbSet<StudyReader> StudyReaders => Set<StudyReader>();

    public DbSet<StudyMember> StudyMembers => Set<StudyMember>();

    public DbSet<ProtocolVersion> ProtocolVersions => Set<ProtocolVersion>();

    public DbSet<Signature> Signatures => Set<Signature>();

    public DbSet<Deviation> Deviations => Set<Deviation>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<Series> Series => Set<Series>();

    public DbSet<Instance> Instances => Set<Instance>();

    public DbSet<ReferenceStandard> ReferenceStandards => Set<ReferenceStandard>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    public DbSet<ReceivingAddress> ReceivingAddresses => Set<ReceivingAddress>();

    public DbSet<ReceivedImage> ReceivedImages => Set<ReceivedImage>();

    public DbSet<HeldImage> HeldImages => Set<HeldImage>();

    public DbSet<CohortFinding> CohortFindings => Set<CohortFinding>();

    public DbSet<ReadingSession> ReadingSessions => Set<ReadingSession>();

    public DbSet<Reading> Readings => Set<Reading>();

    public DbSet<ReadingRevision> ReadingRevisions => Set<ReadingRevision>();

    public DbSet<SignedReading> SignedReadings => Set<SignedReading>();

    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();

    public DbSet<PredictionRun> PredictionRuns => Set<PredictionRun>();

    public DbSet<Prediction> Predictions => Set<Prediction>();

    public DbSet<AnalysisRun> AnalysisRuns => Set<AnalysisRun>();

    public DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Saves; entries of the audit trail are chained to the last one, in the same transaction as what they tell of.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var entries = ChangeTracker
            .Entries<AuditEntry>()
            .Where(e => e.State == EntityState.Added)
            .Select(e => e.Entity)
            .OrderBy(e => e.Id)
            .ToList();
        if (entries.Count == 0)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await AuditGate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var last = await AuditEntries
                    .AsNoTracking()
                    .OrderByDescending(e => e.Sequence)
                    .Select(e => new { e.Sequence, e.Hash })
                    .FirstOrDefaultAsync(cancellationToken);
                var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? AuditChain.Origin);
                foreach (var entry in entries)
                {
                    entry.ChainAfter(sequence, hash);
                    (sequence, hash) = (entry.Sequence, entry.Hash);
                }

                try
                {
                    return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                }
                catch (DbUpdateException exception) when (attempt < 5 && exception.Entries.Any(e => e.Entity is AuditEntry))
                {
                    // Another process wrote the next entry first: chain after that one.
                }
            }
        }
        finally
        {
            AuditGate.Release();
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        ChangeTracker.Entries<AuditEntry>().Any(e => e.State == EntityState.Added)
            ? throw new InvalidOperationException("Entries of the audit trail are saved with SaveChangesAsync.")
            : base.SaveChanges(acceptAllChangesOnSuccess);

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
    }

    private static bool IsOurs(IMutableEntityType type) =>
        type.ClrType.Assembly == typeof(Study).Assembly || type.ClrType.Assembly == typeof(ReaderStudyDbContext).Assembly;
}
