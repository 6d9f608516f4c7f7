using System.Globalization;
using ReaderStudy.Training;

return args switch
{
    ["dump", var folder] => TrainingData.Write(folder),
    ["dump", var folder, var split] => TrainingData.Write(folder, split),
    ["evaluate", var modelFolder] => Evaluation.Run(modelFolder, 300),
    ["evaluate", var modelFolder, var cases] => Evaluation.Run(modelFolder, int.Parse(cases, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: PhantomData dump FOLDER [SPLIT]     write training and validation cases as arrays
               PhantomData evaluate MODEL_FOLDER [CASES]   run the model on 300 held-out cases (or fewer) and write the result into its model.json
        (see models/training/README.md)
        """
    );
    return 2;
}
