using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReadingSessionMapping : IEntityTypeConfiguration<ReadingSession>
{
    public void Configure(EntityTypeBuilder<ReadingSession> builder)
    {
        builder.ToTable("ReadingSessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.ArmId).HasMaxLength(64);
        builder.Property(s => s.RevealArmId).HasMaxLength(64);
        // Rows from before there were kinds, periods and parts.
        builder.Property(s => s.Kind).HasDefaultValue(SessionKind.Pivotal).ValueGeneratedNever();
        builder.Property(s => s.Period).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(s => s.Part).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(s => s.Seed).HasMaxLength(20);
        builder.HasOne<Study>().WithMany().HasForeignKey(s => s.StudyId);
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(s => s.ReaderId);
        builder.HasMany(s => s.Places).WithOne().HasForeignKey(p => p.SessionId);
        builder.HasIndex(s => new { s.StudyId, s.Number }).IsUnique();
    }
}
