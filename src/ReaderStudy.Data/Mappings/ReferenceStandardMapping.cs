using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReferenceStandardMapping : IEntityTypeConfiguration<ReferenceStandard>
{
    public void Configure(EntityTypeBuilder<ReferenceStandard> builder)
    {
        builder.ToTable("ReferenceStandards");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.ClassId).HasMaxLength(64);
        builder.Property(r => r.Source).HasMaxLength(200);
        builder.Ignore(r => r.Lesion);
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
        builder.HasIndex(r => r.RecordedBy);
        builder.HasIndex(r => new { r.CaseId, r.Revision }).IsUnique();
    }
}
