namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>Something in the planted study that is a word, a number or an id of its own, so that it is known wherever it turns up.</summary>
/// <param name="Item">What it is, as in <c>visible.txt</c>.</param>
/// <param name="Text">As it stands in an answer; searched without regard to case.</param>
internal sealed record Secret(string Item, string Text)
{
    /// <summary>Where the secret stands in a text, or -1. Digits count only where they are the whole number.</summary>
    public int PlaceIn(string text)
    {
        var place = -1;
        while ((place = text.IndexOf(Text, place + 1, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            if (IsWhole(text, place))
            {
                return place;
            }
        }

        return -1;
    }

    private bool IsWhole(string text, int place)
    {
        var end = place + Text.Length;
        return !(char.IsDigit(Text[0]) && place > 0 && char.IsLetterOrDigit(text[place - 1]))
            && !(char.IsDigit(Text[^1]) && end < text.Length && char.IsLetterOrDigit(text[end]));
    }
}
