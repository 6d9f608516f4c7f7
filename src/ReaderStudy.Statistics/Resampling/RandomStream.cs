namespace ReaderStudy.Statistics.Resampling;

/// <summary>
/// The library's source of chance, xoshiro256++, whose state is filled by SplitMix64 from a seed and the number of a stream. Give every
/// replicate the stream of its own number: the results are then the same bytes on any number of cores.
/// </summary>
/// <remarks>
/// Blackman D, Vigna S (2021). Scrambled linear pseudorandom number generators. ACM Transactions on Mathematical Software 47:36.
/// doi:10.1145/3460772. SplitMix64: Steele GL, Lea D, Flood CH (2014). OOPSLA '14:453–472. doi:10.1145/2660193.2660195
/// </remarks>
public sealed class RandomStream
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spare = double.NaN;

    /// <param name="seed">Of the whole analysis; stored with its results.</param>
    /// <param name="stream">One for each replicate.</param>
    public RandomStream(ulong seed, ulong stream)
    {
        // The stream's number is mixed before it meets the seed: neighbours share nothing.
        var mixed = stream;
        var state = seed ^ SplitMix(ref mixed);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    internal RandomStream(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>64 uniform bits.</summary>
    public ulong Next()
    {
        var result = ulong.RotateLeft(_a + _d, 23) + _a;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), on multiples of 2⁻⁵³.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>A uniform integer from 0 up to but not including <paramref name="bound"/>, without bias.</summary>
    /// <remarks>Lemire D (2019). ACM Transactions on Modeling and Computer Simulation 29:3. doi:10.1145/3230636</remarks>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (Next() >> 32) * range;
        var low = (uint)product;
        if (low < range)
        {
            var threshold = unchecked(0u - range) % range;
            while (low < threshold)
            {
                product = (Next() >> 32) * range;
                low = (uint)product;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Gaussian with mean 0 and variance 1, by the polar method.</summary>
    /// <remarks>Marsaglia G, Bray TA (1964). SIAM Review 6:260–264. doi:10.1137/1006063</remarks>
    public double Gaussian()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double u,
            v,
            s;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            s = (u * u) + (v * v);
        } while (s is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * scale;
        return u * scale;
    }

    internal static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
