using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Seen;

namespace ReaderStudy.Data.Mappings;

internal sealed class SeenIncrementMapping : IEntityTypeConfiguration<SeenIncrement>
{
    public void Configure(EntityTypeBuilder<SeenIncrement> builder)
    {
        builder.ToTable("SeenIncrements");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Page).HasMaxLength(32);
        builder.Property(s => s.ContentJson).HasMaxLength(SeenIncrement.LongestContent);
        builder.HasOne<Reading>().WithMany().HasForeignKey(s => s.ReadingId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(s => new
            {
                s.ReadingId,
                s.Page,
                s.Sequence,
            })
            .IsUnique();
    }
}
