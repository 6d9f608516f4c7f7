using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class SealedRunMapping : IEntityTypeConfiguration<SealedRun>
{
    public void Configure(EntityTypeBuilder<SealedRun> builder)
    {
        builder.ToTable("SealedRuns");
        builder.HasKey(r => new { r.StudyId, r.ModelId });
        builder.Property(r => r.ModelId).HasMaxLength(200);
        builder.Property(r => r.ModelSha256).HasMaxLength(64);
        // Rows from before a model could draw.
        builder.Property(r => r.OverlaysSha256).HasMaxLength(64).HasDefaultValue("").ValueGeneratedNever();
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PredictionRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
