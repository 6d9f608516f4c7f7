using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class HeldImageMapping : IEntityTypeConfiguration<HeldImage>
{
    public void Configure(EntityTypeBuilder<HeldImage> builder)
    {
        builder.ToTable("HeldImages");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Question).HasMaxLength(500);
        builder.Property(h => h.RegionsJson).HasMaxLength(20_000);
        builder.OwnsOne(h => h.Image, ImageIdentityMapping.Configure);
        builder.Navigation(h => h.Image).IsRequired();
        builder.HasOne<Study>().WithMany().HasForeignKey(h => h.StudyId);
        builder.HasOne<Import>().WithMany().HasForeignKey(h => h.ImportId);
        builder.HasIndex(h => h.ImportFileId);
    }
}
