using System.Collections.Frozen;
using System.Text;

namespace ReaderStudy.Dicom.Standard;

/// <summary>A list of words or terms that is embedded into this assembly; case does not matter.</summary>
internal sealed class EmbeddedList
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _entries;

    private EmbeddedList(FrozenSet<string> entries) => _entries = entries.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A list of lines, each a term that may hold blanks.</summary>
    public static EmbeddedList OfLines(string name) => new(Set(Read(name).Split('\n')));

    /// <summary>A list of words between blanks and line ends; lines that begin with # are comments.</summary>
    public static EmbeddedList OfWords(string name) =>
        new(Set(Read(name).Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' '))));

    public bool Contains(ReadOnlySpan<char> entry) => _entries.Contains(entry);

    private static FrozenSet<string> Set(IEnumerable<string> entries) =>
        entries.Where(e => e.Length > 0).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string Read(string name)
    {
        using var stream =
            typeof(EmbeddedList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The list {name} is not embedded into this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
