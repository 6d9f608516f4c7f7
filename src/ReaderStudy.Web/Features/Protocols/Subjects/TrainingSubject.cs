using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>Training before the first pivotal case.</summary>
public sealed class TrainingSubject : IProtocolSubject
{
    public string Id => "training";

    public string Title => "Training";

    public string Lead => "Training cases lie outside the test set; the cohort says which they are.";

    public SubjectForm FormOf(Protocol protocol)
    {
        var plan = protocol.Training ?? new TrainingPlan { Task = protocol.Tasks.Count > 0 ? protocol.Tasks[0].Id : "" };
        return new SubjectForm(
            [
                new(
                    "Trains",
                    "Readers are trained before their first case",
                    FieldKind.Tick,
                    ProtocolWords.Tick(protocol.Training is not null)
                ),
                new("Task", "Scored by the task", FieldKind.Select, plan.Task)
                {
                    Options = [.. protocol.Tasks.Select(t => new FormOption(t.Id, t.Name))],
                },
                new(
                    "Feedback",
                    "The reference standard is shown once a training case is locked",
                    FieldKind.Tick,
                    ProtocolWords.Tick(plan.Feedback)
                )
                {
                    Help = "With a gate and more than one try: once the training is passed",
                },
                new("RequiredPercent", "Right answers that are needed, in %", FieldKind.Number, ProtocolWords.Number(plan.RequiredPercent))
                {
                    Help = "0: no gate",
                },
                new("MostTries", "The training may be taken so many times", FieldKind.Number, ProtocolWords.Number(plan.MostTries)),
            ],
            []
        );
    }

    public Protocol Apply(Protocol old, GivenForm given) =>
        old with
        {
            Training = given.Ticked("Trains")
                ? new TrainingPlan
                {
                    Task = given.Needed("Task", "Choose the task by which training is scored."),
                    Feedback = given.Ticked("Feedback"),
                    RequiredPercent = given.Whole("RequiredPercent", 0),
                    MostTries = given.Whole("MostTries", 3),
                }
                : null,
        };
}
