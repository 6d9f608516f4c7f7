namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Sequence of Ultrasound Regions (PS3.3 C.8.5.5): where the scanner drew echoes. Names stand outside.</summary>
internal static class UltrasoundRegions
{
    private static readonly DicomTag Regions = new(0x0018, 0x6011);
    private static readonly DicomTag MinX = new(0x0018, 0x6018);
    private static readonly DicomTag MinY = new(0x0018, 0x601A);
    private static readonly DicomTag MaxX = new(0x0018, 0x601C);
    private static readonly DicomTag MaxY = new(0x0018, 0x601E);

    /// <summary>The image without the rectangle around all regions, as up to four bands; empty where no region is described.</summary>
    public static IReadOnlyList<PixelRegion> Outside(DicomDataset dataset)
    {
        try
        {
            return Bands(dataset);
        }
        catch (DicomException)
        {
            // A region that makes no sense describes nothing.
            return [];
        }
    }

    private static List<PixelRegion> Bands(DicomDataset dataset)
    {
        var (columns, rows) = (dataset.GetInt(DicomTags.Columns) ?? 0, dataset.GetInt(DicomTags.Rows) ?? 0);
        var (left, top, right, bottom) = (columns, rows, 0, 0);
        foreach (var region in dataset.GetItems(Regions))
        {
            if (
                region.GetInt(MinX) is { } x0
                && region.GetInt(MinY) is { } y0
                && region.GetInt(MaxX) is { } x1
                && region.GetInt(MaxY) is { } y1
            )
            {
                (left, top) = (Math.Min(left, Math.Max(0, x0)), Math.Min(top, Math.Max(0, y0)));
                (right, bottom) = (Math.Max(right, Math.Min(columns, x1 + 1)), Math.Max(bottom, Math.Min(rows, y1 + 1)));
            }
        }

        if (left >= right || top >= bottom)
        {
            return [];
        }

        List<PixelRegion> bands =
        [
            new(0, 0, columns, top),
            new(0, bottom, columns, rows - bottom),
            new(0, top, left, bottom - top),
            new(right, top, columns - right, bottom - top),
        ];
        return bands.FindAll(b => b.Width > 0 && b.Height > 0);
    }
}
