namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>Something in the planted study that is a word, a number or an id of its own, so that it is known wherever it turns up.</summary>
/// <param name="Item">What it is, as in <c>visible.txt</c>.</param>
/// <param name="Text">As it stands in an answer; searched without regard to case.</param>
internal sealed record Secret(string Item, string Text)
{
    /// <summary>Whether the secret, whose text begins at a place, stands there by itself: digits count only where they are the whole number.</summary>
    public bool IsWholeAt(int place, string text)
    {
        var end = place + Text.Length;
        return !(char.IsDigit(Text[0]) && place > 0 && char.IsLetterOrDigit(text[place - 1]))
            && !(char.IsDigit(Text[^1]) && end < text.Length && char.IsLetterOrDigit(text[end]));
    }
}
