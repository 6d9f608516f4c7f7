namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>A decoded JPEG image: all components at full resolution, side by side, in the colours in which they were coded.</summary>
/// <param name="Header">What the stream says of itself.</param>
/// <param name="Samples">Rows x Columns x Components values of at most <see cref="JpegHeader.Precision"/> bits.</param>
internal sealed record JpegImage(JpegHeader Header, ushort[] Samples);
