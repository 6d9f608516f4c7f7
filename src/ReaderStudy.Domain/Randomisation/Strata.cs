using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>Sorts cases into strata: by purpose, and by what the design names.</summary>
public static class Strata
{
    private const char Separator = '\u001f';

    /// <summary>Cases of one stratum together, by code; strata in the order of their keys, compared by UTF-16 code units.</summary>
    public static IReadOnlyList<IReadOnlyList<AllocationCase>> Cells(IEnumerable<AllocationCase> cases, AllocationInput input) =>
        cases
            .GroupBy(c => KeyOf(c, input))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<AllocationCase>)g.ToList())
            .ToList();

    /// <summary>The purpose (<c>catch</c>, <c>test</c>) and the value of each stratum of the design, in its order; an unknown value is empty.</summary>
    public static string KeyOf(AllocationCase one, AllocationInput input) =>
        string.Join(
            Separator,
            input.Design.Strata.Select(s => ValueOf(one, s, input.Classes) ?? "").Prepend(one.Purpose.ToString().ToLowerInvariant())
        );

    /// <summary>What people read: <c>benign, Centre A</c>; <c>all</c> where the design names no stratum.</summary>
    public static string NameOf(AllocationCase one, AllocationInput input)
    {
        var values = input.Design.Strata.Select(s => ValueOf(one, s, input.Classes) ?? "unknown").ToList();
        return values.Count == 0 ? "all" : string.Join(", ", values);
    }

    /// <summary>Null when it is not known.</summary>
    public static string? ValueOf(AllocationCase one, Stratum stratum, ReferenceClasses classes) =>
        stratum switch
        {
            Stratum.Class => one.ClassId,
            Stratum.Group => one.ClassId is { } id ? classes.Find(id)?.Group : null,
            Stratum.Centre => one.Centre,
        };
}
