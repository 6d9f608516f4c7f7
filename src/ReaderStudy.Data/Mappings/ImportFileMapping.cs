using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class ImportFileMapping : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> builder)
    {
        builder.ToTable("ImportFiles");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.SourceKey).HasMaxLength(64);
        builder.Property(f => f.Name).HasMaxLength(1000);
        builder.Property(f => f.Reason).HasMaxLength(1000);
        builder.HasIndex(f => new { f.ImportId, f.SourceKey }).IsUnique();
    }
}
