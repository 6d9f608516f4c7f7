using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

public sealed class ZipFilesTests
{
    private static readonly byte[] Text = "some text"u8.ToArray();

    [Fact]
    public void A_zip_bomb_is_refused_before_it_fills_the_memory()
    {
        var bomb = Importer.Zip(("zeros", new byte[3 << 20]), ("more", new byte[3 << 20]));
        var zips = new ZipFiles(new ZipLimits { MaxUnpackedBytes = 4 << 20 });

        var files = zips.Expand(new SourceFile("bomb.zip", bomb)).ToList();

        Assert.Equal(["bomb.zip/zeros", "bomb.zip"], files.Select(f => f.Path));
        Assert.Equal(
            "the zip unpacks to more than is held in memory: unpack it into a folder on the server and import that",
            files[^1].Refusal
        );
    }

    [Fact]
    public void A_zip_that_is_too_large_points_to_the_server_folder()
    {
        var zips = new ZipFiles(new ZipLimits { MaxPackedBytes = 10 });

        var file = Assert.Single(zips.Expand(new SourceFile("big.zip", Importer.Zip(("a", Text)))));

        Assert.Contains("folder on the server", file.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_zip_within_zips_is_refused()
    {
        var third = Importer.Zip(("a", Text));
        var second = Importer.Zip(("third.zip", third));
        var first = Importer.Zip(("second.zip", second));

        var file = Assert.Single(new ZipFiles(ZipLimits.Default).Expand(new SourceFile("first.zip", first)));

        Assert.Equal("first.zip/second.zip/third.zip", file.Path);
        Assert.StartsWith("a zip within a zip within a zip", file.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_zip_passes_as_it_is()
    {
        var file = new SourceFile("a.dcm", Text);

        Assert.Same(file, Assert.Single(new ZipFiles(ZipLimits.Default).Expand(file)));
    }
}
