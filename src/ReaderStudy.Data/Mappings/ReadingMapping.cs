using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReadingMapping : IEntityTypeConfiguration<Reading>
{
    public void Configure(EntityTypeBuilder<Reading> builder)
    {
        builder.ToTable("Readings");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.ArmId).HasMaxLength(64);
        builder.Property(r => r.Status).IsConcurrencyToken();
        // Rows from before the protocol had versions.
        builder.Property(r => r.ProtocolVersion).HasDefaultValue(1).ValueGeneratedNever();
        builder.Ignore(r => r.Latest);
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(r => r.ReaderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReadingSession>().WithMany().HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Revisions).WithOne().HasForeignKey(v => v.ReadingId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(r => new
            {
                r.ReaderId,
                r.CaseId,
                r.ArmId,
                r.SessionId,
                r.Attempt,
            })
            .IsUnique();
        builder.HasIndex(r => r.StudyId);
    }
}
