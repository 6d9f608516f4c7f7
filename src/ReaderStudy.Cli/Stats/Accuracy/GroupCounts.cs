namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary>Counts of a group in a row of the file.</summary>
internal readonly record struct GroupCount(string Group, string Cluster, int Count, int Of);

/// <summary>Reads the columns count, of, group and cluster.</summary>
internal static class GroupCounts
{
    /// <summary>Rows with a count, after refusing all that are impossible.</summary>
    public static IReadOnlyList<GroupCount> Read(StatsInput input)
    {
        var rows = new List<GroupCount>();
        for (var i = 0; i < input.Count; i++)
        {
            if (Row(input, i) is { } row)
            {
                rows.Add(row);
            }
        }

        input.Demand();
        return rows;
    }

    public static (int Count, int Of) Sum(IEnumerable<GroupCount> rows, string group)
    {
        var own = rows.Where(r => r.Group == group).ToList();
        return (own.Sum(r => r.Count), own.Sum(r => r.Of));
    }

    private static GroupCount? Row(StatsInput input, int row)
    {
        var count = input.Number(row, "count");
        if (double.IsNaN(count))
        {
            return null;
        }

        var of = input.Has("of") ? input.Number(row, "of") : 1;
        if (count != Math.Floor(count) || count is < 0 or > int.MaxValue)
        {
            input.Fault(row, "count", $"'{input.Text(row, "count")}' is not a number of units.");
        }
        else if (!(of >= count) || of != Math.Floor(of) || of > int.MaxValue)
        {
            input.Fault(row, input.Has("of") ? "of" : "count", $"{count} of {(double.IsNaN(of) ? "nothing" : of)} is impossible.");
        }

        var cluster = input.Has("cluster") ? input.Required(row, "cluster") : "";
        return new GroupCount(input.Text(row, "group"), cluster, (int)count, double.IsNaN(of) ? 0 : (int)of);
    }
}
