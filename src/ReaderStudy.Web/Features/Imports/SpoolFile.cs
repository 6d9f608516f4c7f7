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
        var stream = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.Delete,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.SequentialScan
        );
        if (!OperatingSystem.IsWindows())
        {
            // The open file stays readable; its name, and with it every way to it, goes now.
            File.Delete(path);
        }

        return stream;
    }
}
