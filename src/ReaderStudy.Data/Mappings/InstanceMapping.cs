using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class InstanceMapping : IEntityTypeConfiguration<Instance>
{
    public void Configure(EntityTypeBuilder<Instance> builder)
    {
        builder.ToTable("Instances");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.SopInstanceUid).HasMaxLength(64);
        builder.Property(i => i.Sha256).HasMaxLength(64);
        builder.Property(i => i.FileKey).HasMaxLength(300);
        builder.Property(i => i.ExclusionReason).HasMaxLength(500);
        builder.HasIndex(i => new { i.SeriesId, i.SopInstanceUid }).IsUnique();
        builder.HasIndex(i => i.SopInstanceUid);
    }
}
