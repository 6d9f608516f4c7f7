using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Data.Mappings;

internal sealed class ReminderDismissalMapping : IEntityTypeConfiguration<ReminderDismissal>
{
    public void Configure(EntityTypeBuilder<ReminderDismissal> builder)
    {
        builder.ToTable("ReminderDismissals");
        builder.HasKey(d => d.ReminderId);
        builder.HasOne<Reminder>().WithOne().HasForeignKey<ReminderDismissal>(d => d.ReminderId).OnDelete(DeleteBehavior.Restrict);
    }
}
