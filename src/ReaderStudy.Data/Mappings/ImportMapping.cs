using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class ImportMapping : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("Imports");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Folder).HasMaxLength(1000);
        builder.Property(i => i.Source).HasMaxLength(100);
        builder.Property(i => i.FailureReason).HasMaxLength(2000);
        builder.Property(i => i.ReportJson).HasMaxLength(1_000_000);
        builder.HasOne<Study>().WithMany().HasForeignKey(i => i.StudyId);
        builder.HasMany<ImportFile>().WithOne().HasForeignKey(f => f.ImportId);
    }
}
