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

        if (protocol.Reading.RestHours is < 0 or > ReadingRules.MostRestHours)
        {
            yield return $"Readers cannot rest {protocol.Reading.RestHours} hours between sessions; 0 to {ReadingRules.MostRestHours} are possible.";
        }

        if (protocol.Reading.BreakAfterCases is < 1 or > StudyDesign.MostCases)
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

        if (training.MostTries is < 1 or > TrainingPlan.TriesAtMost)
        {
            yield return $"The training cannot be taken {training.MostTries} times; {(training.MostTries < 1 ? "the least is 1" : $"the most is {TrainingPlan.TriesAtMost}")}.";
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
