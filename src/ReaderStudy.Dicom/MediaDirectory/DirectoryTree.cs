using System.Globalization;

namespace ReaderStudy.Dicom.MediaDirectory;

/// <summary>
/// Follows the offsets by which records point at each other (PS3.3 F.3.2.2): next on the same level, first on the level below. Every
/// record is visited once, whatever the offsets say.
/// </summary>
internal sealed class DirectoryTree(DicomDataset directory)
{
    public static readonly DicomTag RecordSequence = new(0x0004, 0x1220);

    private const int MaxDepth = 16;
    private const int MaxProblems = 100;
    private static readonly DicomTag FirstRecord = new(0x0004, 0x1200);
    private static readonly DicomTag NextRecord = new(0x0004, 0x1400);
    private static readonly DicomTag InUse = new(0x0004, 0x1410);
    private static readonly DicomTag LowerRecord = new(0x0004, 0x1420);

    private readonly List<DicomProblem> _problems = [];
    private readonly HashSet<int> _visited = [];

    public IReadOnlyList<DicomProblem> Problems => _problems;

    public IReadOnlyList<DirectoryRecord> Build()
    {
        var records = directory.GetItems(RecordSequence);
        var byOffset = new Dictionary<long, int>(records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            byOffset[records[i].Offset] = i;
        }

        var roots = new List<DirectoryRecord>();
        var levels = new Stack<(long Offset, DirectoryRecord? Parent, int Depth)>();
        levels.Push((OffsetOf(directory, FirstRecord), null, 0));
        var made = new DirectoryRecord[records.Count];
        while (levels.Count > 0)
        {
            var (offset, parent, depth) = levels.Pop();
            while (offset != 0)
            {
                if (!byOffset.TryGetValue(offset, out var index))
                {
                    Tell(DicomErrorKind.Malformed, $"a directory record at byte {offset} is pointed at, but there is none");
                    break;
                }

                if (!_visited.Add(index))
                {
                    Tell(DicomErrorKind.Malformed, $"the directory record at byte {offset} is pointed at more than once");
                    break;
                }

                var record = made[index] = new DirectoryRecord(records[index]);
                if (IsInUse(records[index]))
                {
                    Put(record, parent, roots);
                    if (OffsetOf(records[index], LowerRecord) is > 0 and var lower)
                    {
                        if (depth + 1 < MaxDepth)
                        {
                            levels.Push((lower, record, depth + 1));
                        }
                        else
                        {
                            Tell(DicomErrorKind.Malformed, $"directory records are nested deeper than {MaxDepth} levels");
                        }
                    }
                }

                offset = OffsetOf(records[index], NextRecord);
            }
        }

        AddUnreached(records, made, roots);
        return roots;
    }

    /// <summary>Records that nothing points at go below the last record of the level above that stands before them in the file.</summary>
    private void AddUnreached(IReadOnlyList<DicomDataset> records, DirectoryRecord[] made, List<DirectoryRecord> roots)
    {
        var last = new DirectoryRecord?[4];
        var lost = 0;
        for (var i = 0; i < records.Count; i++)
        {
            var isLost = made[i] is null;
            var record = made[i] ?? new DirectoryRecord(records[i]);
            if (isLost && IsInUse(records[i]))
            {
                lost++;
                Put(record, Array.FindLast(last[..LevelOf(record)], r => r is not null), roots);
            }

            last[LevelOf(record)] = record;
            Array.Clear(last, LevelOf(record) + 1, last.Length - LevelOf(record) - 1);
        }

        if (lost > 0)
        {
            Tell(
                DicomErrorKind.Malformed,
                $"{lost} directory record(s) are pointed at by none; their place in the file decides where they belong"
            );
        }
    }

    private void Put(DirectoryRecord record, DirectoryRecord? parent, List<DirectoryRecord> roots)
    {
        if (record.HasUnsafeFileId)
        {
            Tell(DicomErrorKind.Malformed, $"the directory record at byte {record.Dataset.Offset} names a file outside of the medium");
        }

        if (parent is null)
        {
            roots.Add(record);
        }
        else
        {
            parent.Add(record);
        }
    }

    private static int LevelOf(DirectoryRecord record) =>
        record.Type switch
        {
            "PATIENT" => 0,
            "STUDY" => 1,
            "SERIES" => 2,
            _ => 3,
        };

    private static bool IsInUse(DicomDataset record) =>
        record.Find(InUse)?.Value is not { Length: >= 2 } flag || flag.Span[..2].IndexOfAnyExcept((byte)0) >= 0;

    private static long OffsetOf(DicomDataset record, DicomTag tag) =>
        record.Find(tag) is { Value.Length: 4, Vr: DicomVr.UL } element
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(element.Value.Span)
            : 0;

    private void Tell(DicomErrorKind kind, FormattableString message)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new DicomProblem(kind, message.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
