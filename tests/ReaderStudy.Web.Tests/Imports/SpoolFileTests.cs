using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

public sealed class SpoolFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readerstudy-spool-");

    [Fact]
    public void It_has_no_name_before_its_first_byte_and_was_nobody_elses_while_it_had_one()
    {
        using var spool = SpoolFile.Create(_folder.FullName);

        Assert.Equal(0, spool.Length);
        Assert.True(OperatingSystem.IsWindows() || _folder.GetFiles().Length == 0);
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(spool.SafeFileHandle) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
