using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class StudyReaderMapping : IEntityTypeConfiguration<StudyReader>
{
    public void Configure(EntityTypeBuilder<StudyReader> builder)
    {
        builder.ToTable("StudyReaders");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.HasIndex(r => new { r.StudyId, r.Name }).IsUnique();
        builder.HasIndex(r => r.PersonId);
    }
}
