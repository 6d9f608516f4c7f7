using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReceivingAddressMapping : IEntityTypeConfiguration<ReceivingAddress>
{
    public void Configure(EntityTypeBuilder<ReceivingAddress> builder)
    {
        builder.ToTable("ReceivingAddresses");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Name).HasMaxLength(ReceivingAddress.LongestName);
        builder.Property(a => a.SecretHash).HasMaxLength(64);
        builder.HasOne<Study>().WithMany().HasForeignKey(a => a.StudyId);
        builder.HasOne<Import>().WithMany().HasForeignKey(a => a.ImportId).OnDelete(DeleteBehavior.SetNull);
    }
}
