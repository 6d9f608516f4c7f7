using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class SeriesMapping : IEntityTypeConfiguration<Series>
{
    public void Configure(EntityTypeBuilder<Series> builder)
    {
        builder.ToTable("Series");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.ExamUid).HasMaxLength(64);
        builder.Property(s => s.ExamAt).HasMaxLength(14);
        builder.Property(s => s.SeriesUid).HasMaxLength(64);
        builder.Property(s => s.Modality).HasMaxLength(16);
        builder.Property(s => s.PhaseReason).HasMaxLength(500);
        builder.Property(s => s.GeometryProblem).HasMaxLength(1000);
        builder.Property(s => s.PersonMark).HasMaxLength(32);
        builder.Property(s => s.BodyPart).HasMaxLength(16);
        builder.Property(s => s.PhaseWords).HasMaxLength(500);
        builder.Property(s => s.PhaseEvidence).HasMaxLength(2000);
        builder.Property(s => s.PhaseDoubt).HasMaxLength(500);
        builder.Property(s => s.SplitFromUid).HasMaxLength(64);
        builder.Property(s => s.Variant).HasMaxLength(64);
        builder.Property(s => s.ExclusionReason).HasMaxLength(500);
        builder.HasMany(s => s.Instances).WithOne().HasForeignKey(i => i.SeriesId);
        builder.HasOne(s => s.Picture).WithOne().HasForeignKey<Picture>(p => p.SeriesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.CaseId, s.SeriesUid }).IsUnique();
    }
}
