namespace ReaderStudy.Dicom.Pixels.Outside;

/// <summary>A program that turns a compressed DICOM file into a native one: <c>gdcmconv --raw</c>, DCMTK's <c>dcmdjpls</c> and <c>dcmdjpeg</c>.</summary>
internal static class DicomProgram
{
    /// <summary>The decoded pixels; the description is that of the file that came back.</summary>
    public static Task<NativePixels> DecodeAsync(
        string program,
        CompressedImage image,
        DecoderOptions options,
        CancellationToken cancellationToken
    )
    {
        // The stream may hold more bits than the header says, hence twice the size; and the header takes some room.
        var most = (2 * image.Description.FrameBytes * image.Description.Frames) + (1 << 20);
        return OutsideProgram.InFolderAsync(
            image.Frames.Sum(f => (long)f.Length) + most,
            async folder =>
            {
                var input = Path.Combine(folder, "in.dcm");
                var output = Path.Combine(folder, "out.dcm");
                await using (var stream = File.Create(input))
                {
                    FileOf(image).Write(stream);
                }

                string[] arguments = Path.GetFileNameWithoutExtension(program) switch
                {
                    "dcmdjpeg" => ["--conv-never", "--planar-auto", input, output],
                    "dcmdjpls" => [input, output],
                    _ => ["--raw", input, output],
                };
                await OutsideProgram.RunAsync(program, arguments, folder, most, options, cancellationToken);
                if (!File.Exists(output))
                {
                    throw new OutsideProgramException("no image came back", wasStopped: false);
                }

                if (new FileInfo(output).Length > most)
                {
                    throw new OutsideProgramException("more came back than the image can hold", wasStopped: false);
                }

                try
                {
                    return NativePixels.Of((await DicomFile.ReadAsync(output, null, cancellationToken)).Dataset);
                }
                catch (DicomException e)
                {
                    throw new OutsideProgramException($"what came back cannot be read: {e.Message}", wasStopped: false);
                }
            },
            cancellationToken
        );
    }

    /// <summary>A file with the pixels and their description only, one fragment a frame.</summary>
    private static DicomFile FileOf(CompressedImage image)
    {
        var description = image.Description;
        var dataset = new DicomDataset();
        dataset.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        dataset.Set(DicomTags.SopInstanceUid, DicomUid.New());
        dataset.Set(DicomTags.SamplesPerPixel, (double)description.SamplesPerPixel);
        dataset.Set(DicomTags.PhotometricInterpretation, description.Photometric);
        if (description.SamplesPerPixel > 1)
        {
            dataset.Set(DicomTags.PlanarConfiguration, 0d);
        }

        if (description.Frames > 1)
        {
            dataset.Set(DicomTags.NumberOfFrames, (double)description.Frames);
        }

        dataset.Set(DicomTags.Rows, (double)description.Rows);
        dataset.Set(DicomTags.Columns, (double)description.Columns);
        dataset.Set(DicomTags.BitsAllocated, (double)description.BitsAllocated);
        dataset.Set(DicomTags.BitsStored, (double)description.BitsStored);
        dataset.Set(DicomTags.HighBit, (double)description.HighBit);
        dataset.Set(DicomTags.PixelRepresentation, description.IsSigned ? 1d : 0d);
        dataset.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, .. image.Frames.Select(Even)]));
        return new DicomFile(new DicomDataset(), dataset, SyntaxOf(image));
    }

    /// <summary>The file's own syntax, unless the stream is something else, or JPEG 2000 of a kind whose UID the programs do not know.</summary>
    private static TransferSyntax SyntaxOf(CompressedImage image)
    {
        var uid = (image.Coding, image.Syntax.Uid) switch
        {
            (PixelCoding.Jpeg2000, "1.2.840.10008.1.2.4.90") => image.Syntax.Uid,
            (PixelCoding.Jpeg2000, _) => "1.2.840.10008.1.2.4.91",
            (PixelCoding.JpegLs, "1.2.840.10008.1.2.4.80") => image.Syntax.Uid,
            (PixelCoding.JpegLs, _) => "1.2.840.10008.1.2.4.81",
            _ => image.Syntax.Uid,
        };
        return TransferSyntax.Of(uid);
    }

    private static ReadOnlyMemory<byte> Even(ReadOnlyMemory<byte> stream) => stream.Length % 2 == 0 ? stream : (byte[])[.. stream.Span, 0];
}
