using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReadingLinkingMapping : IEntityTypeConfiguration<ReadingLinking>
{
    public void Configure(EntityTypeBuilder<ReadingLinking> builder)
    {
        builder.ToTable("ReadingLinkings");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.LinkingJson).HasMaxLength(20_000);
        builder.HasOne<Reading>().WithMany().HasForeignKey(l => l.ReadingId).OnDelete(DeleteBehavior.Restrict);
        // Two tabs at once: the second one looks again.
        builder.HasIndex(l => new { l.ReadingId, l.Number }).IsUnique();
    }
}
