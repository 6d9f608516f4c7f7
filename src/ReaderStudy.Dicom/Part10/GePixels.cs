namespace ReaderStudy.Dicom.Part10;

/// <summary>The private transfer syntax of General Electric: everything is implicit VR little endian but pixels of 16 bits.</summary>
internal static class GePixels
{
    /// <summary>Turns the pixels round, so that the data set is what its new syntax says.</summary>
    public static TransferSyntax ToLittleEndian(DicomDataset dataset, ReadProblems problems)
    {
        if (dataset.Find(DicomTags.PixelData) is { Fragments: null } pixels && dataset.GetInt(DicomTags.BitsAllocated) == 16)
        {
            dataset.Set(new DicomElement(pixels.Tag, DicomVr.OW, ByteOrder.Turned(pixels.Value, DicomVr.OW)));
        }

        problems.Add(DicomErrorKind.Malformed, $"the private transfer syntax {TransferSyntax.GePrivateUid} has its pixels in big endian");
        return TransferSyntax.ImplicitLittleEndian;
    }
}
