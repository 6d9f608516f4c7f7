using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class ImportFindingMapping : IEntityTypeConfiguration<ImportFinding>
{
    public void Configure(EntityTypeBuilder<ImportFinding> builder)
    {
        builder.ToTable("ImportFindings");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.CaseCode).HasMaxLength(64);
        builder.Property(f => f.Rater).HasMaxLength(200);
        builder.Property(f => f.Message).HasMaxLength(1000);
        builder.HasOne<Study>().WithMany().HasForeignKey(f => f.StudyId);
    }
}
