using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Data.Mappings;

internal sealed class QueryMessageMapping : IEntityTypeConfiguration<QueryMessage>
{
    public void Configure(EntityTypeBuilder<QueryMessage> builder)
    {
        builder.ToTable("QueryMessages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Text).HasMaxLength(Query.LongestText);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.QueryId, m.Number }).IsUnique();
    }
}
