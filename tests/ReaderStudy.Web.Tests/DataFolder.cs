using System.Text;
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

    /// <summary>Names of files below the folder that hold one of these texts, in one or two bytes a letter.</summary>
    public static List<string> FilesWith(string folder, params string[] texts)
    {
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var memory = new MemoryStream();
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                stream.CopyTo(memory);
            }
            catch (FileNotFoundException)
            {
                // Gone since it was listed, as the log of a database whose last connection closed.
                continue;
            }

            var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
            foreach (var text in texts)
            {
                if (bytes.IndexOf(Encoding.ASCII.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0)
                {
                    found.Add($"{Path.GetRelativePath(folder, path)}: {text}");
                }
            }
        }

        return found;
    }
}
