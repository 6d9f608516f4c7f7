using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>Takes out of a text what is another in every study and every minute: ids, accounts, hashes of files, times, tokens.</summary>
internal sealed partial class Nameless
{
    private readonly Dictionary<Guid, string> _labels = [];

    public static async Task<Nameless> OfAsync(App app, PlantedStudy planted)
    {
        var nameless = new Nameless();
        await app.DataAsync(async db =>
        {
            var cases = await db.Cases.Include(c => c.Series).Where(c => c.StudyId == planted.Study.Id).ToListAsync();
            foreach (var one in cases)
            {
                nameless._labels[one.Id] = one.Code;
                foreach (var series in one.Series)
                {
                    nameless._labels[series.Id] = $"{one.Code}-{series.Phase}";
                }
            }

            return 0;
        });
        nameless._labels[planted.Study.Id] = "study";
        return nameless;
    }

    /// <summary>The text's lines, sorted: in which order readers and sessions come is drawn anew in each study.</summary>
    public string Of(string text)
    {
        text = Ids().Replace(text, m => _labels.GetValueOrDefault(Guid.Parse(m.Value), "{id}"));
        text = Tags().Replace(text, "ETag: {tag}");
        text = Hashes().Replace(text, "{hash}");
        text = Uids().Replace(text, "{uid}");
        text = Accounts().Replace(text, "{account}");
        text = Tokens().Replace(text, "{token}");
        text = Pages().Replace(text, "before={entry}");
        text = Times().Replace(text, "{time}");
        text = Entries().Replace(text, "{entry}");
        text = Feedback().Replace(text, "{feedback}");
        text = Readers().Replace(text, "Reader #");
        text = Arms().Replace(text, "{arm}");
        return string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Order(StringComparer.Ordinal));
    }

    /// <summary>Lines that one of two texts has and the other has not, or not as often: how often something stands there can tell as much.</summary>
    public static IEnumerable<string> Between(string one, string other)
    {
        var (here, there) = (Counted(one), Counted(other));
        return here
            .Keys.Union(there.Keys)
            .Select(line => (line, here.GetValueOrDefault(line), there.GetValueOrDefault(line)))
            .Where(l => l.Item2 != l.Item3)
            .Select(l => $"{l.Item2} and {l.Item3} times: {l.line}");
    }

    private static Dictionary<string, int> Counted(string text) =>
        text.Split('\n').CountBy(l => l, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    [GeneratedRegex(
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])",
        RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Ids();

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])|(?<![0-9a-f])[0-9a-f]{12}…", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Hashes();

    [GeneratedRegex("ETag: \"[^\"]*\"", RegexOptions.None, 5000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"2\.25\.[0-9]+", RegexOptions.None, 5000)]
    private static partial Regex Uids();

    [GeneratedRegex(@"[a-z]+[0-9]+@test\.example", RegexOptions.None, 5000)]
    private static partial Regex Accounts();

    /// <summary>Where a page of the audit trail begins: entries are counted through all studies.</summary>
    [GeneratedRegex("before=[0-9]+", RegexOptions.None, 5000)]
    private static partial Regex Pages();

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+", RegexOptions.None, 5000)]
    private static partial Regex Tokens();

    [GeneratedRegex(
        @"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?|[0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4}|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?|([0-9.]+ ?(s|ms|min|h)\b ?)+",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Times();

    /// <summary>Numbers of entries in the audit trail, which all studies share.</summary>
    [GeneratedRegex("(?<=entry-number\">)[0-9]+|(?<=\"sequence\":\")[0-9]+|(?m)^[0-9]+(?=,\\{time\\},)", RegexOptions.None, 5000)]
    private static partial Regex Entries();

    /// <summary>Of a training, which tells its reader what was right: that is what it is for.</summary>
    [GeneratedRegex(@"[0-9.]+ % \([0-9]+ of [0-9]+\) right", RegexOptions.None, 5000)]
    private static partial Regex Feedback();

    [GeneratedRegex("Reader [0-9]|zq7reader(one|two)|administrator [0-9]+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Readers();

    [GeneratedRegex("zq7arm(one|two)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Arms();
}
