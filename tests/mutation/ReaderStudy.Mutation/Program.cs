using ReaderStudy.Mutation;

// supervisor: REPORT.json BIN NAME... ; a child of itself: --worker BIN FILTER MUTANTS RESULTS
return args switch
{
    ["--worker", var bin, var filter, var mutants, var results] => Worker.Run(bin, filter, mutants, results),
    [var report, var bin, .. var folders] when folders.Length > 0 => new Supervisor(report, bin).Run(folders),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("ReaderStudy.Mutation REPORT.json BIN FOLDER...   (tests/mutation/run.sh makes the first two)");
    return 2;
}
