using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace ReaderStudy.Inference;

/// <summary>Opens sessions, and explains what is missing where that fails.</summary>
internal static class OnnxSession
{
    public static string NameOf(InferenceProvider provider) =>
        provider switch
        {
            InferenceProvider.Cpu => "CPU",
            InferenceProvider.Cuda => "CUDA",
        };

    public static InferenceSession Open(ModelPackage package, InferenceOptions options)
    {
        var network = package.Manifest.Network;
        try
        {
            using var settings = new SessionOptions { IntraOpNumThreads = options.Threads };
            if (options.Provider is InferenceProvider.Cuda)
            {
                UseCuda(settings, options.CudaDevice);
            }

            var session = new InferenceSession(package.Content(network.File), settings);
            CheckEnds(package.Manifest, session);
            return session;
        }
        catch (Exception missing) when (missing is DllNotFoundException || missing.GetBaseException() is DllNotFoundException)
        {
            throw new ModelException(
                ModelProblem.RuntimeMissing,
                "ONNX Runtime's native library is not beside the program. Build with Node.js and npm installed "
                    + "(src/ReaderStudy.OnnxRuntime/README.md says what is fetched), or copy libonnxruntime to "
                    + AppContext.BaseDirectory,
                missing
            );
        }
        catch (OnnxRuntimeException failed) when (options.Provider is InferenceProvider.Cuda)
        {
            throw new ModelException(
                ModelProblem.CannotOpen,
                $"Model '{package.Manifest.Id}' cannot be opened on CUDA: {failed.Message} The CUDA provider libraries (CUDA 13, cuDNN 9) must lie "
                    + "beside ONNX Runtime (src/ReaderStudy.OnnxRuntime/README.md); without a GPU choose the CPU.",
                failed
            );
        }
        catch (OnnxRuntimeException failed)
        {
            throw new ModelException(ModelProblem.CannotOpen, $"Model '{package.Manifest.Id}' cannot be opened: {failed.Message}", failed);
        }
    }

    /// <summary>The overload with a device number alone needs an export that the npm build of the library lacks.</summary>
    private static void UseCuda(SessionOptions settings, int device)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = device.ToString(CultureInfo.InvariantCulture) });
        settings.AppendExecutionProvider_CUDA(cuda);
    }

    private static void CheckEnds(ModelManifest manifest, InferenceSession session)
    {
        var network = manifest.Network;
        var missing = new List<string>();
        if (!session.InputMetadata.ContainsKey(network.Input))
        {
            missing.Add($"input '{network.Input}'");
        }

        foreach (var output in new[] { network.Scores, network.Presence })
        {
            if (output is not null && !session.OutputMetadata.ContainsKey(output))
            {
                missing.Add($"output '{output}'");
            }
        }

        if (missing.Count > 0)
        {
            session.Dispose();
            throw new ModelException(
                ModelProblem.InvalidManifest,
                $"Model '{manifest.Id}': {network.File} has no {string.Join(" and no ", missing)}, which model.json names."
            );
        }
    }
}
