using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Tests.Blinding.Differences;

/// <summary>A place in a session, what the server knows of it, and what it says of it.</summary>
/// <param name="Position">In the session, from 1.</param>
/// <param name="CaseId">Which case stands there.</param>
/// <param name="Purpose">What the case is for.</param>
/// <param name="Truth">Class of the reference standard.</param>
/// <param name="Attempt">2: a hidden repeat.</param>
/// <param name="Opened">As it was before an answer.</param>
/// <param name="Locked">As it was once it was locked.</param>
internal sealed record Place(int Position, Guid CaseId, CasePurpose Purpose, string Truth, int Attempt, Snapshot Opened, Snapshot Locked)
{
    public bool IsOrdinary => Purpose == CasePurpose.Test && Attempt == 1;
}
