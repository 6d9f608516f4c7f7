using System.Buffers.Binary;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Domain.Screens;

/// <summary>A row of letters that stand out from their ground by so much.</summary>
/// <param name="Percent">Of the full range of grey.</param>
/// <param name="Level">Of the letters, 0 to 255; the ground is <see cref="SiteCheckPattern.Ground"/>.</param>
/// <param name="Letters">What is to be read.</param>
public sealed record ContrastRow(int Percent, int Level, string Letters);

/// <summary>
/// What a site check shows: a ramp of grey, squares of 5 % in black and of 95 % in white, line pairs, and letters of ever lower contrast. The
/// letters are drawn anew for each check, so that nobody reads them by heart.
/// </summary>
/// <remarks>After SMPTE RP 133 and AAPM TG18-QC: 5 % and 95 % patches, ramp, line pairs, low-contrast letters.</remarks>
public static class SiteCheckPattern
{
    /// <summary>Grey behind the letters, of 255.</summary>
    public const int Ground = 128;

    /// <summary>5 % and 95 % of 255.</summary>
    public const int Dark = 13;

    /// <inheritdoc cref="Dark"/>
    public const int Bright = 242;

    /// <summary>Letters that are told apart by strokes, not by curves.</summary>
    public const string Alphabet = "EFHKLNTVXZ";

    private const int LettersInRow = 4;
    private static readonly int[] Percents = [12, 8, 5, 3, 2, 1];

    /// <summary>Levels of the ramp, black to white.</summary>
    public static IReadOnlyList<int> Ramp { get; } = [.. Enumerable.Range(0, 11).Select(i => (int)Math.Round(i * 25.5))];

    /// <param name="sessionId">Of the session.</param>
    /// <param name="number">Of the check in the session, from 1.</param>
    /// <returns>From the highest contrast to the lowest; the same for the same check.</returns>
    public static IReadOnlyList<ContrastRow> RowsOf(Guid sessionId, int number)
    {
        var generator = new Pcg32(BinaryPrimitives.ReadUInt64BigEndian(sessionId.ToByteArray().AsSpan(8)), (ulong)number);
        return
        [
            .. Percents.Select(p => new ContrastRow(
                p,
                Ground + (int)Math.Round(p * 2.55),
                string.Concat(Enumerable.Range(0, LettersInRow).Select(_ => Alphabet[(int)generator.Below((uint)Alphabet.Length)]))
            )),
        ];
    }

    /// <summary>The smallest contrast of which at least three of four letters were read, and of every larger one too; null: not even the first.</summary>
    /// <param name="rows">As shown.</param>
    /// <param name="read">As read, in the same order; empty: nothing.</param>
    public static int? SmallestRead(IReadOnlyList<ContrastRow> rows, IReadOnlyList<string?> read)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(read);
        int? smallest = null;
        foreach (var (row, index) in rows.Select((r, i) => (r, i)))
        {
            var said = Spoken(read.ElementAtOrDefault(index));
            if (row.Letters.Where((letter, i) => i < said.Length && said[i] == letter).Count() < row.Letters.Length - 1)
            {
                break;
            }

            smallest = row.Percent;
        }

        return smallest;
    }

    private static string Spoken(string? read) => string.Concat((read ?? "").ToUpperInvariant().Where(char.IsLetter));
}
