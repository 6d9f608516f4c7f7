using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class SeriesFingerprintMapping : IEntityTypeConfiguration<SeriesFingerprint>
{
    public void Configure(EntityTypeBuilder<SeriesFingerprint> builder)
    {
        builder.ToTable("SeriesFingerprints");
        builder.HasKey(f => f.SeriesId);
        builder.Property(f => f.PixelSha256).HasMaxLength(64);
        builder.Property(f => f.FilesSha256).HasMaxLength(64);
        builder.HasOne<Series>().WithOne().HasForeignKey<SeriesFingerprint>(f => f.SeriesId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(f => f.PixelSha256);
    }
}
