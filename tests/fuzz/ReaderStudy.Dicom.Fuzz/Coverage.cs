using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>
/// Which branches have been seen, and how often within one input, in the eight classes of AFL (1, 2, 3, 4-7, 8-15, 16-31, 32-127, more).
/// </summary>
internal sealed class Coverage
{
    public const int Size = 1 << 16;

    private readonly byte[] _seen = new byte[Size];

    /// <summary>Edges that were taken at least once.</summary>
    public int Edges => _seen.Count(b => b != 0);

    /// <summary>Takes the counts of one input in; true if any is of a class that no input had before.</summary>
    public bool Add(ReadOnlySpan<byte> counts)
    {
        var isNew = false;
        var words = MemoryMarshal.Cast<byte, ulong>(counts);
        for (var w = 0; w < words.Length; w++)
        {
            if (words[w] == 0)
            {
                continue;
            }

            for (var i = 8 * w; i < (8 * w) + 8; i++)
            {
                var bit = ClassOf(counts[i]);
                if ((_seen[i] & bit) != bit)
                {
                    _seen[i] |= bit;
                    isNew = true;
                }
            }
        }

        return isNew;
    }

    private static byte ClassOf(byte count) =>
        count switch
        {
            0 => 0,
            1 => 1,
            2 => 2,
            3 => 4,
            < 8 => 8,
            < 16 => 16,
            < 32 => 32,
            < 128 => 64,
            _ => 128,
        };
}
