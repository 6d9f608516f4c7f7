using ReaderStudy.Web.Features.Models;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>The parts of a protocol that have a page of their own, in the order of work. Questions have pages one by one.</summary>
public sealed class ProtocolSubjects(ModelCatalog models)
{
    /// <summary>Their ids, for routes.</summary>
    public const string Route =
        "{subject:regex(^(about|arms|design|reading|training|truth|reference|checks|glossary|tasks|analysis|hanging)$)}";

    public IReadOnlyList<IProtocolSubject> All { get; } =
    [
        new AboutSubject(),
        new ArmsSubject(models),
        new DesignSubject(),
        new ReadingSubject(),
        new TrainingSubject(),
        new TruthSubject(),
        new ReferenceSubject(),
        new ChecksSubject(),
        new GlossarySubject(),
        new TasksSubject(),
        new AnalysisSubject(),
        new HangingSubject(),
    ];

    public IProtocolSubject Of(string id) => All.Single(s => s.Id == id);
}
