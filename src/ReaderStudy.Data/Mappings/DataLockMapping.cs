using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class DataLockMapping : IEntityTypeConfiguration<DataLock>
{
    public void Configure(EntityTypeBuilder<DataLock> builder)
    {
        builder.ToTable("DataLocks");
        builder.HasKey(l => l.StudyId);
        builder.Property(l => l.StateSha256).HasMaxLength(64);
        builder.Property(l => l.AuditHash).HasMaxLength(64);
        builder.Property(l => l.Reason).HasMaxLength(2000);
        builder.Ignore(l => l.Missing);
        builder.HasOne<Study>().WithOne().HasForeignKey<DataLock>(l => l.StudyId).OnDelete(DeleteBehavior.Restrict);
    }
}
