using System.Text.RegularExpressions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Exports;

namespace ReaderStudy.Web.Features.Cohort;

/// <summary>Looks at a clinical history before readers do: whether it gives the truth away, or tells who the patient is. A person decides.</summary>
public static class HistoryWarning
{
    /// <summary>What a person should look at, in a few words; null: nothing was found.</summary>
    public static string? Of(string? history, Protocol protocol)
    {
        if (history is null)
        {
            return null;
        }

        var named = protocol
            .Reference.Classes.SelectMany(c => new[] { c.Id, c.Label })
            .FirstOrDefault(word =>
                Regex.IsMatch(
                    history,
                    $@"(?<!\w){Regex.Escape(word)}(?!\w)",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                    TimeSpan.FromSeconds(1)
                )
            );
        return named is not null ? $"names {named}, which readers are asked for"
            : FreeTextScan.Reason(history) is { } reason ? Said(reason)
            : null;
    }

    /// <summary>A finding of <see cref="FreeTextScan"/> as the end of a sentence about the text.</summary>
    internal static string Said(string reason) =>
        reason.StartsWith("looks", StringComparison.Ordinal) ? $"something in it {reason}" : $"it has {reason}";
}
