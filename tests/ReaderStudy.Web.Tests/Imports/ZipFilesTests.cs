using System.IO.Compression;
using System.Text;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

public sealed class ZipFilesTests : IDisposable
{
    private static readonly byte[] Text = "some text"u8.ToArray();

    private readonly DirectoryInfo _spool = Directory.CreateTempSubdirectory("spool-");

    [Fact]
    public void A_zip_bomb_is_refused_before_it_fills_the_memory()
    {
        var bomb = Importer.Zip(("zeros", new byte[3 << 20]), ("more", new byte[3 << 20]), ("last", Text));

        var files = Load("bomb.zip", bomb, new ZipLimits { MaxUnpackedBytes = 4 << 20 });

        Assert.Equal(["bomb.zip/zeros", "bomb.zip/more", "bomb.zip"], files.Select(f => f.Path));
        Assert.Equal([true, false, false], files.Select(f => f.Refusal is null));
        Assert.Equal("the zip unpacks to more than it may: unpack it into a folder on the server and import that", files[^1].Refusal);
    }

    [Fact]
    public void A_zip_of_too_many_files_is_refused()
    {
        var files = Load("many.zip", Importer.Zip(("a", Text), ("b", Text), ("c", Text)), new ZipLimits { MaxEntries = 1 });

        Assert.Equal(["many.zip/a", "many.zip/b", "many.zip"], files.Select(f => f.Path));
        Assert.Contains("folder on the server", files[^1].Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_zip_within_zips_is_refused()
    {
        var third = Importer.Zip(("a", Text));
        var second = Importer.Zip(("third.zip", third));
        var first = Importer.Zip(("second.zip", second));

        var file = Assert.Single(Load("first.zip", first));

        Assert.Equal("first.zip/second.zip/third.zip", file.Path);
        Assert.StartsWith("a zip within a zip within a zip", file.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_zip_within_a_zip_is_unpacked_on_disk_and_leaves_nothing_there()
    {
        var noise = new byte[20 << 20];
        for (var i = 0; i < noise.Length; i++)
        {
            // Does not pack, so that the inner zip stays larger than what is held in memory.
            noise[i] = (byte)((i * 2654435761L) >> 13);
        }

        var outer = Importer.Zip(("inner.zip", Importer.Zip(("noise", noise), ("a", Text))));

        var files = Load("outer.zip", outer);

        Assert.Equal(["outer.zip/inner.zip/noise", "outer.zip/inner.zip/a"], files.Select(f => f.Path));
        Assert.Equal(noise.Length, files[0].Bytes.Length);
        Assert.Empty(_spool.GetFiles());
    }

    [Fact]
    public void A_size_that_a_zip_only_claims_costs_no_memory()
    {
        using var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            packing.Write(Text);
        }

        packed.Position = 0;
        using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var file = LoadedFile.Read("claims.zip/a", unpacked, 900L << 20, 1L << 30, _ => "key", 0);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 32 << 20);
        Assert.Equal(Text, file.Bytes.ToArray());
    }

    [Fact]
    public void What_is_no_zip_passes_as_it_is()
    {
        var file = Assert.Single(Load("a.dcm", Text));

        Assert.Equal((Encoding.UTF8.GetString(Text), null), (Encoding.UTF8.GetString(file.Bytes.Span), file.Refusal));
    }

    [Fact]
    public void A_file_that_the_import_has_had_is_not_even_opened_but_keeps_its_place()
    {
        var sources = new SourceKeys(new byte[32]);
        var loader = new FileLoader(sources, ZipLimits.Default, _spool.FullName, new HashSet<string> { sources.Of("a", 9) }, 100);
        var known = new SourceFile("a", default) { Size = 9, Open = () => throw new InvalidOperationException("It was opened.") };

        Assert.Empty(loader.Load(known));
        var next = Assert.Single(loader.Load(new SourceFile("b", Text)));

        Assert.Equal((1, 101L), (loader.Known, next.Order));
    }

    public void Dispose() => _spool.Delete(recursive: true);

    private List<LoadedFile> Load(string path, byte[] bytes, ZipLimits? limits = null) =>
        [
            .. new FileLoader(new SourceKeys(new byte[32]), limits ?? ZipLimits.Default, _spool.FullName, new HashSet<string>(), 0).Load(
                new SourceFile(path, bytes)
            ),
        ];
}
