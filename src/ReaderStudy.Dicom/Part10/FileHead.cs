using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Part10;

/// <summary>Finds where a data set begins and how it is encoded, for files with and without preamble and meta header.</summary>
internal static class FileHead
{
    private const int PreambleLength = 128;

    /// <summary>
    /// Reads the meta header, if there is one. Without one, or where the header names an encoding that the first element
    /// contradicts, the first element decides (PS3.10 7.1 asks for the header; old and careless files lack it).
    /// </summary>
    public static (DicomDataset Meta, TransferSyntax Syntax, int Start) Read(
        ReadOnlyMemory<byte> file,
        ReadProblems problems,
        bool isTolerant
    )
    {
        // The letters DICM may stand at byte 128 by chance, in a data set without preamble.
        var hasPrefix = HasPrefix(file.Span) && (Guess(file.Span) is null || Guess(file.Span[(PreambleLength + 4)..]) is not null);
        var start = hasPrefix ? PreambleLength + 4 : 0;
        if (!hasPrefix && file.Span.StartsWith("DICM"u8) && Guess(file.Span[4..]) is not null)
        {
            problems.Add(DicomErrorKind.Malformed, $"the file has a DICOM prefix but no preamble");
            start = 4;
        }

        var reader = new DatasetReader(file, problems, isTolerant);
        var meta = reader.ReadMeta(start);
        start = meta.Elements.Count > 0 ? reader.Position : start;
        var declared = meta.GetString(DicomTags.TransferSyntaxUid) is { } uid ? TransferSyntax.Of(uid) : null;
        if (declared is { IsDeflated: true })
        {
            return (meta, declared, start);
        }

        if (start >= file.Length && (meta.Elements.Count > 0 || hasPrefix))
        {
            throw new DicomException(DicomErrorKind.Truncated, "truncated: the file ends after its meta header");
        }

        var found = Guess(file.Span[start..]);
        if (found is null && declared is null && meta.Elements.Count > 0)
        {
            return (meta, TransferSyntax.ImplicitLittleEndian, start);
        }

        if (found is null && declared is null)
        {
            throw new DicomException(
                DicomErrorKind.NotDicom,
                hasPrefix
                    ? "not readable as DICOM: a DICOM prefix is followed by no data set"
                    : "not a DICOM file: neither the DICM prefix nor a data element at its start"
            );
        }

        // An encapsulated or otherwise explicit little endian syntax is confirmed by finding explicit little endian.
        var contradicts =
            declared is not null
            && found is not null
            && (declared.IsImplicit != found.IsImplicit || declared.IsBigEndian != found.IsBigEndian);
        if (contradicts)
        {
            problems.Add(DicomErrorKind.Malformed, $"the file says that it is {declared!.Name}, but is {found!.Name}");
        }
        else if (meta.Elements.Count == 0)
        {
            problems.Add(DicomErrorKind.Malformed, $"the file has no meta header; it is read as {found!.Name}");
        }
        else if (declared is null)
        {
            problems.Add(DicomErrorKind.Malformed, $"the meta header names no transfer syntax; the file is read as {found!.Name}");
        }

        return (meta, declared is null || contradicts ? found! : declared, start);
    }

    private static bool HasPrefix(ReadOnlySpan<byte> file) =>
        file.Length >= PreambleLength + 4 && file[PreambleLength..].StartsWith("DICM"u8);

    /// <summary>The encoding that makes sense of a data set's first element; null if none does.</summary>
    private static TransferSyntax? Guess(ReadOnlySpan<byte> dataset)
    {
        if (dataset.Length < 8)
        {
            return null;
        }

        var little = BinaryPrimitives.ReadUInt16LittleEndian(dataset);
        var big = BinaryPrimitives.ReadUInt16BigEndian(dataset);
        if (VrTable.Find(dataset[4], dataset[5]) is not null)
        {
            // Groups of first elements are small numbers, so the wrong order of bytes shows as a large one.
            return little <= big ? TransferSyntax.ExplicitLittleEndian : TransferSyntax.ExplicitBigEndian;
        }

        var tag = new DicomTag(little, BinaryPrimitives.ReadUInt16LittleEndian(dataset[2..]));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(dataset[4..]);
        var plausible =
            (DicomDictionary.Find(tag) is not null || (tag.Element == 0 && little is > 0 and <= 0x28 && little % 2 == 0))
            && length <= dataset.Length;
        return plausible || (DicomDictionary.Find(tag) is not null && length == uint.MaxValue) ? TransferSyntax.ImplicitLittleEndian : null;
    }
}
