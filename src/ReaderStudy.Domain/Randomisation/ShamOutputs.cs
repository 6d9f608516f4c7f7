using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>
/// Draws the wrong class that is shown as the AI's output on each catch case: one of another group, so that it is wrong for every question;
/// where there is one group only, another class. It is the same for all readers and arms: they are put to the same test.
/// </summary>
internal static class ShamOutputs
{
    public static Dictionary<Guid, string> Draw(IReadOnlyList<AllocationCase> cases, AllocationInput input, AllocationDraws draws)
    {
        var shams = new Dictionary<Guid, string>();
        foreach (var one in cases.Where(c => c.Purpose == CasePurpose.Catch && input.Arms.Any(a => a.ShowsAi)))
        {
            var wrong = WrongFor(one, input.Classes);
            shams.Add(one.Id, wrong[draws.Below(DrawPurpose.Sham, wrong.Count)].Id);
        }

        return shams;
    }

    /// <summary>In the protocol's order; empty when there is no other class, or the case has no truth.</summary>
    public static IReadOnlyList<ReferenceClass> WrongFor(AllocationCase one, ReferenceClasses classes)
    {
        if (one.ClassId is not { } id || classes.Find(id) is not { } truth)
        {
            return [];
        }

        var ofOtherGroups = classes.Classes.Where(c => c.Group != truth.Group).ToList();
        return ofOtherGroups.Count > 0 ? ofOtherGroups : classes.Classes.Where(c => c.Id != truth.Id).ToList();
    }
}
