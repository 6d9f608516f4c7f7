using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class QueryMapping : IEntityTypeConfiguration<Query>
{
    public void Configure(EntityTypeBuilder<Query> builder)
    {
        builder.ToTable("Queries");
        builder.HasKey(q => q.Id);
        builder.Ignore(q => q.State);
        builder.Ignore(q => q.IsPending);
        builder.HasOne<Study>().WithMany().HasForeignKey(q => q.StudyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(q => q.ReaderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReadingSession>().WithMany().HasForeignKey(q => q.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(q => q.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(q => q.Messages).WithOne().HasForeignKey(m => m.QueryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(q => new { q.StudyId, q.Number }).IsUnique();
    }
}
