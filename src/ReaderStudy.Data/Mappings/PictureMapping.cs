using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal sealed class PictureMapping : IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Picture> builder)
    {
        builder.ToTable("Pictures");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.CaseMark).HasMaxLength(32);
        builder.Property(p => p.Label).HasMaxLength(32);
        builder.Property(p => p.FileKey).HasMaxLength(300);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Property(p => p.Format).HasMaxLength(8);
        builder.Ignore(p => p.Shape);
        builder.HasOne<Import>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.ImportFileId);
    }
}
