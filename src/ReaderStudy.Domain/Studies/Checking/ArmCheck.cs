using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>Arms and hanging: what is shown must be known, and arms should differ.</summary>
internal static class ArmCheck
{
    private const int LongestVariant = 64;

    public static IEnumerable<string> FaultsOf(Protocol protocol)
    {
        foreach (var arm in protocol.Arms)
        {
            if (arm.Id is Endpoint.Readers or Endpoint.Ai)
            {
                yield return $"An arm cannot be called '{arm.Id}': endpoints use the word for something else.";
            }

            if (!arm.ShowsAi && arm.Model is not null)
            {
                yield return $"Arm '{arm.Id}' names the model '{arm.Model}', but does not show its output.";
            }

            if (!arm.ShowsAi && arm.Reveal is not null)
            {
                yield return $"Arm '{arm.Id}' says when a model's output is shown, but shows none.";
            }

            if (arm.Reveal is AiReveal.OnRequest && protocol.Design.Kind is DesignKind.Sequential)
            {
                yield return $"Arm '{arm.Id}' shows the AI when the reader asks; a sequential design shows it after the unaided lock. Take one of the two.";
            }

            if (arm.Variant is { Length: 0 or > LongestVariant })
            {
                yield return $"Arm '{arm.Id}' names a variant of the images by {arm.Variant.Length} characters; 1 to {LongestVariant} are possible.";
            }

            foreach (var fault in PhaseFaults($"Arm '{arm.Id}'", arm.Phases))
            {
                yield return fault;
            }

            if (arm.Tells.Distinct().Count() < arm.Tells.Count)
            {
                yield return $"Arm '{arm.Id}' tells the same of the patient twice.";
            }
        }

        foreach (var fault in PhaseFaults("The hanging", protocol.Hanging.Phases))
        {
            yield return fault;
        }

        foreach (var window in protocol.Hanging.Windows)
        {
            if (string.IsNullOrWhiteSpace(window.Name))
            {
                yield return "A window of the hanging has no name.";
            }

            if (!(window.Width > 0) || !double.IsFinite(window.Width) || !double.IsFinite(window.Center))
            {
                yield return $"Window '{window.Name}' needs a width above 0 HU.";
            }
            else if (window.Width > WindowPreset.Largest || Math.Abs(window.Center) > WindowPreset.Largest)
            {
                yield return $"Window '{window.Name}' lies outside of what images hold; the most is {WindowPreset.Largest} HU.";
            }
        }

        foreach (var fault in HangingCheck.FaultsOf(protocol))
        {
            yield return fault;
        }
    }

    public static IEnumerable<string> RemarksOf(Protocol protocol)
    {
        for (var i = 0; i < protocol.Arms.Count; i++)
        {
            for (var j = i + 1; j < protocol.Arms.Count; j++)
            {
                if (ShowTheSame(protocol.Arms[i], protocol.Arms[j]))
                {
                    yield return $"Arms '{protocol.Arms[i].Id}' and '{protocol.Arms[j].Id}' show readers the same.";
                }
            }
        }
    }

    private static bool ShowTheSame(Arm one, Arm other) =>
        one.ShowsAi == other.ShowsAi
        && one.Model == other.Model
        && (one.Reveal ?? AiReveal.Concurrent) == (other.Reveal ?? AiReveal.Concurrent)
        && one.Variant == other.Variant
        && one.Phases.SequenceEqual(other.Phases)
        && one.Tells.Order().SequenceEqual(other.Tells.Order());

    private static IEnumerable<string> PhaseFaults(string where, IReadOnlyList<string> phases)
    {
        foreach (var phase in phases.Where(p => PhaseNames.Find(p) is null or Phase.Unknown))
        {
            yield return $"{where} shows the phase '{phase}', which is not known.";
        }

        if (phases.Distinct().Count() < phases.Count)
        {
            yield return $"{where} shows a phase twice.";
        }
    }
}
