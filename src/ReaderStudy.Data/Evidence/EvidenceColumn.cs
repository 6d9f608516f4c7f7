using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReaderStudy.Data.Evidence;

/// <summary>
/// One column of evidence, and its values as text that is the same on both databases. What stands in the database must be written as the
/// platform writes it, or its text differs: a number as text, a time in another form or a key in small letters are not the same.
/// </summary>
internal sealed class EvidenceColumn
{
    private readonly IReadOnlyProperty _property;
    private readonly ValueConverter? _converter;
    private readonly Type _kept;

    public EvidenceColumn(IReadOnlyProperty property)
    {
        _property = property;
        _converter = ((IProperty)property).GetTypeMapping().Converter;
        _kept =
            Nullable.GetUnderlyingType(_converter?.ProviderClrType ?? property.ClrType) ?? _converter?.ProviderClrType ?? property.ClrType;
        Column = property.GetColumnName();
        Default = property.IsNullable ? null : TextOf(DefaultOf(property.ClrType));
    }

    public string Name => _property.Name;

    public string Column { get; }

    /// <summary>What a row holds that was there before the column was. It is left out of the content, so that new columns change no hash.</summary>
    public string? Default { get; }

    /// <summary>What a parameter of a query has for a property's value.</summary>
    public object? ParameterOf(object? value) => value is null || _converter is null ? value : _converter.ConvertToProvider(value);

    /// <summary>The text of a property's value; null for null.</summary>
    public string? TextOf(object? value) =>
        ParameterOf(value) switch
        {
            null => null,
            string text => text,
            Guid id => id.ToString("D"),
            bool flag => flag ? "true" : "false",
            DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // Minus zero does not survive every database.
            double number => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture),
            int or long or short => Convert
                .ToInt64(ParameterOf(value), CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture),
            var other => throw new NotSupportedException(
                $"Evidence cannot hold {other.GetType().Name} ({_property.DeclaringType.ClrType.Name}.{Name})."
            ),
        };

    /// <summary>The text of what stands in the database; null for null.</summary>
    public string? TextOfStored(object raw) =>
        raw switch
        {
            DBNull => null,
            string text when _kept == typeof(string) => text,
            string text when _kept == typeof(Guid) && Guid.TryParseExact(text, "D", out var id) && IsAsWritten(text, id) => id.ToString(
                "D"
            ),
            string text when _kept == typeof(DateTime) && InstantOf(text) is { } instant => instant.Ticks.ToString(
                CultureInfo.InvariantCulture
            ),
            string text when _kept == typeof(DateOnly) => text,
            long flag and (0 or 1) when _kept == typeof(bool) => flag == 1 ? "true" : "false",
            long number when IsWhole => number.ToString(CultureInfo.InvariantCulture),
            Guid id when _kept == typeof(Guid) => id.ToString("D"),
            bool flag when _kept == typeof(bool) => flag ? "true" : "false",
            DateTime instant when _kept == typeof(DateTime) => instant.Ticks.ToString(CultureInfo.InvariantCulture),
            DateTime day when _kept == typeof(DateOnly) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateOnly day when _kept == typeof(DateOnly) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number when _kept == typeof(double) => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture),
            int or short when IsWhole => Convert.ToInt64(raw, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
            byte[] bytes => "not as the platform writes it: " + Convert.ToHexStringLower(bytes),
            _ => string.Create(CultureInfo.InvariantCulture, $"not as the platform writes it: {raw.GetType().Name} {raw}"),
        };

    private bool IsWhole => _kept == typeof(int) || _kept == typeof(long) || _kept == typeof(short);

    /// <summary>SQLite holds keys in capital letters, and compares them as text.</summary>
    private static bool IsAsWritten(string text, Guid id) =>
        string.Equals(text, id.ToString("D"), StringComparison.OrdinalIgnoreCase) && !text.Any(char.IsAsciiLetterLower);

    private static DateTime? InstantOf(string text)
    {
        const string form = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
        return
            DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant.ToString(form, CultureInfo.InvariantCulture) == text
            ? instant
            : null;
    }

    private static object? DefaultOf(Type type) =>
        type == typeof(string) ? ""
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;
}
