using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Mappings;

internal sealed class StudyMemberMapping : IEntityTypeConfiguration<StudyMember>
{
    public void Configure(EntityTypeBuilder<StudyMember> builder)
    {
        builder.ToTable("StudyMembers");
        builder.HasKey(m => new
        {
            m.StudyId,
            m.PersonId,
            m.Role,
        });
        builder.HasIndex(m => m.PersonId);
    }
}
