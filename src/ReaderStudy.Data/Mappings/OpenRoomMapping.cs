using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Mappings;

internal sealed class OpenRoomMapping : IEntityTypeConfiguration<OpenRoom>
{
    public void Configure(EntityTypeBuilder<OpenRoom> builder)
    {
        builder.ToTable("OpenRooms");
        builder.HasKey(r => r.SessionId);
        builder.HasOne<ReadingSession>().WithOne().HasForeignKey<OpenRoom>(r => r.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
