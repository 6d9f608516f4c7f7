namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>The Huffman-coded processes of ISO/IEC 10918-1.</summary>
internal enum JpegProcess
{
    /// <summary>Baseline and extended, 8 or 12 bits (processes 1, 2 and 4).</summary>
    Sequential,

    /// <summary>Spectral selection and successive approximation.</summary>
    Progressive,

    /// <summary>Process 14: differences from neighbours.</summary>
    Lossless,
}
