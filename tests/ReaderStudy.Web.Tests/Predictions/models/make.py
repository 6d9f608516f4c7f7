"""Makes mean-hu, a model for tests: its scores are a fixed linear map of the mean grey of two phases.

Run with Debian's python3-onnx and python3-numpy: /usr/bin/python3 make.py
"""
import hashlib
import json
import pathlib

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

folder = pathlib.Path(__file__).parent / "mean-hu"
folder.mkdir(exist_ok=True)
codes = ["HCC", "ICC", "MET", "FNH", "HEM", "CYST"]
# Arterial 100 HU and portal venous 200 HU, the images of TestImages, give HCC among all and FNH among the benign classes.
weights = numpy.array([[1, 2, 0, 1, 0, -1], [2, 0, 1, 1.5, 0.5, -1]], dtype=numpy.float32)
bias = numpy.array([0.5, 0, 0.25, 0, 0, 0.125], dtype=numpy.float32)
graph = helper.make_graph(
    [
        helper.make_node("ReduceMean", ["slices"], ["mean"], axes=[0, 2, 3], keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "front"], ["row"]),
        helper.make_node("Gemm", ["row", "weights", "bias"], ["scores"]),
    ],
    "mean-hu",
    [helper.make_tensor_value_info("slices", TensorProto.FLOAT, ["slice", 2, 8, 8])],
    [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, 6])],
    [
        numpy_helper.from_array(numpy.array([0], dtype=numpy.int64), "front"),
        numpy_helper.from_array(weights, "weights"),
        numpy_helper.from_array(bias, "bias"),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
onnx.checker.check_model(model)
(folder / "mean-hu.onnx").write_bytes(model.SerializeToString())

golden = (numpy.arange(3 * 2 * 8 * 8) % 256).astype(numpy.uint8).reshape(3, 2, 8, 8)
(folder / "golden.bin").write_bytes(golden.tobytes())
scores = (golden.astype(numpy.float32) / 255).mean(axis=(0, 2, 3)) @ weights + bias


def sha256(name):
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()


names = ["Hepatocellular carcinoma", "Intrahepatic cholangiocarcinoma", "Metastasis", "Focal nodular hyperplasia", "Haemangioma", "Cyst"]
manifest = {
    "format": 1,
    "id": "mean-hu",
    "name": "Mean grey (for tests)",
    "version": "1.0.0",
    "licence": "Apache-2.0",
    "intendedUse": "Tests of ReaderStudy. It knows nothing of lesions.",
    "trainingData": "None: its numbers were written down.",
    "task": "case-classification",
    "classes": [{"code": c, "name": n, "group": "malignant" if i < 3 else "benign"} for i, (c, n) in enumerate(zip(codes, names))],
    "preprocessing": {
        "phases": ["arterial", "portal-venous"],
        "referencePhase": "portal-venous",
        "columns": 8,
        "rows": 8,
        "pixelSpacing": 1,
        "sliceSpacing": 5,
        "lowestHounsfield": 0,
        "highestHounsfield": 400,
    },
    "network": {"file": "mean-hu.onnx", "input": "slices", "scores": "scores"},
    "files": [{"path": name, "sha256": sha256(name)} for name in ["mean-hu.onnx", "golden.bin"]],
    "golden": {"input": "golden.bin", "shape": [3, 2, 8, 8], "scores": [float(s) for s in scores], "tolerance": 1e-4},
    "heldOut": {
        "data": "Twelve made-up cases.",
        "classes": {"correct": 6, "of": 12, "proportion": 0.5, "low": 0.2538, "high": 0.7462},
        "groups": {"correct": 9, "of": 12, "proportion": 0.75, "low": 0.4677, "high": 0.9111},
        "confusion": [[1, 1, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0], [0, 0, 1, 0, 1, 0], [0, 0, 1, 0, 0, 1]],
    },
}
(folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
