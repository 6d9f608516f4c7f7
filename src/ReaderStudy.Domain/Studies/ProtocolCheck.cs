using ReaderStudy.Domain.Studies.Checking;

namespace ReaderStudy.Domain.Studies;

/// <summary>
/// Finds where a protocol contradicts itself (it cannot be kept so), what is still missing (it cannot be sealed so), and what a reviewer
/// would ask about (it can be sealed all the same). One sentence each, naming the place.
/// </summary>
public static class ProtocolCheck
{
    /// <summary>Contradictions; empty when there is none.</summary>
    public static IReadOnlyList<string> FaultsOf(Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var faults = new List<string>();
        if (protocol.Schema != Protocol.LatestSchema)
        {
            faults.Add($"Schema {protocol.Schema} is not known; this version reads 1 and {Protocol.LatestSchema}.");
        }

        Distinct("reference class", protocol.Reference.Classes.Select(c => c.Id), faults);
        Distinct("arm", protocol.Arms.Select(a => a.Id), faults);
        Distinct("question", protocol.Questions.Select(q => q.Id), faults);
        Distinct("task", protocol.Tasks.Select(t => t.Id), faults);
        Distinct("consistency check", protocol.Checks.Select(c => c.Id), faults, mayBeNone: true);
        Distinct("endpoint", protocol.Analysis.Endpoints.Select(e => e.Id), faults, mayBeNone: true);
        faults.AddRange(ArmCheck.FaultsOf(protocol));
        faults.AddRange(DesignCheck.FaultsOf(protocol));
        faults.AddRange(RuleCheck.FaultsOf(protocol));
        faults.AddRange(QuestionCheck.FaultsOf(protocol));
        faults.AddRange(QuestionPartCheck.FaultsOf(protocol.Glossary ?? []));
        faults.AddRange(TaskCheck.FaultsOf(protocol));
        faults.AddRange(EndpointCheck.FaultsOf(protocol));
        if (faults.Count == 0 && ProtocolJson.Write(protocol).Length is > ProtocolJson.LongestText and var length)
        {
            faults.Add(ProtocolJson.TooLong(length));
        }

        return faults;
    }

    /// <summary>What must be filled in before the protocol can be sealed; empty when nothing is missing.</summary>
    public static IReadOnlyList<string> GapsOf(Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return
        [
            .. protocol
                .Arms.Where(a => a.ShowsAi && string.IsNullOrWhiteSpace(a.Model))
                .Select(a => $"Arm '{a.Id}' shows a model's output, and no model is named."),
        ];
    }

    /// <summary>What a reviewer would ask about; sealing is possible all the same.</summary>
    public static IReadOnlyList<string> RemarksOf(Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return [.. ArmCheck.RemarksOf(protocol), .. RuleCheck.RemarksOf(protocol), .. EndpointCheck.RemarksOf(protocol)];
    }

    /// <summary>Each id is given and differs from the others, in any case; there is at least one unless there may be none.</summary>
    internal static void Distinct(string what, IEnumerable<string> ids, List<string> faults, bool mayBeNone = false)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids)
        {
            if (string.IsNullOrWhiteSpace(id))
            {
                faults.Add($"A {what} has no id.");
            }
            else if (!seen.Add(id))
            {
                faults.Add($"Two of the {what} entries are called '{id}'.");
            }
        }

        if (seen.Count == 0 && !mayBeNone)
        {
            faults.Add($"There is no {what}.");
        }
    }
}
