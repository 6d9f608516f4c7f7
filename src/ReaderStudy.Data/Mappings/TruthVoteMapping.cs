using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Data.Mappings;

internal sealed class TruthVoteMapping : IEntityTypeConfiguration<TruthVote>
{
    public void Configure(EntityTypeBuilder<TruthVote> builder)
    {
        builder.ToTable("TruthVotes");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.ClassId).HasMaxLength(64);
        builder.Property(v => v.Rationale).HasMaxLength(TruthVote.LongestRationale);
        builder.HasOne<Case>().WithMany().HasForeignKey(v => v.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.TrutherId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(v => new
            {
                v.CaseId,
                v.Round,
                v.Seat,
            })
            .IsUnique();
        builder
            .HasIndex(v => new
            {
                v.CaseId,
                v.TrutherId,
                v.Round,
            })
            .IsUnique();
    }
}
