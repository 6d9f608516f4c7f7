namespace ReaderStudy.Statistics.Roc;

/// <summary>Ascending order of ratings in linear time: radix sort of their bits, eight at a time, leaving out bits that are all alike.</summary>
internal static class RatingOrder
{
    private const int Short = 96;
    private const int Digits = 8;
    private const int Buckets = 256;

    /// <summary>A whole number that sorts as the rating does; −0 and 0 share one.</summary>
    public static ulong Key(double rating)
    {
        var bits = BitConverter.DoubleToInt64Bits(rating + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    /// <summary>The keys of ratings, sorted.</summary>
    public static ulong[] SortedKeys(ReadOnlySpan<double> ratings)
    {
        var keys = new ulong[ratings.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(ratings[i]);
        }

        if (keys.Length < Short)
        {
            Array.Sort(keys);
            return keys;
        }

        var counts = Count(keys);
        var other = new ulong[keys.Length];
        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.AsSpan(digit * Buckets, Buckets);
            var shift = 8 * digit;
            if (Accumulate(starts, (int)(keys[0] >> shift) & 0xFF, keys.Length))
            {
                foreach (var key in keys)
                {
                    other[starts[(int)(key >> shift) & 0xFF]++] = key;
                }

                (keys, other) = (other, keys);
            }
        }

        return keys;
    }

    /// <summary>Sorted keys, each with the place of its rating among the negatives followed by the positives.</summary>
    public static (ulong[] Keys, int[] Places) Sorted(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        var keys = new ulong[negatives.Length + positives.Length];
        var places = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(i < negatives.Length ? negatives[i] : positives[i - negatives.Length]);
            places[i] = i;
        }

        if (keys.Length < Short)
        {
            Array.Sort(keys, places);
            return (keys, places);
        }

        var counts = Count(keys);
        var otherKeys = new ulong[keys.Length];
        var otherPlaces = new int[keys.Length];
        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.AsSpan(digit * Buckets, Buckets);
            var shift = 8 * digit;
            if (Accumulate(starts, (int)(keys[0] >> shift) & 0xFF, keys.Length))
            {
                for (var i = 0; i < keys.Length; i++)
                {
                    var key = keys[i];
                    var to = starts[(int)(key >> shift) & 0xFF]++;
                    otherKeys[to] = key;
                    otherPlaces[to] = places[i];
                }

                (keys, otherKeys) = (otherKeys, keys);
                (places, otherPlaces) = (otherPlaces, places);
            }
        }

        return (keys, places);
    }

    private static int[] Count(ulong[] keys)
    {
        var counts = new int[Digits * Buckets];
        foreach (var key in keys)
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Buckets) + ((int)(key >> (8 * digit)) & 0xFF)]++;
            }
        }

        return counts;
    }

    /// <summary>Turns counts into first places; false, and nothing done, when all keys share this digit.</summary>
    private static bool Accumulate(Span<int> counts, int digitOfFirst, int total)
    {
        if (counts[digitOfFirst] == total)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            (counts[i], sum) = (sum, sum + counts[i]);
        }

        return true;
    }
}
