"""Writes models/liver-lesion-cnn: the network as ONNX, its golden input with the scores torch gives, and model.json. See README.md."""

import argparse
import hashlib
import json
import os

import numpy as np
import torch

from network import CaseNet, LesionNet
from train import COLUMNS, PHASES, ROWS, load

GOLDEN_SLICES = 4


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", help="folder written by PhantomData dump")
    parser.add_argument("weights", help="file written by train.py")
    parser.add_argument("card", help="the hand-written part of model.json")
    parser.add_argument("folder", help="models/liver-lesion-cnn")
    options = parser.parse_args()

    net = LesionNet()
    net.load_state_dict(torch.load(options.weights))
    case_net = CaseNet(net).eval()
    images, masks, cases, _, _ = load(os.path.join(options.data, "validation"))

    # The golden input: the slices around the largest section of the first validation case's lesion.
    first = np.flatnonzero(cases == cases[0])
    middle = int(masks[first].reshape(len(first), -1).astype(int).sum(1).argmax())
    start = min(max(0, middle - GOLDEN_SLICES // 2), len(first) - GOLDEN_SLICES)
    golden = np.ascontiguousarray(images[first[start : start + GOLDEN_SLICES]])
    os.makedirs(options.folder, exist_ok=True)
    golden.tofile(os.path.join(options.folder, "golden-input.u8"))
    slices = torch.from_numpy(golden.astype(np.float32) / 255)
    with torch.no_grad():
        scores, _, _ = case_net(slices)

    onnx = os.path.join(options.folder, "liver-lesion-cnn.onnx")
    torch.onnx.export(
        case_net,
        slices,
        onnx,
        opset_version=13,
        input_names=["slices"],
        output_names=["scores", "strongest", "presence"],
        dynamic_axes={"slices": {0: "slice"}, "presence": {0: "slice"}},
    )

    with open(options.card) as file:
        manifest = json.load(file)
    manifest["files"] = [{"path": name, "sha256": sha256(os.path.join(options.folder, name))} for name in ("liver-lesion-cnn.onnx", "golden-input.u8")]
    manifest["golden"] = {
        "input": "golden-input.u8",
        "shape": [GOLDEN_SLICES, PHASES, ROWS, COLUMNS],
        "scores": [float(value) for value in scores[0]],
        "tolerance": 0.001,
    }
    with open(os.path.join(options.folder, "model.json"), "w") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")
    print(onnx, os.path.getsize(onnx), "bytes; golden scores", scores[0].tolist())


if __name__ == "__main__":
    main()
