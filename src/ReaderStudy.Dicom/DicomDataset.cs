namespace ReaderStudy.Dicom;

/// <summary>
/// The elements of an image, or of one item of a sequence, in the order of their tags. Reading values is in
/// <see cref="DicomValues"/>, setting them in <see cref="DicomSetters"/>.
/// </summary>
public sealed class DicomDataset
{
    private readonly List<DicomElement> _elements = [];

    /// <summary>All elements, in ascending order of their tags; nested data sets are in <see cref="DicomElement.Items"/>.</summary>
    public IReadOnlyList<DicomElement> Elements => _elements;

    /// <summary>The data set whose sequence holds this one; null at the top. It lends its character set (PS3.3 C.12.1.1.2).</summary>
    internal DicomDataset? Parent { get; set; }

    /// <summary>Where the item began in the file it was read from, in bytes; a DICOMDIR points at its records so. 0 at the top.</summary>
    internal int Offset { get; init; }

    /// <summary>The element, or null if there is none.</summary>
    public DicomElement? Find(DicomTag tag) => IndexOf(tag) is >= 0 and var i ? _elements[i] : null;

    /// <summary>True if the element is there, even with no value.</summary>
    public bool Contains(DicomTag tag) => IndexOf(tag) >= 0;

    /// <summary>Puts an element in, in place of one with the same tag.</summary>
    public void Set(DicomElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        foreach (var item in element.Items ?? [])
        {
            item.Parent = this;
        }

        if (_elements.Count == 0 || _elements[^1].Tag.Value < element.Tag.Value)
        {
            _elements.Add(element);
            return;
        }

        var i = IndexOf(element.Tag);
        if (i >= 0)
        {
            _elements[i] = element;
        }
        else
        {
            _elements.Insert(~i, element);
        }
    }

    /// <summary>
    /// Fills an empty data set with elements whose items know their parent already. Elements out of order are sorted; of several
    /// with one tag the last counts, and false is returned.
    /// </summary>
    internal bool Load(ReadOnlySpan<DicomElement> elements, bool isOrdered)
    {
        if (isOrdered)
        {
            _elements.AddRange(elements);
            return true;
        }

        var keys = new ulong[elements.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)elements[i].Tag.Value << 32) | (uint)i;
        }

        var sorted = elements.ToArray();
        Array.Sort(keys, sorted);
        _elements.EnsureCapacity(sorted.Length);
        foreach (var element in sorted)
        {
            if (_elements.Count > 0 && _elements[^1].Tag == element.Tag)
            {
                _elements[^1] = element;
            }
            else
            {
                _elements.Add(element);
            }
        }

        return _elements.Count == sorted.Length;
    }

    /// <summary>Takes an element out; false if there was none.</summary>
    public bool Remove(DicomTag tag)
    {
        var i = IndexOf(tag);
        if (i >= 0)
        {
            _elements.RemoveAt(i);
        }

        return i >= 0;
    }

    /// <summary>A data set with the same elements, to be changed without touching this one. Nested items are shared, not copied.</summary>
    public DicomDataset Clone()
    {
        var clone = new DicomDataset { Parent = Parent };
        clone._elements.AddRange(_elements);
        return clone;
    }

    private int IndexOf(DicomTag tag)
    {
        var low = 0;
        var high = _elements.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _elements[middle].Tag.Value;
            if (found == tag.Value)
            {
                return middle;
            }

            (low, high) = found < tag.Value ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
