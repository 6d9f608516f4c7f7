using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;

namespace ReaderStudy.Data.Mappings;

internal sealed class PredictionMapping : IEntityTypeConfiguration<Prediction>
{
    public void Configure(EntityTypeBuilder<Prediction> builder)
    {
        builder.ToTable("Predictions");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.ScoresJson).HasMaxLength(10_000);
        builder.Property(p => p.LabelsJson).HasMaxLength(10_000);
        builder.Property(p => p.FailureReason).HasMaxLength(1000);
        builder.Property(p => p.PreprocessingSha256).HasMaxLength(64);
        builder.Property(p => p.Runtime).HasMaxLength(100);
        builder.HasOne<PredictionRun>().WithMany().HasForeignKey(p => p.RunId);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.RunId, p.CaseId }).IsUnique();
    }
}
