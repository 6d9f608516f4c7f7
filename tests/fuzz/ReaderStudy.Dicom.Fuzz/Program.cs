using System.CommandLine;
using ReaderStudy.Dicom.Fuzz;

var inputs = new Option<long>("--inputs") { Description = "How many inputs to run.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<ulong>("--seed") { Description = "Of the mutations.", DefaultValueFactory = _ => 1 };
var seeds = new Option<string[]>("--seeds")
{
    Description = "Folders of files to start from, beside those that the program makes itself.",
    DefaultValueFactory = _ => [],
};
var findings = new Option<string>("--findings")
{
    Description = "Folder for inputs that broke a promise.",
    DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "readerstudy-fuzz"),
};
var tap = new Option<string?>("--tap") { Description = "Writes the result as TAP to this file." };
var only = new Option<string?>("--only") { Description = "Runs one file once, and prints what it does." };
var command = new RootCommand("Feeds changed DICOM files to the library and holds it to its promises; see tests/fuzz/README.md.")
{
    inputs,
    seed,
    seeds,
    findings,
    tap,
    only,
};
command.SetAction(parsed =>
{
    // Before the first type of the library is loaded.
    Instrumentation.Apply();
    return Campaign.Run(
        new CampaignOptions(
            parsed.GetValue(inputs),
            parsed.GetValue(seed),
            parsed.GetValue(seeds)!,
            parsed.GetValue(findings)!,
            parsed.GetValue(tap),
            parsed.GetValue(only)
        )
    );
});
return await command.Parse(args).InvokeAsync();
