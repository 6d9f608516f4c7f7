namespace ReaderStudy.Phantom;

/// <summary>
/// The source of all chance in the phantom: PCG32 (XSH-RR 64/32), so that a seed means the same bytes on every machine and version.
/// </summary>
/// <remarks>O'Neill ME (2014). PCG: A family of simple fast space-efficient statistically good algorithms. Harvey Mudd College HMC-CS-2014-0905.</remarks>
internal sealed class PinnedGenerator
{
    private const ulong Multiplier = 6364136223846793005UL;
    private readonly ulong _increment;
    private ulong _state;

    /// <param name="seed">Chooses the place in the sequence.</param>
    /// <param name="stream">Chooses one of 2^63 independent sequences: a stream per purpose keeps purposes apart.</param>
    public PinnedGenerator(ulong seed, ulong stream)
    {
        _increment = (stream << 1) | 1;
        Next();
        _state += seed;
        Next();
    }

    /// <summary>32 uniform bits.</summary>
    public uint Next()
    {
        var old = _state;
        _state = unchecked(old * Multiplier + _increment);
        var xorShifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(xorShifted, (int)(old >> 59));
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => Next() * (1.0 / 4294967296.0);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Between(double low, double high) => low + (high - low) * Uniform();

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Uniform integer in [0, <paramref name="count"/>), without bias.</summary>
    public int Below(int count)
    {
        var bound = (uint)count;
        var threshold = unchecked(0u - bound) % bound;
        uint value;
        do
        {
            value = Next();
        } while (value < threshold);

        return (int)(value % bound);
    }

    /// <summary>
    /// Nearly Gaussian, mean 0 and standard deviation 1: the sum of the four bytes of one draw. Integers only, so nothing depends on a
    /// mathematical library.
    /// </summary>
    public float Bell()
    {
        var bits = Next();
        var sum = (int)(bits & 255) + (int)((bits >> 8) & 255) + (int)((bits >> 16) & 255) + (int)(bits >> 24);
        return (sum - 510) * (1f / 147.8f);
    }
}
