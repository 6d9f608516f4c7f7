namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>A group of connected pixels that may be a letter.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Value">Its grey value: nine tenths of its pixels are not brighter.</param>
/// <param name="Contrast">The median of how far its pixels stand out.</param>
/// <param name="Flatness">Which part of its pixels has its grey value, nearly.</param>
internal readonly record struct Glyph(int Left, int Top, int Width, int Height, int Value, int Contrast, double Flatness)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;
}
