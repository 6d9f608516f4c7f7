using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>
/// Images that must be held, as plain files, compressed, in a zip and in a zip within it: while they are imported and afterwards, every
/// byte of every file in the data folder and the folder for temporary files is looked at.
/// </summary>
public sealed class HeldOnDiskTests : IDisposable
{
    private const string Marker = "PLANTEDQ";
    private const int LargerThanMemory = 33 << 20;

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("readerstudy-held-");

    [MemoryFolderFact]
    public async Task What_is_held_never_lies_readable_on_the_disk_not_even_while_it_is_decoded_or_unpacked()
    {
        var (data, temporary) = (Folder("data"), Folder("temporary"));
        var (coordinator, study) = await PrepareAsync(data);
        var settings = new Dictionary<string, string>
        {
            ["TMPDIR"] = temporary,
            ["PATH"] = WriteDecoder() + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["DOTNET_EnableDiagnostics"] = "0",
        };
        using var process = new WebProcess(data, settings);
        using var browser = await process.SignInAsync(coordinator);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => WatchAsync([data, temporary], stop.Token));

        var (url, state) = await new Importer(browser, $"/studies/{study}").ImportAsync(
            ($"{Marker}/native.dcm", Native(0)),
            ($"{Marker}/compressed.dcm", Compressed(1)),
            ($"{Marker}.zip", LargeZip())
        );

        await stop.CancelAsync();
        var (seen, looks) = await watching;
        Assert.Equal(
            "0 of 6 files imported; 4 are held until somebody has looked at them; 2 were passed over: 2 are not DICOM.",
            state.GetProperty("sentence").GetString()
        );
        Assert.True(File.Exists(Path.Combine(_work.FullName, "decoded")));
        Assert.True(looks > 20, $"{looks} looks");
        Assert.Empty(seen);
        Assert.Empty(DataFolder.FilesWith(data, Marker));
        Assert.Empty(DataFolder.FilesWith(temporary, Marker));
        Assert.DoesNotContain(process.Output, line => line.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Marker, await browser.PageAsync(url), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _work.Delete(recursive: true);
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_work.FullName, name)).FullName;

    private static async Task<(TestPerson Coordinator, Guid Study)> PrepareAsync(string data)
    {
        await using var app = App.Keeping(data);
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 0, name: "Held");
        return (study.Coordinator, study.Id);
    }

    /// <summary>In the place of the real decoder one that gives planted pixels and takes its time, so that it is surely looked at.</summary>
    private string WriteDecoder()
    {
        var folder = Folder("programs");
        var (script, pixels) = (Path.Combine(folder, "opj_decompress"), Path.Combine(folder, "pixels"));
        File.WriteAllBytes(pixels, Pixels());
        File.WriteAllText(
            script,
            $"#!/bin/sh\ncp {pixels} \"$2/000000000.rawl\"\nsleep 1\ntouch {Path.Combine(_work.FullName, "decoded")}\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }

    /// <summary>Looks again and again at all that is there.</summary>
    private static async Task<(HashSet<string> Seen, int Looks)> WatchAsync(string[] folders, CancellationToken stop)
    {
        var (seen, looks) = (new HashSet<string>(), 0);
        for (; !stop.IsCancellationRequested; looks++)
        {
            foreach (var folder in folders)
            {
                try
                {
                    seen.UnionWith(DataFolder.FilesWith(folder, Marker));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    // A file or folder was gone before it was opened, or is locked by its writer.
                }
            }

            await Task.Delay(1, CancellationToken.None);
        }

        return (seen, looks);
    }

    private static byte[] Pixels() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Marker, 16)));

    private static DicomDataset Planted(int slice)
    {
        var image = TestImages.Slice("1.2.79.1", "1.2.79.2", slice, 60, Marker + "-4711");
        image.Set(DicomTags.PatientName, Marker + "^ZORA");
        image.Set(DicomTags.InstitutionName, Marker + " HOSPITAL");
        image.Set(DicomTags.SeriesDescription, "arterial " + Marker);
        image.Set(DicomTags.BurnedInAnnotation, "YES");
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, Pixels()));
        return image;
    }

    private static byte[] Native(int slice) => new DicomFile(Planted(slice)).ToBytes();

    /// <summary>JPEG 2000 of 8 x 8 pixels of 16 bits with sign, as far as anybody looks at it.</summary>
    private static byte[] Compressed(int slice)
    {
        var image = Planted(slice);
        byte[] stream =
        [
            .. (byte[])[0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0],
            .. (byte[])[0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x8F, 1, 1],
            .. Pixels(),
            .. (byte[])[0xFF, 0xD9, 0],
        ];
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, stream]));
        return new DicomFile(new DicomDataset(), image, TransferSyntax.Of("1.2.840.10008.1.2.4.90")).ToBytes();
    }

    /// <summary>A zip, and one in it, that are too large to be unpacked in memory; nothing in them is packed.</summary>
    private static byte[] LargeZip()
    {
        var inner = Stored((Marker + "/2.dcm", Native(2)), ("filler.txt", RandomNumberGenerator.GetBytes(LargerThanMemory / 2)));
        return Stored(
            (Marker + "/3.dcm", Native(3)),
            ("inner.zip", inner),
            ("filler.txt", RandomNumberGenerator.GetBytes(LargerThanMemory))
        );
    }

    private static byte[] Stored(params (string Path, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (path, bytes) in files)
            {
                using var stream = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }
}

/// <summary>A fact that needs a file system in memory, as Linux has one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MemoryFolderFactAttribute : FactAttribute
{
    public MemoryFolderFactAttribute() => Skip = Directory.Exists("/dev/shm") ? null : "there is no /dev/shm";
}
