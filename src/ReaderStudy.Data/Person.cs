using Microsoft.AspNetCore.Identity;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Someone with an account. Roles in a study are <see cref="StudyMember"/>s; the account's own roles are in <see cref="AccountRoles"/>.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>No password has fewer characters.</summary>
    public const int ShortestPassword = 12;

    /// <summary>No password has more: hashing a book would keep the server busy.</summary>
    public const int LongestPassword = 128;

    public Person()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.CreateVersion7().ToString("N");
    }

    public string DisplayName { get; set; } = "";

    /// <summary>Experience as a radiologist; null for everybody else.</summary>
    public ReaderLevel? Level { get; set; }

    /// <summary>Years of experience as a radiologist; null when not given.</summary>
    public int? YearsOfExperience { get; set; }
}

/// <summary>What an account may do beyond its roles in studies.</summary>
public static class AccountRoles
{
    /// <summary>Manages accounts; sees no study without a role in it.</summary>
    public const string Administrator = "administrator";

    /// <summary>Creates studies.</summary>
    public const string Coordinator = "coordinator";

    public static IReadOnlyList<string> All { get; } = [Administrator, Coordinator];
}
