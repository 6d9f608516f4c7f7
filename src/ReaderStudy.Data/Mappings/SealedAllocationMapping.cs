using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class SealedAllocationMapping : IEntityTypeConfiguration<SealedAllocation>
{
    public void Configure(EntityTypeBuilder<SealedAllocation> builder)
    {
        builder.ToTable("SealedAllocations");
        builder.HasKey(a => a.StudyId);
        builder.Property(a => a.StudyId).ValueGeneratedNever();
        // Some 60,000 cases; the most that PostgreSQL takes for a string with a length.
        builder.Property(a => a.InputJson).HasMaxLength(10_000_000);
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.HasOne<Study>().WithOne().HasForeignKey<SealedAllocation>(a => a.StudyId).OnDelete(DeleteBehavior.Restrict);
    }
}
