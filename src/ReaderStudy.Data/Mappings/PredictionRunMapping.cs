using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class PredictionRunMapping : IEntityTypeConfiguration<PredictionRun>
{
    public void Configure(EntityTypeBuilder<PredictionRun> builder)
    {
        builder.ToTable("PredictionRuns");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.ModelId).HasMaxLength(200);
        builder.Property(r => r.ModelSha256).HasMaxLength(64);
        builder.Property(r => r.FailureReason).HasMaxLength(2000);
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
    }
}
