using System.Globalization;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Web.Features.Audit;

/// <summary>Which entries are asked for; what is not given does not restrict.</summary>
public sealed class AuditFilter
{
    /// <summary>The action, <c>reading.locked</c>, or what comes before its dot.</summary>
    public string? Action { get; set; }

    /// <summary>Who did it.</summary>
    public Guid? Person { get; set; }

    /// <summary>On this day (UTC).</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Only entries before this number: the next page.</summary>
    public long? Before { get; set; }

    public IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        if (!string.IsNullOrWhiteSpace(Action))
        {
            var action = Action.Trim();
            entries = entries.Where(e => e.Action == action || e.Action.StartsWith(action + "."));
        }

        if (Person is { } person)
        {
            entries = entries.Where(e => e.ActorId == person);
        }

        if (Day is { } day)
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            entries = entries.Where(e => e.At >= start);
            if (day < DateOnly.MaxValue)
            {
                var end = start.AddDays(1);
                entries = entries.Where(e => e.At < end);
            }
        }

        return entries;
    }

    /// <summary>The same filter for another page, as a query.</summary>
    public string Query(long? before)
    {
        var parts = new List<string>();
        Add("action", Action?.Trim());
        Add("person", Person?.ToString());
        Add("day", Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("before", before?.ToString(CultureInfo.InvariantCulture));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }
}
