using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class StudyMapping : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.ToTable("Studies");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Name).HasMaxLength(200);
        builder.Property(s => s.Status).IsConcurrencyToken();
        builder.Property(s => s.ProtocolText).HasMaxLength(1_000_000).IsConcurrencyToken();
        builder.Property(s => s.RemovalReason).HasMaxLength(2000);
        builder.Property(s => s.ProtocolSha256).HasMaxLength(64);
        builder.Ignore(s => s.Protocol);
        builder.HasMany(s => s.Members).WithOne().HasForeignKey(m => m.StudyId);
        builder.HasMany(s => s.Readers).WithOne().HasForeignKey(r => r.StudyId);
    }
}
