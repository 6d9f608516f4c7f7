using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Where an overlay lies, as the image store keeps it: of a box its corners, of a mask or an activation map its slices.</summary>
/// <param name="From">Corner with the smaller coordinates, in mm in the patient (DICOM's LPS); null: no box.</param>
/// <param name="To">Corner with the larger coordinates; null: no box.</param>
/// <param name="Slices">Those on which there is something; null: a box.</param>
public sealed record OverlayGeometry(IReadOnlyList<double>? From, IReadOnlyList<double>? To, IReadOnlyList<OverlaySlice>? Slices)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Compressed JSON.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, this, Options);
        }

        return bytes.ToArray();
    }

    public static OverlayGeometry FromBytes(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<OverlayGeometry>(gzip, Options)!;
    }
}

/// <param name="Image">SOP instance UID; never leaves the server.</param>
/// <param name="Runs">Of a mask: pixels inside, row by row, as starts and lengths in turn; null: a map.</param>
/// <param name="Rows">Of a map, which is stretched over the slice; 0: a mask.</param>
/// <param name="Columns">Of a map.</param>
/// <param name="Data">Of a map: a byte a cell, row by row; null: a mask.</param>
public sealed record OverlaySlice(string Image, IReadOnlyList<int>? Runs, int Rows = 0, int Columns = 0, byte[]? Data = null)
{
    /// <param name="image">SOP instance UID.</param>
    /// <param name="pixels">A byte a pixel; what is not 0 is inside.</param>
    public static OverlaySlice OfMask(string image, ReadOnlySpan<byte> pixels)
    {
        var runs = new List<int>();
        for (var at = pixels.IndexOfAnyExcept((byte)0); at >= 0 && at < pixels.Length; )
        {
            var end = pixels[at..].IndexOf((byte)0);
            var length = end < 0 ? pixels.Length - at : end;
            runs.AddRange([at, length]);
            at += length;
            var next = pixels[at..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + next;
        }

        return new OverlaySlice(image, runs);
    }
}
