using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Mappings;

internal sealed class RegisteredRowMapping : IEntityTypeConfiguration<RegisteredRow>
{
    public void Configure(EntityTypeBuilder<RegisteredRow> builder)
    {
        builder.ToTable("RegisteredRows");
        builder.HasKey(r => new { r.AuditSequence, r.Number });
        builder.Property(r => r.Table).HasMaxLength(64);
        builder.Property(r => r.Key).HasMaxLength(200);
        builder.Property(r => r.FoundSha256).HasMaxLength(64);
        builder.Property(r => r.Sha256).HasMaxLength(64);
        builder
            .HasIndex(r => new
            {
                r.Table,
                r.Key,
                r.Version,
            })
            .IsUnique();
    }
}
