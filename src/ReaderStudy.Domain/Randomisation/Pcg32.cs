namespace ReaderStudy.Domain.Randomisation;

/// <summary>
/// PCG-XSH-RR with 64 bits of state and 32 bits of output: small, fast, and the same numbers on every machine, version and day.
/// </summary>
/// <remarks>O'Neill ME (2014). PCG: a family of simple fast space-efficient statistically good algorithms for random number generation. HMC-CS-2014-0905.</remarks>
public sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005;
    private readonly ulong _increment;
    private ulong _state;

    /// <summary>Starts as the reference implementation's <c>pcg32_srandom_r</c> does.</summary>
    /// <param name="seed">Where in the sequence to start.</param>
    /// <param name="stream">Which of the 2^63 sequences.</param>
    public Pcg32(ulong seed, ulong stream)
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
        _state = unchecked((old * Multiplier) + _increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>A uniform number from 0 up to but not including <paramref name="bound"/>, without bias (rejection as in <c>pcg32_boundedrand_r</c>).</summary>
    public uint Below(uint bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var threshold = unchecked((uint)-(int)bound) % bound;
        while (true)
        {
            var bits = Next();
            if (bits >= threshold)
            {
                return bits % bound;
            }
        }
    }
}
