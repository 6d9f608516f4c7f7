namespace ReaderStudy.Dicom.Deidentification;

/// <summary>A rectangle of an image's pixels, in columns and rows counted from the upper left corner.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PixelRegion(int Left, int Top, int Width, int Height);
