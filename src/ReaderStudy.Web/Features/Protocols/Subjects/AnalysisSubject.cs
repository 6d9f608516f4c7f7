using ReaderStudy.Domain.Studies;
using Endpoint = ReaderStudy.Domain.Studies.Endpoint;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>Endpoints and the plan of the analysis.</summary>
public sealed class AnalysisSubject : IProtocolSubject
{
    public string Id => "analysis";

    public string Title => "Endpoints and analysis plan";

    public string Lead => "What is claimed and how it is tested, written down before anybody reads.";

    public SubjectForm FormOf(Protocol protocol)
    {
        var plan = protocol.Analysis;
        return new SubjectForm(
            [
                new("Method", "Method", FieldKind.Text, plan.Method) { Help = "Variance, covariance and degrees of freedom" },
                new("MissingReadings", "Readings that are missing", FieldKind.Text, plan.MissingReadings),
                new("NotEvaluable", "Cases that could not be evaluated", FieldKind.Text, plan.NotEvaluable),
                new("Localisation", "When a mark counts as the lesion", FieldKind.Text, plan.Localisation),
                new("Multiplicity", "Multiplicity", FieldKind.Text, plan.Multiplicity),
                new("SampleSize", "Sample size", FieldKind.Text, plan.SampleSize)
                {
                    Help = "Expected effect, variance components and the power they give",
                },
                new("Subgroups", "Subgroups, parted by commas", FieldKind.Line, string.Join(", ", plan.Subgroups)),
            ],
            [EndpointsOf(protocol)]
        );
    }

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Analysis = old.Analysis with
            {
                Method = given.Text("Method"),
                MissingReadings = given.Text("MissingReadings"),
                NotEvaluable = given.Text("NotEvaluable"),
                Localisation = given.Text("Localisation"),
                Multiplicity = given.Text("Multiplicity"),
                SampleSize = given.Text("SampleSize"),
                Subgroups = given.List("Subgroups"),
                Endpoints = [.. given.Rows("Endpoints").Select(EndpointOf)],
            },
        };

    private static Endpoint EndpointOf(GivenRow row)
    {
        var id = row.Needed("Id", "An endpoint needs a short name; empty the whole row to remove it.");
        return new Endpoint
        {
            Id = id,
            Name = row.Optional("Name") ?? id,
            IsPrimary = row.Ticked("IsPrimary"),
            Metric = row.Member<EndpointMetric>("Metric"),
            Task = row.Needed("Task", "Choose the task that is scored."),
            Arm = row.Optional("Arm"),
            Against = row.Optional("Against"),
            Hypothesis = row.Raw("Hypothesis").Length == 0 ? EndpointHypothesis.Estimate : row.Member<EndpointHypothesis>("Hypothesis"),
            Margin = row.OptionalNumber("Margin"),
            Alpha = row.OptionalNumber("Alpha") ?? 0.05,
        };
    }

    private static FormTable EndpointsOf(Protocol protocol)
    {
        IReadOnlyList<FormOption> arms = [.. protocol.Arms.Select(a => new FormOption(a.Id, a.Name))];
        return new FormTable(
            "Endpoints",
            "Endpoints",
            "A margin belongs to non-inferiority and equivalence only.",
            "Endpoint",
            [
                new("Id", "Short name", FieldKind.Line),
                new("Name", "Name on screen", FieldKind.Line),
                new("IsPrimary", "Primary", FieldKind.Tick),
                new("Metric", "Measure", FieldKind.Select) { Options = ProtocolWords.Options<EndpointMetric>(ProtocolWords.Of) },
                new("Task", "Task", FieldKind.Select) { Options = [.. protocol.Tasks.Select(t => new FormOption(t.Id, t.Name))] },
                new("Arm", "Arm", FieldKind.Select) { Options = arms, Help = "None: no comparison of arms" },
                new("Against", "Compared with", FieldKind.Select)
                {
                    Options = [.. arms, new(Endpoint.Readers, "The readers"), new(Endpoint.Ai, "The model alone")],
                },
                new("Hypothesis", "Hypothesis", FieldKind.Select) { Options = ProtocolWords.Options<EndpointHypothesis>(ProtocolWords.Of) },
                new("Margin", "Margin", FieldKind.Number) { Help = "In units of the measure" },
                new("Alpha", "Two-sided level", FieldKind.Number) { Help = "Empty: 0.05" },
            ],
            FormTable.Numbered(protocol.Analysis.Endpoints.Select(RowOf)),
            Spare: 1
        );
    }

    private static Dictionary<string, string> RowOf(Endpoint endpoint) =>
        new()
        {
            ["Id"] = endpoint.Id,
            ["Name"] = endpoint.Name,
            ["IsPrimary"] = ProtocolWords.Tick(endpoint.IsPrimary),
            ["Metric"] = endpoint.Metric.ToString(),
            ["Task"] = endpoint.Task,
            ["Arm"] = endpoint.Arm ?? "",
            ["Against"] = endpoint.Against ?? "",
            ["Hypothesis"] = endpoint.Hypothesis.ToString(),
            ["Margin"] = ProtocolWords.Number(endpoint.Margin),
            ["Alpha"] = ProtocolWords.Number(endpoint.Alpha),
        };
}
