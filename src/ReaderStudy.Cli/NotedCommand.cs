using System.CommandLine;

namespace ReaderStudy.Cli;

/// <summary>A command whose help says more than its options.</summary>
internal sealed class NotedCommand(string name, string description, string notes) : Command(name, description)
{
    /// <summary>Printed below the usual help.</summary>
    public string Notes { get; } = notes;
}
