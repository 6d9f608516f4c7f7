using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>Draws which cases each reader reads in which arm and period; readers by name, and the blocks of one in the order of reading.</summary>
internal sealed class DesignBlocks(
    AllocationInput input,
    IReadOnlyList<AllocationReader> readers,
    IReadOnlyList<AllocationCase> cases,
    AllocationDraws draws
)
{
    private readonly StudyDesign _design = input.Design;
    private readonly int _arms = input.Arms.Count;

    public IReadOnlyList<ReaderBlock> Draw() =>
        _design.Kind switch
        {
            DesignKind.FullyCrossed => FullyCrossed(),
            DesignKind.Crossover => Crossover(),
            DesignKind.Sequential => readers.Select(r => new ReaderBlock(r, 1, 0, cases, _design.HiddenRepeats)).ToList(),
            DesignKind.SplitPlotReaders => SplitByReaders(),
            DesignKind.SplitPlotCases => SplitByCases(),
        };

    private List<ReaderBlock> FullyCrossed()
    {
        var square = new ArmSquare(_arms, draws);
        var rows = BalancedDeal.Draw(ByLevel(readers), _arms, draws, DrawPurpose.Rows);
        return readers.SelectMany(r => InPeriods(r, square, rows[r], cases)).ToList();
    }

    private List<ReaderBlock> SplitByReaders()
    {
        var arms = BalancedDeal.Draw(ByLevel(readers), _arms, draws, DrawPurpose.Rows);
        return readers.Select(r => new ReaderBlock(r, 1, arms[r].Number, cases, _design.HiddenRepeats)).ToList();
    }

    private List<ReaderBlock> SplitByCases()
    {
        var square = new ArmSquare(_arms, draws);
        var groups = BalancedDeal.Draw(ByLevel(readers), _design.Groups, draws, DrawPurpose.ReaderGroups);
        var cells = Enumerable.Range(0, _design.Groups).SelectMany(g => ByLevel(readers.Where(r => groups[r].Number == g)));
        var rows = BalancedDeal.Draw(cells, _arms, draws, DrawPurpose.Rows);
        var parts = Parts(_design.Groups);
        return readers.SelectMany(r => InPeriods(r, square, rows[r], parts[groups[r].Number])).ToList();
    }

    private List<ReaderBlock> Crossover()
    {
        var square = new ArmSquare(_arms, draws);
        var rows = BalancedDeal.Draw(ByLevel(readers), _arms, draws, DrawPurpose.Rows);
        var parts = Parts(_arms);
        var blocks = new List<ReaderBlock>();
        foreach (var reader in readers)
        {
            var turns = _design.HiddenRepeats == 0 ? [] : input.Arms.Select(_ => draws.Below(DrawPurpose.Repeats, _arms)).ToArray();
            for (var period = 0; period < _arms; period++)
            {
                foreach (var part in draws.Shuffle(DrawPurpose.PartOrder, Enumerable.Range(0, _arms)))
                {
                    var arm = square.ArmAt(rows[reader], part, period);
                    var repeats = _design.HiddenRepeats == 0 ? 0 : ShareOf(_design.HiddenRepeats, part + turns[arm]);
                    blocks.Add(new ReaderBlock(reader, period + 1, arm, parts[part], repeats));
                }
            }
        }

        return blocks;
    }

    private IEnumerable<ReaderBlock> InPeriods(AllocationReader reader, ArmSquare square, Dealt row, IReadOnlyList<AllocationCase> block) =>
        Enumerable.Range(0, _arms).Select(p => new ReaderBlock(reader, p + 1, square.ArmAt(row, 0, p), block, _design.HiddenRepeats));

    /// <summary>Cases in so many parts of equal size (to within one), each with every stratum in proportion.</summary>
    private IReadOnlyList<AllocationCase>[] Parts(int count)
    {
        var dealt = BalancedDeal.Draw(Strata.Cells(cases, input), count, draws, DrawPurpose.CaseParts);
        return Enumerable
            .Range(0, count)
            .Select(part => (IReadOnlyList<AllocationCase>)cases.Where(c => dealt[c].Number == part).ToList())
            .ToArray();
    }

    /// <summary>An arm's repeats over its parts: equally many, and one more in those whose turn it is.</summary>
    private int ShareOf(int repeats, int turn) => (repeats / _arms) + (turn % _arms < repeats % _arms ? 1 : 0);

    private static List<List<AllocationReader>> ByLevel(IEnumerable<AllocationReader> readers) =>
        readers.GroupBy(r => r.Level).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
}
