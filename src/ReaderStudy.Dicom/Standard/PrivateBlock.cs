namespace ReaderStudy.Dicom.Standard;

/// <summary>The elements of one creator in one group, by the last two digits of their numbers.</summary>
internal sealed class PrivateBlock
{
    private readonly Dictionary<byte, PrivateDictionaryEntry> _entries = [];

    public PrivateDictionaryEntry? Find(DicomTag tag) => _entries.GetValueOrDefault((byte)tag.Element);

    public void Add(byte element, PrivateDictionaryEntry entry) => _entries[element] = entry;
}
