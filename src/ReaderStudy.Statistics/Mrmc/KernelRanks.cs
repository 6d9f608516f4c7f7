using System.Numerics;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The ratings of one reader in one arm as ranks, ties alike, apart for the truth classes; and which cases he read, as bits. A case
/// without disease that was not read has rank −1; a diseased one the least of all numbers, which beats and ties with nothing.
/// </summary>
internal sealed class KernelRanks
{
    private readonly ulong[] _nonDiseasedBits;
    private readonly ulong[] _diseasedBits;

    private KernelRanks(int[] nonDiseased, int[] diseased)
    {
        (NonDiseased, Diseased) = (nonDiseased, diseased);
        _nonDiseasedBits = Bits(nonDiseased);
        _diseasedBits = Bits(diseased);
        NonDiseasedRead = Shared(_nonDiseasedBits, _nonDiseasedBits);
        DiseasedRead = Shared(_diseasedBits, _diseasedBits);
    }

    public int[] NonDiseased { get; }

    public int[] Diseased { get; }

    public int NonDiseasedRead { get; }

    public int DiseasedRead { get; }

    /// <summary>Pairs of a case without disease and a diseased one that were both read.</summary>
    public double Pairs => (double)NonDiseasedRead * DiseasedRead;

    public static KernelRanks Of(ReadOnlySpan<double> ratings, ReadOnlySpan<bool> truth)
    {
        var positives = truth.Count(true);
        var diseased = new int[positives];
        var nonDiseased = new int[truth.Length - positives];
        double[] sorted = [.. ratings];
        var order = new int[sorted.Length];
        var place = new int[sorted.Length];
        var (zeros, ones) = (0, 0);
        for (var k = 0; k < order.Length; k++)
        {
            order[k] = k;
            place[k] = truth[k] ? ones++ : zeros++;
        }

        // NaN sorts before all numbers.
        Array.Sort(sorted, order);
        var rank = 0;
        for (var k = 0; k < sorted.Length; k++)
        {
            rank += k > 0 && !sorted[k].Equals(sorted[k - 1]) ? 1 : 0;
            var read = !double.IsNaN(sorted[k]);
            if (truth[order[k]])
            {
                diseased[place[order[k]]] = read ? rank : int.MinValue;
            }
            else
            {
                nonDiseased[place[order[k]]] = read ? rank : -1;
            }
        }

        return new KernelRanks(nonDiseased, diseased);
    }

    /// <summary>Cases without disease, and diseased cases, that both read.</summary>
    public static (int NonDiseased, int Diseased) Shared(KernelRanks a, KernelRanks b) =>
        (Shared(a._nonDiseasedBits, b._nonDiseasedBits), Shared(a._diseasedBits, b._diseasedBits));

    /// <summary>How many products of a kernel of one with a kernel of the other share at least both cases, the diseased, the other, nothing.</summary>
    public static double[] Counts(KernelRanks a, KernelRanks b)
    {
        var (n0, n1) = Shared(a, b);
        double a0 = a.NonDiseasedRead,
            a1 = a.DiseasedRead,
            b0 = b.NonDiseasedRead,
            b1 = b.DiseasedRead;
        return [(double)n0 * n1, a0 * b0 * n1, a1 * b1 * n0, a0 * a1 * b0 * b1];
    }

    private static ulong[] Bits(int[] ranks)
    {
        var bits = new ulong[(ranks.Length + 63) / 64];
        for (var k = 0; k < ranks.Length; k++)
        {
            bits[k / 64] |= ranks[k] >= 0 ? 1UL << (k % 64) : 0;
        }

        return bits;
    }

    private static int Shared(ulong[] a, ulong[] b)
    {
        var shared = 0;
        for (var k = 0; k < a.Length; k++)
        {
            shared += BitOperations.PopCount(a[k] & b[k]);
        }

        return shared;
    }
}
