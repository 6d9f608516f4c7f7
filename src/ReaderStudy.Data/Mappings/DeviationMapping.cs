using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class DeviationMapping : IEntityTypeConfiguration<Deviation>
{
    public void Configure(EntityTypeBuilder<Deviation> builder)
    {
        builder.ToTable("Deviations");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.RuleCode).HasMaxLength(100);
        builder.Property(d => d.Reason).HasMaxLength(2000);
        builder.Property(d => d.DecisionReason).HasMaxLength(2000);
        builder.Property(d => d.Status).IsConcurrencyToken();
        builder.HasOne<Study>().WithMany().HasForeignKey(d => d.StudyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(d => d.ReaderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReadingSession>().WithMany().HasForeignKey(d => d.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.StudyId);
    }
}
