namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// A file that has no name: zips that came over the network or out of another zip lie in it while they are unpacked. It is gone when it is
/// closed and when the process ends, however that ends.
/// </summary>
internal static class SpoolFile
{
    public static FileStream Create(string folder)
    {
        var path = Path.Combine(folder, $"{Guid.CreateVersion7():N}.spool");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        // Nobody else can open it in the moment in which it has a name, and so read later what is written into it.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        // The open file stays readable; its name, and with it every way to it, goes now.
        File.Delete(path);
        return stream;
    }
}
