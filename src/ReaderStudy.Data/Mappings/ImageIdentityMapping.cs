using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Data.Mappings;

internal static class ImageIdentityMapping
{
    public static void Configure<TOwner>(OwnedNavigationBuilder<TOwner, ImageIdentity> image)
        where TOwner : class
    {
        image.Property(i => i.Order).HasColumnName("Order");
        image.Property(i => i.Patient).HasColumnName("Patient").HasMaxLength(64);
        image.Property(i => i.PersonMark).HasColumnName("PersonMark").HasMaxLength(32);
        image.Property(i => i.NumberMark).HasColumnName("NumberMark").HasMaxLength(32);
        image.Property(i => i.ExamUid).HasColumnName("ExamUid").HasMaxLength(64);
        image.Property(i => i.SeriesUid).HasColumnName("SeriesUid").HasMaxLength(64);
        image.Property(i => i.SopUid).HasColumnName("SopUid").HasMaxLength(64);
        image.Property(i => i.Sha256).HasColumnName("Sha256").HasMaxLength(64);
        image.Property(i => i.PhaseWords).HasColumnName("PhaseWords").HasMaxLength(500);
        image.HasIndex(i => i.SopUid);
    }
}
