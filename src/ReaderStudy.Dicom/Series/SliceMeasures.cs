using System.Buffers;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Series;

/// <summary>What one slice shows, in HU; null: it was not found there.</summary>
/// <param name="Aorta">The mean of a spot of 12 mm.</param>
/// <param name="Liver">The commonest density of even tissue.</param>
/// <param name="Vessel">The brightest spot of about 6 mm that liver surrounds.</param>
/// <param name="Kidney">Medians of the outer layer and of what lies below it.</param>
public sealed record SliceMeasures(double? Aorta, double? Liver, double? Vessel, (double Cortex, double Medulla)? Kidney)
{
    /// <summary>Pixels of a CT are so many mm apart; other spacings are mistakes, of which no picture can be made.</summary>
    private const double FinestSpacing = 0.05;
    private const double CoarsestSpacing = 3;

    /// <summary>What a slice shows that is not axial, too coarse or too fine.</summary>
    internal static readonly SliceMeasures Nothing = new(null, null, null, null);

    /// <summary>Looks at one CT image with native pixels. Nothing is found in one that says not where it lies, or is not axial.</summary>
    /// <exception cref="DicomException">The pixels cannot be read, or are not grey.</exception>
    public static SliceMeasures Of(DicomDataset image)
    {
        if (SlicePlane.Of(image) is not { } plane)
        {
            return Nothing;
        }

        var size = PixelDescription.Of(image);
        var values = ArrayPool<short>.Shared.Rent(size.Rows * size.Columns);
        try
        {
            var slice = values.AsSpan(0, size.Rows * size.Columns);
            VoxelValues.Copy(image, slice);
            return Of(plane, size.Columns, slice);
        }
        finally
        {
            ArrayPool<short>.Shared.Return(values);
        }
    }

    /// <param name="plane">Where the slice lies.</param>
    /// <param name="columns">Pixels in a row.</param>
    /// <param name="slice">HU, row by row.</param>
    internal static SliceMeasures Of(SlicePlane plane, int columns, ReadOnlySpan<short> slice)
    {
        var isAxial = Math.Abs(plane.AlongRow.X) > 0.95 && Math.Abs(plane.AlongColumn.Y) > 0.9;
        if (!isAxial || !IsUsual(plane.ColumnSpacing) || !IsUsual(plane.RowSpacing))
        {
            return Nothing;
        }

        using var pixels = new SlicePixels(plane, columns, slice);
        return new SliceScan(pixels).Measure();
    }

    private static bool IsUsual(double spacing) => spacing is >= FinestSpacing and <= CoarsestSpacing;
}
