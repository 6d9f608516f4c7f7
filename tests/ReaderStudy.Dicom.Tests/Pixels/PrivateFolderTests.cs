using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Pixels.Outside;

namespace ReaderStudy.Dicom.Tests.Pixels;

public sealed class PrivateFolderTests
{
    [PosixFact]
    public void What_a_killed_process_left_goes_and_what_is_in_use_stays()
    {
        using var used = new PrivateFolder(1000);
        var left = Directory.CreateTempSubdirectory("readerstudy-pixels-");
        File.WriteAllText(Path.Combine(left.FullName, "lock"), "");
        File.WriteAllText(Path.Combine(left.FullName, "out.dcm"), "pixels");

        PixelDecoder.RemoveLeftovers();

        Assert.False(Directory.Exists(left.FullName));
        Assert.True(Directory.Exists(used.Path));
    }

    [PosixFact]
    public void It_lies_in_memory_where_there_is_room_is_its_owners_alone_and_goes_with_its_use()
    {
        string path;
        using (var folder = new PrivateFolder(1000))
        {
            path = folder.Path;
            File.WriteAllText(Path.Combine(path, "in.dcm"), "pixels");
            Assert.True(!Directory.Exists("/dev/shm") || path.StartsWith("/dev/shm/", StringComparison.Ordinal), path);
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path)
            );
        }

        Assert.False(Directory.Exists(path));
    }

    [PosixFact]
    public void What_is_too_large_for_memory_lies_with_other_temporary_files()
    {
        using var folder = new PrivateFolder(long.MaxValue / 2);

        Assert.StartsWith(Path.GetTempPath(), folder.Path, StringComparison.Ordinal);
    }
}
