using ReaderStudy.Dicom.Part10;

namespace ReaderStudy.Dicom;

/// <summary>
/// A DICOM file (PS3.10). The data set's values are windows on the memory that was read, so that memory must stay as it is.
/// </summary>
/// <param name="Meta">The file meta information, group 0002; empty for files without.</param>
/// <param name="Dataset">Everything else.</param>
/// <param name="Syntax">How the data set was encoded. It still tells how encapsulated pixel data is compressed.</param>
public sealed record DicomFile(DicomDataset Meta, DicomDataset Dataset, TransferSyntax Syntax)
{
    /// <summary>A file to be written: a data set with native pixel data.</summary>
    public DicomFile(DicomDataset dataset)
        : this(new DicomDataset(), dataset, TransferSyntax.ExplicitLittleEndian) { }

    /// <summary>What was odd about a file that was read all the same; empty for a sound one. No message holds a value.</summary>
    public IReadOnlyList<DicomProblem> Problems { get; init; } = [];

    /// <summary>Reads a file that is in memory, with or without preamble and meta header.</summary>
    /// <exception cref="DicomException">It is no DICOM, ends early, contradicts itself, or is beyond this library.</exception>
    public static DicomFile Read(ReadOnlyMemory<byte> file, DicomReadOptions? options = null)
    {
        options ??= DicomReadOptions.Default;
        if (file.IsEmpty)
        {
            throw new DicomException(DicomErrorKind.NotDicom, "not a DICOM file: it is empty");
        }

        var problems = new ReadProblems();
        var (meta, syntax, start) = FileHead.Read(file, problems, options.IsTolerant);
        if (syntax.IsDeflated)
        {
            (file, start) = (Inflation.Of(file[start..], options, problems), 0);
        }

        var dataset = new DatasetReader(file, problems, options.IsTolerant).ReadAll(start, DatasetLayout.Of(syntax));
        if (syntax.Uid == TransferSyntax.GePrivateUid)
        {
            syntax = GePixels.ToLittleEndian(dataset, problems);
        }

        return new DicomFile(meta, dataset, syntax) { Problems = problems.All };
    }

    /// <summary>Reads a file to the stream's end, into memory.</summary>
    /// <exception cref="DicomException">As for <see cref="Read"/>, or the stream is longer than the options allow.</exception>
    public static async Task<DicomFile> ReadAsync(
        Stream stream,
        DicomReadOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= DicomReadOptions.Default;
        var expected = stream.CanSeek ? stream.Length - stream.Position : 0;
        var bytes = new byte[(int)Math.Clamp(expected, 1 << 16, options.MaxFileBytes)];
        var count = 0;
        while (true)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(count), cancellationToken);
            count += read;
            if (read == 0 && count < bytes.Length)
            {
                return Read(bytes.AsMemory(0, count), options);
            }

            if (count == bytes.Length)
            {
                var probe = new byte[1];
                if (await stream.ReadAsync(probe, cancellationToken) == 0)
                {
                    return Read(bytes, options);
                }

                if (count >= options.MaxFileBytes)
                {
                    throw new DicomException(DicomErrorKind.Unsupported, $"the file is larger than {options.MaxFileBytes} bytes");
                }

                Array.Resize(ref bytes, (int)Math.Min(2L * count, options.MaxFileBytes));
                bytes[count++] = probe[0];
            }
        }
    }

    /// <summary>Reads a file from disk.</summary>
    /// <exception cref="DicomException">As for <see cref="Read"/>; the message does not hold the file's name.</exception>
    public static async Task<DicomFile> ReadAsync(
        string path,
        DicomReadOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        return await ReadAsync(stream, options, cancellationToken);
    }

    /// <summary>
    /// Writes a Part 10 file: preamble, a meta header made anew from the data set, and the data set in explicit VR little
    /// endian (or, with encapsulated pixel data, in its compressed syntax, which has the same layout).
    /// </summary>
    public void Write(Stream stream) =>
        Write(stream, Dataset.Find(DicomTags.PixelData)?.Fragments is null ? TransferSyntax.ExplicitLittleEndian : Syntax);

    /// <summary>
    /// Writes a Part 10 file in a syntax of one's choice: implicit or explicit, little or big endian, or deflated. Compressed pixel
    /// data keep their own syntax. Group lengths are left out, odd lengths are made even; nothing else is changed.
    /// </summary>
    /// <exception cref="DicomException">The syntax does not fit the pixel data, or the SOP UIDs are missing.</exception>
    public void Write(Stream stream, TransferSyntax syntax) => FileWriter.Write(stream, this, syntax);

    /// <summary>The bytes that <see cref="Write(Stream)"/> writes.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }
}
