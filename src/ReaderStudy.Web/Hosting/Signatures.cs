using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Hosting;

/// <summary>What came of an attempt to sign: a signature that the act saves together with what it does, or a fault to show beside the field.</summary>
/// <param name="Signature">Null when there is a fault. Not yet saved.</param>
/// <param name="Fault">Null when there is a signature.</param>
public sealed record Signing(Signature? Signature, string? Fault);

/// <summary>Signing a final act: the person gives the password again. Wrong tries count towards the account's lockout.</summary>
public sealed class Signatures(UserManager<Person> people, AuditTrail audit, ReaderStudyDbContext db, TimeProvider clock)
{
    /// <param name="user">Who signs.</param>
    /// <param name="password">As typed.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="meaning">What the signature stands for.</param>
    /// <param name="subject">Kind and id of what is signed.</param>
    /// <param name="subjectSha256">Of what is signed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Signing> SignAsync(
        ClaimsPrincipal user,
        string? password,
        Guid studyId,
        SignatureMeaning meaning,
        string subject,
        string subjectSha256,
        CancellationToken cancellationToken
    )
    {
        if (await FaultAsync(user, password, studyId, meaning.ToString(), cancellationToken) is { } fault)
        {
            return new Signing(null, fault);
        }

        var person = (await people.GetUserAsync(user))!;
        return new Signing(new Signature(studyId, person.Id, person.DisplayName, meaning, subject, subjectSha256, clock.GetUtcNow()), null);
    }

    /// <summary>Null when the password is the person's own; otherwise what to say beside the field.</summary>
    /// <param name="user">Who signs.</param>
    /// <param name="password">As typed.</param>
    /// <param name="studyId">What is signed.</param>
    /// <param name="meaning">What the signature stands for, <c>seal</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<string?> FaultAsync(
        ClaimsPrincipal user,
        string? password,
        Guid studyId,
        string meaning,
        CancellationToken cancellationToken
    )
    {
        var person = (await people.GetUserAsync(user))!;
        if (await people.IsLockedOutAsync(person))
        {
            return "Too many tries. Wait five minutes and try again.";
        }

        if (await people.CheckPasswordAsync(person, password ?? ""))
        {
            await people.ResetAccessFailedCountAsync(person);
            return null;
        }

        audit.Record("signature.refused", person.Id, studyId, $"study {studyId}", meaning);
        await db.SaveChangesAsync(cancellationToken);
        await people.AccessFailedAsync(person);
        if (await people.IsLockedOutAsync(person))
        {
            await audit.RecordNowAsync("account.locked-out", person.Id, studyId, $"person {person.Id}", meaning, cancellationToken);
        }

        return string.IsNullOrEmpty(password)
            ? "Sign with your password."
            : "That is not the password you sign in with. Nothing was changed.";
    }
}
