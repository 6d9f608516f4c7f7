using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Tests;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Colours as they are stored for the viewport, RGB of 8 bits, against DCMTK's dcmj2pnm.</summary>
public sealed class ColoursTests
{
    private static readonly string? Program = Environment
        .GetEnvironmentVariable("PATH")
        ?.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "dcmj2pnm"))
        .FirstOrDefault(File.Exists);

    /// <param name="file">Below the shared data.</param>
    /// <param name="most">
    /// How far a sample may lie from DCMTK's: 0 where nothing is computed, 1 where numbers are rounded, more for JPEG, whose decoders may
    /// differ by one step before their colours are converted.
    /// </param>
    [DcmtkTheory("data/dicom-zoo")]
    [InlineData("ultrasound/color-pl.dcm", 0)]
    [InlineData("ultrasound/color-px.dcm", 0)]
    [InlineData("ultrasound/OBXXXX1A_rle_2frame.dcm", 1)]
    [InlineData("dicom-zoo/photometric-and-pixel/examples_palette.dcm", 1)]
    [InlineData("dicom-zoo/photometric-and-pixel/SC_rgb_small_odd.dcm", 0)]
    [InlineData("dicom-zoo/photometric-and-pixel/SC_rgb_small_odd_big_endian.dcm", 0)]
    [InlineData("dicom-zoo/photometric-and-pixel/SC_ybr_full_422_uncompressed.dcm", 2)]
    [InlineData("dicom-zoo/photometric-and-pixel/SC_rgb_dcmtk_+eb+cy+s4.dcm", 4)]
    [InlineData("dicom-zoo/transfer-syntax/ExplVR_BigEnd.dcm", 0)]
    public async Task A_colour_image_shows_as_dcmtk_shows_it(string file, int most)
    {
        var path = SharedData.PathOf("data/" + file);
        var native = await PixelDecoder.ToNativeAsync(DicomFile.Read(await File.ReadAllBytesAsync(path)), null, default);
        var rgb = ColourPixels.ToRgb(native);
        var ours = rgb.Find(DicomTags.PixelData)!.Value.ToArray();

        var (columns, rows, theirs) = await ShownByDcmtkAsync(path);

        Assert.Equal("RGB", rgb.GetString(DicomTags.PhotometricInterpretation));
        Assert.Equal((columns, rows), (rgb.GetInt(DicomTags.Columns), rgb.GetInt(DicomTags.Rows)));
        var furthest = theirs.Select((t, i) => Math.Abs(t - ours[i])).Max();
        Assert.True(furthest <= most, $"A sample differs by {furthest}.");
    }

    /// <summary>The first frame.</summary>
    private static async Task<(int? Columns, int? Rows, byte[] Samples)> ShownByDcmtkAsync(string path)
    {
        var target = Path.Combine(Directory.CreateTempSubdirectory("colours-").FullName, "shown.ppm");
        using (var process = Process.Start(Program!, ["+op", path, target]))
        {
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }

        var bytes = await File.ReadAllBytesAsync(target);
        Directory.Delete(Path.GetDirectoryName(target)!, recursive: true);
        var size = bytes.AsSpan(0, Math.Min(64, bytes.Length)).ToArray();
        var head = Encoding.ASCII.GetString(size).Split((char[])['\n', ' '], 5);
        Assert.Equal(("P6", "255"), (head[0], head[3]));
        var (columns, rows) = (int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));
        return (columns, rows, bytes[^(3 * columns * rows)..]);
    }

    /// <summary>Skipped, visibly, where DCMTK or the images are missing.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class DcmtkTheoryAttribute : TheoryAttribute
    {
        public DcmtkTheoryAttribute(string needs)
        {
            Skip =
                Program is null ? "needs dcmj2pnm (Debian: dcmtk)"
                : SharedData.Has(needs) ? null
                : $"needs ../shared/{needs}";
        }
    }
}
