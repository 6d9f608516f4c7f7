using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Mappings;

internal sealed class SessionPlaceMapping : IEntityTypeConfiguration<SessionPlace>
{
    public void Configure(EntityTypeBuilder<SessionPlace> builder)
    {
        builder.ToTable("SessionPlaces");
        builder.HasKey(p => new { p.SessionId, p.Position });
        builder.Property(p => p.IsRevealed).HasDefaultValue(true).ValueGeneratedNever();
        builder.Property(p => p.ShamClassId).HasMaxLength(64);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(p => new
            {
                p.SessionId,
                p.CaseId,
                p.Attempt,
            })
            .IsUnique();
    }
}
