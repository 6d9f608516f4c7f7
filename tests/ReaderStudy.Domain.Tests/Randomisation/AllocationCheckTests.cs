using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Tests.Randomisation.AllocationSample;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>A design that these readers and cases cannot carry out is refused by the name of the rule, before anything is drawn.</summary>
public sealed class AllocationCheckTests
{
    public static TheoryData<string, string> Refused { get; } =
        new()
        {
            { "sequential with three arms", "allocation.arms-fit" },
            { "crossover with one arm", "allocation.arms-fit" },
            { "split by readers, one reader", "allocation.enough-readers" },
            { "split by cases, three groups, two readers", "allocation.enough-readers" },
            { "crossover of one case", "allocation.enough-cases" },
            { "nothing but catch cases", "allocation.enough-cases" },
            { "stratum without truth", "allocation.strata-known" },
            { "stratum without centre", "allocation.strata-known" },
            { "catch case without truth", "allocation.catch-needs-truth" },
            { "catch case, one class", "allocation.catch-needs-truth" },
            { "repeats too far for the block", "allocation.repeats-fit" },
            { "more repeats than room in a half", "allocation.repeats-fit" },
            { "sequential with one reader", "allocation.every-case-revealed" },
            { "sequential, two readers, 60 per cent", "allocation.every-case-revealed" },
            { "one group of cases", "allocation.numbers" },
            { "blocks of none", "allocation.numbers" },
            { "sessions of none", "allocation.numbers" },
            { "101 per cent", "allocation.numbers" },
            { "repeats below none", "allocation.numbers" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused(string which, string code)
    {
        var broken = Assert.Throws<BrokenRuleException>(() => Allocation.Draw(InputOf(which)));

        Assert.Equal(code, broken.Rule.Code);
        Assert.NotEqual(broken.Rule.Message, broken.Message);
    }

    [Fact]
    public void What_just_fits_is_drawn()
    {
        // 12 places, 10 apart: a repeat of the first, second or third, no more.
        Assert.NotEmpty(Allocation.Draw(Of(new StudyDesign { HiddenRepeats = 3, RepeatDistance = 10 })));
        Assert.NotEmpty(Allocation.Draw(Of(Sequential(50), readers: 2)));
        Assert.NotEmpty(Allocation.Draw(Of(new StudyDesign { Kind = DesignKind.Crossover }, readers: 1, cases: 2)));
    }

    [Fact]
    public void Every_fault_is_named_not_the_first_alone()
    {
        var input = Of(new StudyDesign { Kind = DesignKind.SplitPlotCases, Groups = 9 }, readers: 2, cases: 3);

        Assert.Equal([AllocationCheck.EnoughReaders, AllocationCheck.EnoughCases], AllocationCheck.FaultsOf(input).Select(f => f.Rule));
    }

    private static AllocationInput InputOf(string which) =>
        which switch
        {
            "sequential with three arms" => Of(Sequential(0), 1, 4, 12, 0, 0, Unaided, Aided, LowDose),
            "crossover with one arm" => Of(new StudyDesign { Kind = DesignKind.Crossover }, arms: Unaided),
            "split by readers, one reader" => Of(new StudyDesign { Kind = DesignKind.SplitPlotReaders }, readers: 1),
            "split by cases, three groups, two readers" => Of(new StudyDesign { Kind = DesignKind.SplitPlotCases, Groups = 3 }, readers: 2),
            "crossover of one case" => Of(new StudyDesign { Kind = DesignKind.Crossover }, cases: 1),
            "nothing but catch cases" => Of(new StudyDesign(), cases: 0, catches: 3),
            "stratum without truth" => Changed(new StudyDesign { Strata = [Stratum.Group] }, c => c with { ClassId = null }),
            "stratum without centre" => Changed(new StudyDesign { Strata = [Stratum.Centre] }, c => c with { Centre = null }),
            "catch case without truth" => Changed(new StudyDesign(), c => c with { Purpose = CasePurpose.Catch, ClassId = null }),
            "catch case, one class" => Of(new StudyDesign(), catches: 1) with
            {
                Classes = new ReferenceClasses { Classes = [new("HCC", "HCC", "malignant")] },
            },
            "repeats too far for the block" => Of(new StudyDesign { HiddenRepeats = 1, RepeatDistance = 13 }),
            "more repeats than room in a half" => Of(
                new StudyDesign
                {
                    Kind = DesignKind.Crossover,
                    HiddenRepeats = 7,
                    RepeatDistance = 4,
                }
            ),
            "sequential with one reader" => Of(Sequential(10), readers: 1),
            "sequential, two readers, 60 per cent" => Of(Sequential(60), readers: 2),
            "one group of cases" => Of(new StudyDesign { Kind = DesignKind.SplitPlotCases, Groups = 1 }),
            "blocks of none" => Of(new StudyDesign { BlockSize = 0 }),
            "sessions of none" => Of(new StudyDesign { CasesPerSession = 0 }),
            "101 per cent" => Of(Sequential(101)),
            "repeats below none" => Of(new StudyDesign { HiddenRepeats = -1 }),
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };

    private static StudyDesign Sequential(int percent) => new() { Kind = DesignKind.Sequential, UnaidedOnlyPercent = percent };

    /// <summary>The fifth case changed.</summary>
    private static AllocationInput Changed(StudyDesign design, Func<AllocationCase, AllocationCase> change)
    {
        var input = Of(design);
        return input with { Cases = input.Cases.Select((c, i) => i == 4 ? change(c) : c).ToList() };
    }
}
