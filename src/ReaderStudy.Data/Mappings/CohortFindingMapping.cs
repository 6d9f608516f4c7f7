using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class CohortFindingMapping : IEntityTypeConfiguration<CohortFinding>
{
    public void Configure(EntityTypeBuilder<CohortFinding> builder)
    {
        builder.ToTable("CohortFindings");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Subject).HasMaxLength(200);
        builder.Property(f => f.Message).HasMaxLength(1000);
        builder.Property(f => f.Reason).HasMaxLength(500);
        builder.Ignore(f => f.Blocks);
        builder.HasOne<Study>().WithMany().HasForeignKey(f => f.StudyId);
        builder
            .HasIndex(f => new
            {
                f.StudyId,
                f.Kind,
                f.Subject,
            })
            .IsUnique();
    }
}
