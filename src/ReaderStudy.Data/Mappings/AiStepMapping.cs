using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Mappings;

internal sealed class AiStepMapping : IEntityTypeConfiguration<AiStep>
{
    public void Configure(EntityTypeBuilder<AiStep> builder)
    {
        builder.ToTable("AiSteps");
        builder.HasKey(s => new { s.ReadingId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.HasOne<Reading>().WithMany().HasForeignKey(s => s.ReadingId).OnDelete(DeleteBehavior.Restrict);
    }
}
