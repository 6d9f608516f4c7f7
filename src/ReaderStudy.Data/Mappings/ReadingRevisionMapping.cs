using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReadingRevisionMapping : IEntityTypeConfiguration<ReadingRevision>
{
    public void Configure(EntityTypeBuilder<ReadingRevision> builder)
    {
        builder.ToTable("ReadingRevisions");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.AnswersJson).HasMaxLength(Reading.LongestAnswers);
        builder.Property(r => r.TimesJson).HasMaxLength(4000);
        builder.Property(r => r.Reason).HasMaxLength(Reading.LongestReason);
        builder.Property(r => r.ConfirmedJson).HasMaxLength(100_000);
        builder.HasIndex(r => new { r.ReadingId, r.Number }).IsUnique();
    }
}
