using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.Sessions;

/// <summary>A session in the list, with the one step that is next in it.</summary>
/// <param name="Session">The person's own.</param>
/// <param name="Pace">Median time from opening a case to locking it; null before the first lock.</param>
public sealed record ListedSession(MySession Session, TimeSpan? Pace)
{
    public bool IsDone => Session.Locked == Session.Total;

    /// <summary>Null: nothing can be done here now.</summary>
    public SessionStep? Next
    {
        get
        {
            var (reading, page) = ($"/reading/{Session.SessionId}", $"/sessions/{Session.SessionId}");
            return !Session.IsOpen ? null
                : Session.Waits?.Rule == OpeningRules.InstructionsFirst ? new SessionStep("Read the instructions", page + "/instructions")
                : Session.Waits?.Rule == OpeningRules.SiteCheckFirst ? new SessionStep("Check your screen", page + "/site-check")
                : Session.Waits is not null ? null
                : !IsDone ? new SessionStep(Session.Locked == 0 ? "Begin " + What : "Go on " + What, reading)
                : Session.Training?.MayBeTakenAgain == true ? new SessionStep("Take the training again", page + "/again", IsForm: true)
                : Session.Signing is { Waiting: > 0 } ? new SessionStep("Sign your readings", page + "/sign")
                : null;
        }
    }

    private string What => Session.Kind is SessionKind.Training ? "training" : "reading";
}

/// <param name="Label">What the button says.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="IsForm">True when it is posted.</param>
public sealed record SessionStep(string Label, string Url, bool IsForm = false);
