using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Migrations.Sqlite;

namespace ReaderStudy.Web.Tests;

/// <summary>Looks into the data folder of an application that is killed or ended.</summary>
internal static class DataFolder
{
    public static ReaderStudyDbContext Open(string folder) =>
        new(
            (DbContextOptions<ReaderStudyDbContext>)
                new DbContextOptionsBuilder<ReaderStudyDbContext>()
                    .UseReaderStudySqlite($"Data Source={Path.Combine(folder, "readerstudy.db")};Pooling=False")
                    .Options
        );
}
