using ReaderStudy.Data.Evidence;

namespace ReaderStudy.Cli.Audit;

/// <summary>Tells what a verification found: to people, or to programs.</summary>
internal interface IVerdict
{
    void Tell(AuditReport report, int anchors);
}
