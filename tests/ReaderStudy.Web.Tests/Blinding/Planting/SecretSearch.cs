using System.Buffers;

namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>Finds secrets in a text, all of them in one pass: there are hundreds, and they are looked for in tens of thousands of answers.</summary>
internal sealed class SecretSearch
{
    private readonly SearchValues<string> _any;
    private readonly IReadOnlyList<int> _lengths;
    private readonly Dictionary<string, List<Secret>>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public SecretSearch(IReadOnlyList<Secret> secrets)
    {
        Secrets = secrets;
        _any = SearchValues.Create([.. secrets.Select(s => s.Text)], StringComparison.OrdinalIgnoreCase);
        _lengths = secrets.Select(s => s.Text.Length).Distinct().ToList();
        _byText = secrets
            .GroupBy(s => s.Text, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What is looked for.</summary>
    public IReadOnlyList<Secret> Secrets { get; }

    /// <summary>Every secret that the text holds, with the first place where it stands by itself.</summary>
    public IReadOnlyDictionary<Secret, int> PlacesIn(string text)
    {
        var places = new Dictionary<Secret, int>();
        var place = -1;
        while (text.AsSpan(place + 1).IndexOfAny(_any) is >= 0 and var further)
        {
            place += 1 + further;
            foreach (var length in _lengths)
            {
                if (place + length <= text.Length && _byText.TryGetValue(text.AsSpan(place, length), out var same))
                {
                    foreach (var secret in same.Where(s => s.IsWholeAt(place, text)))
                    {
                        places.TryAdd(secret, place);
                    }
                }
            }
        }

        return places;
    }
}
