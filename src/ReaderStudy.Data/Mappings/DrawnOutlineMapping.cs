using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Data.Mappings;

internal sealed class DrawnOutlineMapping : IEntityTypeConfiguration<DrawnOutline>
{
    public void Configure(EntityTypeBuilder<DrawnOutline> builder)
    {
        builder.ToTable("DrawnOutlines");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.QuestionId).HasMaxLength(64);
        builder.Property(o => o.MaskUid).HasMaxLength(64);
        builder.Property(o => o.Content).HasMaxLength(Outline.LongestText);
        builder.HasOne<Reading>().WithMany().HasForeignKey(o => o.ReadingId).OnDelete(DeleteBehavior.Restrict);
        // The same outline again is the same row, whoever of two tabs was first.
        builder.HasIndex(o => new { o.ReadingId, o.MaskUid }).IsUnique();
    }
}
