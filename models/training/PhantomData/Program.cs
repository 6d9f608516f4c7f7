using ReaderStudy.Training;

return args switch
{
    ["dump", var folder] => TrainingData.Write(folder),
    ["dump", var folder, var split] => TrainingData.Write(folder, split),
    ["evaluate", var modelFolder] => Evaluation.Run(modelFolder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: PhantomData dump FOLDER [SPLIT]     write training and validation cases as arrays
               PhantomData evaluate MODEL_FOLDER   run the model on held-out cases and write the result into its model.json
        (see models/training/README.md)
        """
    );
    return 2;
}
