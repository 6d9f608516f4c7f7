using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class ProtocolVersionMapping : IEntityTypeConfiguration<ProtocolVersion>
{
    public void Configure(EntityTypeBuilder<ProtocolVersion> builder)
    {
        builder.ToTable("ProtocolVersions");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Text).HasMaxLength(1_000_000);
        builder.Property(v => v.Sha256).HasMaxLength(64);
        builder.Property(v => v.Reason).HasMaxLength(2000);
        builder.Ignore(v => v.Protocol);
        builder.HasOne<Study>().WithMany().HasForeignKey(v => v.StudyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.StudyId, v.Number }).IsUnique();
    }
}
