using ReaderStudy.Training;

return args switch
{
    ["dump", var folder] => TrainingData.Write(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: PhantomData dump FOLDER    (see models/training/README.md)");
    return 2;
}
