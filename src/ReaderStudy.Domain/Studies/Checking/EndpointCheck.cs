namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>Endpoints: what is claimed of what, with a margin exactly where the hypothesis needs one.</summary>
internal static class EndpointCheck
{
    /// <summary>Of reading times, in seconds: a day.</summary>
    private const double LargestMargin = 86_400;

    public static IEnumerable<string> FaultsOf(Protocol protocol) => protocol.Analysis.Endpoints.SelectMany(e => FaultsOf(protocol, e));

    public static IEnumerable<string> RemarksOf(Protocol protocol)
    {
        var analysis = protocol.Analysis;
        var primary = analysis.Endpoints.Count(e => e.IsPrimary);
        if (primary == 0)
        {
            yield return "No endpoint is primary: nothing is claimed before reading.";
        }

        if (primary > 1 && string.IsNullOrWhiteSpace(analysis.Multiplicity))
        {
            yield return $"{primary} endpoints are primary, and nothing is said of multiplicity.";
        }

        if (AnalysisPlan.IsOpen(analysis.Method))
        {
            yield return "The method of the analysis is not written down.";
        }

        if (AnalysisPlan.IsOpen(analysis.MissingReadings))
        {
            yield return "Nothing is said of readings that will be missing.";
        }

        if (AnalysisPlan.IsOpen(analysis.NotEvaluable))
        {
            yield return "Nothing is said of cases that a reader or the model cannot evaluate: write it under 'Cases that could not be evaluated' in the analysis plan.";
        }

        if (
            analysis.Endpoints.FirstOrDefault(e => e.Metric == EndpointMetric.WeightedAlternativeFrocArea) is { } located
            && AnalysisPlan.IsOpen(analysis.Localisation)
        )
        {
            yield return $"Endpoint '{located.Id}' counts marks, and nothing is said of when a mark counts as the lesion: write it under 'When a mark counts as the lesion' in the analysis plan.";
        }

        if (AnalysisPlan.IsOpen(analysis.SampleSize))
        {
            yield return "The sample size is not declared: write the expected effect, the variance components and the power they give under 'Sample size' in the analysis plan.";
        }
    }

    private static IEnumerable<string> FaultsOf(Protocol protocol, Endpoint endpoint)
    {
        var where = $"Endpoint '{endpoint.Id}'";
        if (string.IsNullOrWhiteSpace(endpoint.Name))
        {
            yield return $"{where} has no name.";
        }

        if (protocol.TaskOf(endpoint.Task) is not { } task)
        {
            yield return $"{where} is about the task '{endpoint.Task}', which there is not.";
        }
        else if (MetricFault(protocol, task, endpoint.Metric) is { } fault)
        {
            yield return $"{where} {fault}";
        }

        foreach (var comparison in ComparisonFaults(protocol, endpoint))
        {
            yield return $"{where} {comparison}";
        }

        var needsMargin = endpoint.Hypothesis switch
        {
            EndpointHypothesis.NonInferiority or EndpointHypothesis.Equivalence => true,
            EndpointHypothesis.Estimate or EndpointHypothesis.Superiority => false,
        };
        if (needsMargin && !(endpoint.Margin > 0 && double.IsFinite(endpoint.Margin.Value)))
        {
            yield return $"{where} needs a margin above 0.";
        }
        else if (needsMargin && endpoint.Metric != EndpointMetric.ReadingTime && endpoint.Margin >= 1)
        {
            yield return $"{where} has a margin of {endpoint.Margin}; its metric lies between 0 and 1.";
        }
        else if (needsMargin && endpoint.Margin > LargestMargin)
        {
            yield return $"{where} has a margin of {endpoint.Margin} s; the most is {LargestMargin}.";
        }
        else if (!needsMargin && endpoint.Margin is not null)
        {
            yield return $"{where} has a margin, which its hypothesis does not use.";
        }

        if (!(endpoint.Alpha is > 0 and < 0.5))
        {
            yield return $"{where} has the level {endpoint.Alpha}; it lies between 0 and 0.5.";
        }
    }

    private static IEnumerable<string> ComparisonFaults(Protocol protocol, Endpoint endpoint)
    {
        if (endpoint.Arm is not null && protocol.ArmOf(endpoint.Arm) is null)
        {
            yield return $"claims something of the arm '{endpoint.Arm}', which there is not.";
        }

        switch (endpoint.Against)
        {
            case null when endpoint.Hypothesis != EndpointHypothesis.Estimate:
                yield return "tests a hypothesis, and does not say what is compared with what.";
                break;
            case null or Endpoint.Readers or Endpoint.Ai:
                break;
            case { } against when protocol.ArmOf(against) is null:
                yield return $"compares with '{against}', which is neither an arm nor '{Endpoint.Readers}' nor '{Endpoint.Ai}'.";
                break;
            case { } against when against == endpoint.Arm:
                yield return $"compares the arm '{against}' with itself.";
                break;
            case { } against when endpoint.Arm is null:
                yield return $"compares with the arm '{against}', and names no arm of its own.";
                break;
        }
    }

    /// <summary>What the metric needs and the task does not have; null: nothing.</summary>
    private static string? MetricFault(Protocol protocol, AnalysisTask task, EndpointMetric metric) =>
        metric switch
        {
            EndpointMetric.Auc when task.Rating is null || task.Positive is null =>
                $"is an area under the ROC curve, for which task '{task.Id}' needs a rating and a positive label.",
            EndpointMetric.Sensitivity or EndpointMetric.Specificity when task.Positive is null =>
                $"needs a positive label in task '{task.Id}'.",
            EndpointMetric.WeightedAlternativeFrocArea when protocol.Questions.All(q => q.Kind != QuestionKind.Marks) =>
                "is an area under the wAFROC curve, and no question asks for marks.",
            EndpointMetric.Dice when protocol.Questions.All(q => q.Kind != QuestionKind.Mask) =>
                "is the overlap of outlines, and no question asks for one.",
            EndpointMetric.Auc
            or EndpointMetric.Sensitivity
            or EndpointMetric.Specificity
            or EndpointMetric.Accuracy
            or EndpointMetric.Kappa
            or EndpointMetric.WeightedAlternativeFrocArea
            or EndpointMetric.Dice
            or EndpointMetric.ReadingTime => null,
        };
}
