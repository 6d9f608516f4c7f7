using System.Reflection;
using Microsoft.AspNetCore.Mvc.Controllers;
using ReaderStudy.Data;
using ReaderStudy.Tests;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Authorisation;

namespace ReaderStudy.Web.Tests.Audit;

/// <summary>
/// What can be asked of the application leaves an entry in the audit trail, or it stands in <c>unrecorded.txt</c> why not. Whether code can
/// come to record anything is read from the compiled code; what it records, the tests of each feature say.
/// </summary>
[Collection(App.Collection)]
public sealed class RecordedRoutesTests(App app)
{
    /// <summary>Records only refusals of signatures, so a way through it proves nothing.</summary>
    private static readonly Type[] Closed = [typeof(Signatures)];

    [Fact]
    public void Whatever_changes_something_or_shows_a_result_is_recorded_or_it_is_said_why_not()
    {
        var listed = Unrecorded();
        var unrecorded = Routes.Of(app).Where(r => !IsRecorded(r)).Select(r => (r.Method, r.Template)).ToHashSet();

        Assert.True(
            unrecorded.SetEquals(listed),
            $"Neither recorded nor in unrecorded.txt: {string.Join(", ", unrecorded.Except(listed))}. Listed, but recorded or gone: {string.Join(", ", listed.Except(unrecorded))}."
        );
    }

    private static bool IsRecorded(AppRoute route)
    {
        var action = route.Pattern.Metadata.OfType<ControllerActionDescriptor>().LastOrDefault()?.MethodInfo;
        return action is not null
            && (
                action.GetCustomAttribute<RecordsAttribute>() is not null
                || Calls.Lead(
                    action,
                    m => m.DeclaringType == typeof(AuditTrail) && m.Name.StartsWith("Record", StringComparison.Ordinal),
                    Closed
                )
            );
    }

    private static HashSet<(string Method, string Template)> Unrecorded()
    {
        var file = Path.Combine(SharedData.RepositoryRoot, "tests", "ReaderStudy.Web.Tests", "Audit", "unrecorded.txt");
        return File.ReadLines(file)
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l =>
            {
                var words = l.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
                Assert.True(words.Length == 3, $"unrecorded.txt: '{l}' gives no reason.");
                return (words[0], words[1]);
            })
            .ToHashSet();
    }
}
