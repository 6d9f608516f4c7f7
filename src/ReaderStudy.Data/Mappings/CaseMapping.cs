using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class CaseMapping : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("Cases");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Code).HasMaxLength(64);
        builder.Property(c => c.Pseudonym).HasMaxLength(64);
        builder.Property(c => c.NumberMark).HasMaxLength(32);
        builder.Property(c => c.Centre).HasMaxLength(100);
        builder.Property(c => c.Sex).HasMaxLength(1);
        builder.Property(c => c.History).HasMaxLength(Case.LongestHistory);
        builder.Property(c => c.Purpose).HasDefaultValue(CasePurpose.Test).ValueGeneratedNever();
        builder.Property(c => c.ExclusionReason).HasMaxLength(500);
        builder.HasOne<Study>().WithMany().HasForeignKey(c => c.StudyId);
        builder.HasMany(c => c.Series).WithOne().HasForeignKey(s => s.CaseId);
        builder.HasIndex(c => new { c.StudyId, c.Code }).IsUnique();
        builder.HasIndex(c => new { c.StudyId, c.Pseudonym }).IsUnique();
    }
}
