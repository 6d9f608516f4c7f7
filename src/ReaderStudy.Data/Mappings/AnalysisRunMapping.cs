using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class AnalysisRunMapping : IEntityTypeConfiguration<AnalysisRun>
{
    public void Configure(EntityTypeBuilder<AnalysisRun> builder)
    {
        builder.ToTable("AnalysisRuns");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.InputSha256).HasMaxLength(64);
        builder.Property(r => r.ProtocolSha256).HasMaxLength(64);
        builder.Property(r => r.SoftwareVersion).HasMaxLength(64);
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
    }
}
