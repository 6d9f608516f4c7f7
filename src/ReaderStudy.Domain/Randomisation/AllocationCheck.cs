using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <param name="Rule">What the design needs.</param>
/// <param name="Detail">What is missing here, in a sentence.</param>
public sealed record AllocationFault(Rule Rule, string Detail);

/// <summary>Finds why a design cannot be carried out with these readers and cases.</summary>
public static class AllocationCheck
{
    public static readonly Rule ArmsFit = new("allocation.arms-fit", "The design does not fit the number of arms.");
    public static readonly Rule EnoughReaders = new("allocation.enough-readers", "The design needs more readers.");
    public static readonly Rule EnoughCases = new("allocation.enough-cases", "The design needs more test cases.");
    public static readonly Rule StrataAreKnown = new(
        "allocation.strata-known",
        "What the allocation is balanced by must be known of every case that is read."
    );
    public static readonly Rule CatchNeedsTruth = new(
        "allocation.catch-needs-truth",
        "A catch case needs a reference standard, and another class that can be shown as the AI's wrong output."
    );
    public static readonly Rule RepeatsFit = new("allocation.repeats-fit", "The hidden repeats do not fit into the blocks of cases.");
    public static readonly Rule EveryCaseIsRevealed = new(
        "allocation.every-case-revealed",
        "Every case must be read with AI by at least one reader."
    );
    public static readonly Rule NumbersMakeSense = new("allocation.numbers", "A number of the design is out of its range.");

    /// <summary>Throws the first fault.</summary>
    public static void Require(AllocationInput input)
    {
        if (FaultsOf(input) is [var fault, ..])
        {
            throw new BrokenRuleException(fault.Rule, fault.Detail);
        }
    }

    /// <summary>All faults; empty when the allocation can be drawn.</summary>
    public static IReadOnlyList<AllocationFault> FaultsOf(AllocationInput input)
    {
        var faults = Ranges(input.Design).Select(text => new AllocationFault(NumbersMakeSense, text)).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        var pivotal = input.Cases.Where(c => c.Purpose != CasePurpose.Training).ToList();
        Add(faults, ArmsFit, Arms(input));
        Add(faults, EnoughReaders, Readers(input));
        Add(faults, EnoughCases, Cases(input, pivotal));
        Add(faults, StrataAreKnown, Unknown(input, pivotal));
        Add(faults, CatchNeedsTruth, WithoutSham(input, pivotal));
        if (faults.Count == 0)
        {
            Add(faults, RepeatsFit, Repeats(input, pivotal));
            Add(faults, EveryCaseIsRevealed, Reveal(input, pivotal));
        }

        return faults;
    }

    private static void Add(List<AllocationFault> faults, Rule rule, string? detail)
    {
        if (detail is not null)
        {
            faults.Add(new AllocationFault(rule, detail));
        }
    }

    private static IEnumerable<string> Ranges(StudyDesign design)
    {
        if (design.Kind == DesignKind.SplitPlotCases && design.Groups < 2)
        {
            yield return $"{design.Groups} groups: at least 2.";
        }

        if (design.BlockSize < 1)
        {
            yield return $"Blocks of {design.BlockSize} cases: at least 1.";
        }

        if (design.CasesPerSession < 1)
        {
            yield return $"Sessions of {design.CasesPerSession} cases: at least 1.";
        }

        if (design.HiddenRepeats < 0 || design.RepeatDistance < 0)
        {
            yield return $"{design.HiddenRepeats} hidden repeats, {design.RepeatDistance} places apart: neither can be negative.";
        }

        if (design.UnaidedOnlyPercent is < 0 or > 100)
        {
            yield return $"{design.UnaidedOnlyPercent} per cent of the cases without AI: from 0 to 100.";
        }

        int?[] numbers = [design.BlockSize, design.CasesPerSession, design.HiddenRepeats, design.RepeatDistance];
        if (numbers.Max() is > StudyDesign.MostCases and var largest)
        {
            yield return $"{largest} cases or places: at most {StudyDesign.MostCases}.";
        }

        if (design.Groups > StudyDesign.MostGroups)
        {
            yield return $"{design.Groups} groups: at most {StudyDesign.MostGroups}.";
        }
    }

    private static string? Arms(AllocationInput input) =>
        input.Design.Kind switch
        {
            DesignKind.Sequential when input.Arms.Count != 2 =>
                $"A sequential design has two arms, the second read right after the first; the protocol has {input.Arms.Count}.",
            DesignKind.Crossover or DesignKind.SplitPlotReaders when input.Arms.Count < 2 =>
                "A design that divides cases or readers over the arms has at least two; the protocol has one.",
            DesignKind.FullyCrossed
            or DesignKind.Crossover
            or DesignKind.Sequential
            or DesignKind.SplitPlotReaders
            or DesignKind.SplitPlotCases => input.Arms.Count == 0 ? "The protocol has no arm." : null,
        };

    private static string? Readers(AllocationInput input)
    {
        var needed = input.Design.Kind switch
        {
            DesignKind.FullyCrossed or DesignKind.Crossover or DesignKind.Sequential => 1,
            DesignKind.SplitPlotReaders => input.Arms.Count,
            DesignKind.SplitPlotCases => input.Design.Groups,
        };
        return input.Readers.Count >= needed ? null : $"There are {input.Readers.Count}; at least {needed} are needed.";
    }

    private static string? Cases(AllocationInput input, List<AllocationCase> pivotal)
    {
        var test = pivotal.Count(c => c.Purpose == CasePurpose.Test);
        var needed = PartsOf(input);
        return test >= needed ? null : $"There are {test}; at least {needed} are needed.";
    }

    /// <summary>Into how many parts the design divides the cases.</summary>
    private static int PartsOf(AllocationInput input) =>
        input.Design.Kind switch
        {
            DesignKind.Crossover => Math.Max(1, input.Arms.Count),
            DesignKind.SplitPlotCases => input.Design.Groups,
            DesignKind.FullyCrossed or DesignKind.Sequential or DesignKind.SplitPlotReaders => 1,
        };

    private static string? Unknown(AllocationInput input, List<AllocationCase> pivotal)
    {
        var unknown = pivotal.Where(c => input.Design.Strata.Any(s => Strata.ValueOf(c, s, input.Classes) is null)).ToList();
        return unknown.Count == 0 ? null : $"Not known of {Named(unknown)}.";
    }

    private static string? WithoutSham(AllocationInput input, List<AllocationCase> pivotal)
    {
        var without = pivotal
            .Where(c =>
                c.Purpose == CasePurpose.Catch && input.Arms.Any(a => a.ShowsAi) && ShamOutputs.WrongFor(c, input.Classes).Count == 0
            )
            .ToList();
        return without.Count == 0 ? null : $"This is not so of {Named(without)}.";
    }

    private static string? Repeats(AllocationInput input, List<AllocationCase> pivotal)
    {
        var design = input.Design;
        var parts = PartsOf(input);
        var caught = pivotal.Count(c => c.Purpose == CasePurpose.Catch);
        var shortest = pivotal.Count / parts;
        var repeats = design.Kind == DesignKind.Crossover ? Ceiling(design.HiddenRepeats, parts) : design.HiddenRepeats;
        var room = Math.Max(0, shortest - Math.Max(1, design.RepeatDistance) + 1 - Ceiling(caught, parts));
        return design.HiddenRepeats == 0 || repeats <= room
            ? null
            : $"A block of {shortest} cases has room for {room} repeats at {design.RepeatDistance} places from the first reading; {repeats} are wanted.";
    }

    private static string? Reveal(AllocationInput input, List<AllocationCase> pivotal)
    {
        var test = pivotal.Count(c => c.Purpose == CasePurpose.Test);
        var hidden = UnaidedOnly.CountOf(input.Design.UnaidedOnlyPercent, test);
        var isPossible = (long)hidden * input.Readers.Count <= (input.Readers.Count - 1L) * test;
        return input.Design.Kind != DesignKind.Sequential || isPossible
            ? null
            : $"With {input.Readers.Count} readers, {hidden} of {test} cases without AI for each leave some without AI for all.";
    }

    private static int Ceiling(int number, int parts) => (number + parts - 1) / parts;

    private static string Named(List<AllocationCase> cases) =>
        string.Join(", ", cases.Select(c => c.Code).Order(StringComparer.Ordinal).Take(5))
        + (cases.Count > 5 ? $" and {cases.Count - 5} more" : "");
}
