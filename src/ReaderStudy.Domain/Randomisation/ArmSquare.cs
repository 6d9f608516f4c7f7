namespace ReaderStudy.Domain.Randomisation;

/// <summary>
/// A Latin square of arms by periods, balanced for carry-over: over its rows each arm follows each other arm equally often. An even number
/// of arms needs one square, an odd number two, the second being the first read backwards. Which arm a symbol stands for is drawn.
/// </summary>
/// <remarks>Williams EJ (1949). Experimental designs balanced for the estimation of residual effects of treatments. Aust J Sci Res A 2:149–168.</remarks>
internal sealed class ArmSquare
{
    private readonly int[] _arms;
    private readonly int[] _first;
    private readonly int _start;

    public ArmSquare(int arms, AllocationDraws draws)
    {
        _arms = draws.Shuffle(DrawPurpose.Square, Enumerable.Range(0, arms));
        _first = new int[arms];
        for (var i = 1; i < arms; i++)
        {
            // 0, 1, k−1, 2, k−2, …
            _first[i] = i % 2 == 1 ? (i + 1) / 2 : arms - (i / 2);
        }

        _start = arms > 1 && arms % 2 == 1 ? draws.Below(DrawPurpose.Square, 2) : 0;
    }

    /// <summary>The arm's index in the protocol.</summary>
    /// <param name="row">Dealt to a reader: its number is the row; with an odd number of arms, blocks take the two squares by turns.</param>
    /// <param name="shift">Added to the row: the part of the cases, in a crossover.</param>
    /// <param name="period">From 0.</param>
    public int ArmAt(Dealt row, int shift, int period)
    {
        var isBackwards = _arms.Length % 2 == 1 && (_start + row.Block) % 2 == 1;
        var step = _first[isBackwards ? _arms.Length - 1 - period : period];
        return _arms[(step + row.Number + shift) % _arms.Length];
    }
}
