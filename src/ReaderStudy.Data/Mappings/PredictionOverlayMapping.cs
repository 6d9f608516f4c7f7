using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;

namespace ReaderStudy.Data.Mappings;

internal sealed class PredictionOverlayMapping : IEntityTypeConfiguration<PredictionOverlay>
{
    public void Configure(EntityTypeBuilder<PredictionOverlay> builder)
    {
        builder.ToTable("PredictionOverlays");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Label).HasMaxLength(PredictionOverlay.LongestLabel);
        builder.Property(o => o.FileKey).HasMaxLength(200);
        builder.Property(o => o.Sha256).HasMaxLength(64);
        builder.HasOne<PredictionRun>().WithMany().HasForeignKey(o => o.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(o => o.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.RunId, o.Number }).IsUnique();
    }
}
