using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class SiteCheckMapping : IEntityTypeConfiguration<SiteCheck>
{
    public void Configure(EntityTypeBuilder<SiteCheck> builder)
    {
        builder.ToTable("SiteChecks");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.ContentJson).HasMaxLength(SiteCheck.LongestContent);
        builder.HasOne<Study>().WithMany().HasForeignKey(s => s.StudyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReadingSession>().WithMany().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.SessionId, s.Number }).IsUnique();
        builder.HasIndex(s => s.StudyId);
    }
}
