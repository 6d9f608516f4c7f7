namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>The rules of reading, the training and the truth.</summary>
internal static class RuleCheck
{
    public static IEnumerable<string> FaultsOf(Protocol protocol)
    {
        if (string.IsNullOrWhiteSpace(protocol.Id))
        {
            yield return "The protocol has no id.";
        }

        if (string.IsNullOrWhiteSpace(protocol.Title))
        {
            yield return "The protocol has no title.";
        }

        if (protocol.Reading.RestHours < 0)
        {
            yield return $"Readers cannot rest {protocol.Reading.RestHours} hours between sessions.";
        }

        if (protocol.Reading.BreakAfterCases < 1)
        {
            yield return $"A break cannot be suggested after {protocol.Reading.BreakAfterCases} cases; leave it empty for none.";
        }

        if (protocol.Training is not { } training)
        {
            yield break;
        }

        if (protocol.TaskOf(training.Task) is null)
        {
            yield return $"The training is scored by the task '{training.Task}', which there is not.";
        }

        if (training.RequiredPercent is < 0 or > 100)
        {
            yield return $"The training cannot ask for {training.RequiredPercent} % right answers; 0 to 100 are possible.";
        }

        if (training.MostTries < 1)
        {
            yield return $"The training cannot be taken {training.MostTries} times; the least is 1.";
        }
    }

    public static IEnumerable<string> RemarksOf(Protocol protocol)
    {
        if (string.IsNullOrWhiteSpace(protocol.Instructions))
        {
            yield return "Readers are told nothing before the first case.";
        }

        if (protocol.Truth.Rule != TruthRule.Recorded && string.IsNullOrWhiteSpace(protocol.Truth.Instructions))
        {
            yield return "Truthers are told nothing: who they are, what they see and how they decide.";
        }

        if (protocol.Training is null && protocol.Arms.Any(a => a.ShowsAi))
        {
            yield return "Readers meet the model's output without training.";
        }
    }
}
