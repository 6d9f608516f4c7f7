using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Mappings;

internal sealed class SignedReadingMapping : IEntityTypeConfiguration<SignedReading>
{
    public void Configure(EntityTypeBuilder<SignedReading> builder)
    {
        builder.ToTable("SignedReadings");
        builder.HasKey(s => new { s.SignatureId, s.ReadingId });
        builder.Property(s => s.AnswersSha256).HasMaxLength(64);
        builder.HasOne<Signature>().WithMany().HasForeignKey(s => s.SignatureId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Reading>().WithMany().HasForeignKey(s => s.ReadingId).OnDelete(DeleteBehavior.Restrict);
        // One signature a revision: signing in two tabs at once is signing once.
        builder.HasIndex(s => new { s.ReadingId, s.RevisionNumber }).IsUnique();
    }
}
