namespace ReaderStudy.Domain.Cohorts;

/// <summary>How the tiles of a picture are cut, as in a Deep Zoom image of that size.</summary>
/// <param name="Width">Of the whole picture, in pixels.</param>
/// <param name="Height">Of the whole picture, in pixels.</param>
/// <param name="TileSize">Side of a tile without its overlap, in pixels.</param>
/// <param name="Overlap">What a tile shows of each neighbour, in pixels.</param>
/// <param name="Format">Of a tile: <c>jpg</c>.</param>
public sealed record PictureShape(int Width, int Height, int TileSize, int Overlap, string Format);

/// <summary>
/// A slide or a photograph, kept as tiles that were made from its pixels alone. In a case it is the whole of a <see cref="Series"/> without
/// images, which says of it what is said of every series: variant, exclusion, fingerprint.
/// </summary>
public sealed class Picture
{
    /// <summary>Of a slide whose pixels have a size.</summary>
    public const string Slide = "SM";

    /// <summary>Of a photograph.</summary>
    public const string Photograph = "XC";

    public Picture(Guid? importId, Guid? importFileId, string caseMark, string label, string fileKey, string sha256, PictureShape shape)
    {
        Id = Guid.CreateVersion7();
        ImportId = importId;
        ImportFileId = importFileId;
        CaseMark = caseMark;
        Label = label;
        FileKey = fileKey;
        Sha256 = sha256;
        Width = shape.Width;
        Height = shape.Height;
        TileSize = shape.TileSize;
        Overlap = shape.Overlap;
        Format = shape.Format;
    }

    private Picture()
    {
        CaseMark = "";
        Label = "";
        FileKey = "";
        Sha256 = "";
        Format = "";
    }

    public Guid Id { get; private set; }

    /// <summary>Null: received, and in no case yet.</summary>
    public Guid? SeriesId { get; private set; }

    /// <summary>Null in a copy of a study.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>Null in a copy of a study.</summary>
    public Guid? ImportFileId { get; private set; }

    /// <summary>Keyed hash of the case as the file's name gave it.</summary>
    public string CaseMark { get; private set; }

    /// <summary>The stain or view, one of those that are known; empty where the name said none.</summary>
    public string Label { get; private set; }

    /// <summary>Where the image store keeps its tiles.</summary>
    public string FileKey { get; private set; }

    /// <summary>Of the stored tiles, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int TileSize { get; private set; }

    public int Overlap { get; private set; }

    public string Format { get; private set; }

    /// <summary>Side of a pixel in micrometres; null when it is not known.</summary>
    public double? MicronsPerPixel { get; private set; }

    public PictureShape Shape => new(Width, Height, TileSize, Overlap, Format);

    public void Measure(double? micronsPerPixel) => MicronsPerPixel = micronsPerPixel;

    internal void PlaceIn(Guid seriesId) => SeriesId = seriesId;

    /// <summary>The same picture in another study's series.</summary>
    public Picture CopyTo(Guid seriesId, string fileKey) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            SeriesId = seriesId,
            CaseMark = CaseMark,
            Label = Label,
            FileKey = fileKey,
            Sha256 = Sha256,
            Width = Width,
            Height = Height,
            TileSize = TileSize,
            Overlap = Overlap,
            Format = Format,
            MicronsPerPixel = MicronsPerPixel,
        };
}
