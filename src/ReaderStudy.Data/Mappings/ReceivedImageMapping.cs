using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReceivedImageMapping : IEntityTypeConfiguration<ReceivedImage>
{
    public void Configure(EntityTypeBuilder<ReceivedImage> builder)
    {
        builder.ToTable("ReceivedImages");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.FileKey).HasMaxLength(300);
        builder.OwnsOne(r => r.Image, ImageIdentityMapping.Configure);
        builder.Navigation(r => r.Image).IsRequired();
        builder.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId);
        builder.HasIndex(r => r.ImportFileId);
    }
}
