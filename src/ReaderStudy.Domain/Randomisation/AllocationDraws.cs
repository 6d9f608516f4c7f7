namespace ReaderStudy.Domain.Randomisation;

/// <summary>What a number of the generator decides; each purpose has a generator of its own, numbered as here.</summary>
internal enum DrawPurpose : ulong
{
    /// <summary>Which arms the symbols of the square stand for, and which square comes first.</summary>
    Square = 1,

    /// <summary>Which reader gets which row of the square, or which arm.</summary>
    Rows = 2,

    /// <summary>Which reader is in which group.</summary>
    ReaderGroups = 3,

    /// <summary>Which case is in which part.</summary>
    CaseParts = 4,

    /// <summary>In which order a reader takes the parts of a period.</summary>
    PartOrder = 5,

    /// <summary>The order of cases, block by block.</summary>
    CaseOrder = 6,

    /// <summary>Which cases are repeated, and where.</summary>
    Repeats = 7,

    /// <summary>Sequential: which cases stay without AI, reader by reader.</summary>
    Reveal = 8,

    /// <summary>Which wrong class is shown on a catch case.</summary>
    Sham = 9,

    /// <summary>The order of training cases, reader by reader.</summary>
    Training = 10,
}

/// <summary>
/// The generators of one allocation. A root generator (the stored seed, stream 0) gives each purpose its 64-bit seed, the high half first;
/// the stream is the purpose's number. Streams of PCG32 that start from one seed are not independent enough to share it.
/// </summary>
internal sealed class AllocationDraws
{
    private readonly Dictionary<DrawPurpose, Pcg32> _generators = [];

    public AllocationDraws(ulong seed)
    {
        var root = new Pcg32(seed, 0);
        foreach (var purpose in Enum.GetValues<DrawPurpose>())
        {
            var high = (ulong)root.Next();
            _generators[purpose] = new Pcg32((high << 32) | root.Next(), (ulong)purpose);
        }
    }

    /// <summary>A uniform number from 0 up to but not including <paramref name="bound"/>.</summary>
    public int Below(DrawPurpose purpose, int bound) => (int)_generators[purpose].Below((uint)bound);

    /// <summary>A uniform permutation (<see cref="ReadingOrder"/>); of none and of one it takes no number.</summary>
    public T[] Shuffle<T>(DrawPurpose purpose, IEnumerable<T> items) => ReadingOrder.Shuffle(items.ToArray(), _generators[purpose]);
}
