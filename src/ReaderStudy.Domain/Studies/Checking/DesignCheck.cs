namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>The design against the arms: what it needs of them, and numbers that can be kept.</summary>
internal static class DesignCheck
{
    public static IEnumerable<string> FaultsOf(Protocol protocol)
    {
        var (design, arms) = (protocol.Design, protocol.Arms);
        foreach (var fault in ArmFaults(design, arms))
        {
            yield return fault;
        }

        if (design.WashoutDays < 0)
        {
            yield return $"The washout cannot be {design.WashoutDays} days.";
        }
        else if (design.WashoutDays > StudyDesign.MostWashout)
        {
            yield return $"The washout cannot be {design.WashoutDays} days; the most is {StudyDesign.MostWashout}.";
        }

        if (NeedsWashout(design, arms) && design.WashoutDays < StudyDesign.UsualWashout && string.IsNullOrWhiteSpace(design.WashoutReason))
        {
            yield return $"A washout of {design.WashoutDays} days is shorter than {StudyDesign.UsualWashout} days and needs a reason.";
        }

        foreach (var (name, value, least, most) in Numbers(design).Where(n => n.Value < n.Least || n.Value > n.Most))
        {
            yield return $"{name} cannot be {value}; {(value < least ? $"the least is {least}" : $"the most is {most}")}.";
        }

        if (design.UnaidedOnlyPercent is < 0 or >= 100)
        {
            yield return $"The share of cases that stay unaided cannot be {design.UnaidedOnlyPercent} %; 0 to 99 are possible.";
        }
        else if (design.UnaidedOnlyPercent > 0 && design.Kind != DesignKind.Sequential)
        {
            yield return "Cases stay unaided in a sequential design only; set the share to 0.";
        }

        if (design is { Kind: DesignKind.Sequential, HiddenRepeats: > 0 })
        {
            yield return "A sequential design reveals the AI right after the first reading, so that a hidden repeat of the case would not be unaided; set the hidden repeats to 0.";
        }

        if (design.Strata.Distinct().Count() < design.Strata.Count)
        {
            yield return "The design is balanced by the same property of cases twice.";
        }
    }

    /// <summary>True when a reader meets the same case in two arms with time between.</summary>
    public static bool NeedsWashout(StudyDesign design, IReadOnlyList<Arm> arms) =>
        arms.Count > 1
        && design.Kind switch
        {
            DesignKind.FullyCrossed or DesignKind.Crossover or DesignKind.SplitPlotCases => true,
            DesignKind.Sequential or DesignKind.SplitPlotReaders => false,
        };

    private static IEnumerable<string> ArmFaults(StudyDesign design, IReadOnlyList<Arm> arms)
    {
        var needed = design.Kind switch
        {
            DesignKind.Crossover or DesignKind.Sequential => arms.Count == 2 ? null : "exactly two arms",
            DesignKind.SplitPlotReaders => arms.Count >= 2 ? null : "at least two arms",
            DesignKind.FullyCrossed or DesignKind.SplitPlotCases => null,
        };
        if (needed is not null)
        {
            yield return $"A {NameOf(design.Kind)} design needs {needed}; there {(arms.Count == 1 ? "is one" : $"are {arms.Count}")}.";
        }
        else if (design.Kind == DesignKind.Sequential && (arms[0].ShowsAi || !arms[1].ShowsAi))
        {
            yield return "A sequential design reads the unaided arm first, then the arm that shows a model's output.";
        }
    }

    private static IEnumerable<(string Name, int Value, int Least, int Most)> Numbers(StudyDesign design)
    {
        yield return ("The number of hidden repeats", design.HiddenRepeats, 0, StudyDesign.MostCases);
        yield return ("The distance of a hidden repeat", design.RepeatDistance, 1, StudyDesign.MostCases);
        yield return ("The number of cases in a session", design.CasesPerSession ?? 1, 1, StudyDesign.MostCases);
        yield return ("The number of cases in a block", design.BlockSize ?? 2, 2, StudyDesign.MostCases);
        yield return ("The number of groups", design.Groups, design.Kind == DesignKind.SplitPlotCases ? 2 : 1, StudyDesign.MostGroups);
    }

    /// <summary>In words, <c>fully crossed</c>.</summary>
    public static string NameOf(DesignKind kind) =>
        kind switch
        {
            DesignKind.FullyCrossed => "fully crossed",
            DesignKind.Crossover => "crossover",
            DesignKind.Sequential => "sequential",
            DesignKind.SplitPlotReaders => "split-plot (readers)",
            DesignKind.SplitPlotCases => "split-plot (cases)",
        };
}
