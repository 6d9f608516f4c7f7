using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Hosting;

public sealed class StudyKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readerstudy-keys-");

    [Fact]
    public async Task A_key_is_not_written_into_a_file_that_somebody_else_holds_open()
    {
        var paths = new Paths(new PlatformOptions { DataFolder = _folder.FullName }, _folder.FullName);
        var study = Guid.CreateVersion7();
        var left = Path.Combine(Directory.CreateDirectory(Path.Combine(paths.Keys, "studies")).FullName, $"{study:N}.key.part");
        await File.WriteAllBytesAsync(left, []);
        await using var other = new FileStream(left, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        var key = new StudyKeys(paths).Of(study);

        Assert.Equal(32, key.Length);
        Assert.Equal(key, new StudyKeys(paths).Of(study));
        Assert.Equal(0, other.Length);
        var file = Path.Combine(paths.Keys, "studies", $"{study:N}.key");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
