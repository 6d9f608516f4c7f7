using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Hosting;

/// <summary>What was asked for exists, but not for this person's roles; answered by 403.</summary>
public sealed class ForbiddenException(string message) : Exception(message);

/// <summary>A person's way into one study.</summary>
/// <param name="Study">Tracked, with members and readers.</param>
/// <param name="PersonId">Who asks.</param>
/// <param name="Roles">Their roles in this study.</param>
public sealed record StudyPass(Study Study, Guid PersonId, IReadOnlyList<StudyRole> Roles)
{
    /// <summary>What they see while the study stands where it does.</summary>
    public StudyItems Visible { get; } = BlindingPolicy.VisibleTo(Roles, Study.Status, Study.Protocol.Truth);

    public bool Sees(StudyItems items) => (Visible & items) == items;

    public bool Is(StudyRole role) => Roles.Contains(role);
}

/// <summary>Lets people into studies. Strangers are told that there is no such study.</summary>
public sealed class StudyAccess(ReaderStudyDbContext db)
{
    public static readonly Rule Blinded = new("study.blinded", "This stays hidden until the study is unblinded.");

    /// <summary>For members of the study only.</summary>
    public async Task<StudyPass> MemberAsync(ClaimsPrincipal user, Guid studyId, CancellationToken cancellationToken)
    {
        var person = user.PersonId();
        var study = await db
            .Studies.Include(s => s.Members)
            .Include(s => s.Readers)
            .AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == studyId && s.RemovedAt == null, cancellationToken);
        var roles = study?.Members.Where(m => m.PersonId == person).Select(m => m.Role).ToList();
        return roles is { Count: > 0 } ? new StudyPass(study!, person, roles) : throw new NotFoundException("study");
    }

    /// <summary>For members with one of these roles.</summary>
    public async Task<StudyPass> RoleAsync(
        ClaimsPrincipal user,
        Guid studyId,
        CancellationToken cancellationToken,
        params StudyRole[] anyOf
    )
    {
        var pass = await MemberAsync(user, studyId, cancellationToken);
        return pass.Roles.Any(anyOf.Contains)
            ? pass
            : throw new ForbiddenException(
                $"Only a {string.Join(" or a ", anyOf.Select(r => r.ToString().ToLowerInvariant()))} of this study can do that."
            );
    }

    /// <summary>For members who see these items now; who will see them later is told so (409), who never will is refused (403).</summary>
    public async Task<StudyPass> ItemsAsync(ClaimsPrincipal user, Guid studyId, StudyItems items, CancellationToken cancellationToken)
    {
        var pass = await MemberAsync(user, studyId, cancellationToken);
        if (!pass.Sees(items))
        {
            Rule.Require(
                (BlindingPolicy.VisibleTo(pass.Roles, StudyStatus.Unblinded, pass.Study.Protocol.Truth) & items) != items,
                Blinded
            );
            throw new ForbiddenException("Your role in this study does not include that.");
        }

        return pass;
    }
}

public static class PersonOfRequest
{
    /// <summary>The id of the signed-in person.</summary>
    public static Guid PersonId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
