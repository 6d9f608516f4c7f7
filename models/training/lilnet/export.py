"""
Writes one LiLNet as a package: the network as ONNX, a golden input with PyTorch's answer, and model.json.

    /usr/bin/python3 models/training/lilnet/export.py BM FOLDER --checkpoint Time_BM.pth.tar
    /usr/bin/python3 models/training/lilnet/export.py M FOLDER --random 7 --blocks 1,1,1,1 --widths 8,16,24,32 --hidden 64 --size 64

See README.md beside this file.
"""

import argparse
import json
import os
import sys

import onnx
import torch
from torch import nn

import card
from checkpoint import CheckpointRefused, load_checkpoint, sha256
from network import SCORES_SUMMED, Architecture, LiLNet, aggregate
from random_weights import random_crops, random_network
from reference import plain_logits
from views import VIEWS

GOLDEN_IMAGES = 2
GOLDEN_SEED = 2024
TOLERANCE = 1e-5
OPSET = 13
OUTPUTS = ["AG", "features3", "features4", "evidence3", "evidence4"]


class Exported(nn.Module):
    """
    What is exported: grey crops [image, 1, row, column] from 0 to 1 in; out AG [image, class], the features of both stages, and the
    evidence of both [image, class, row, column], which is the class activation map: everything after the features is linear, so that the
    places' evidence of both stages and a constant of each class add up to AG.
    """

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.classes = network.architecture.classes
        self.register_buffer("weights3", network.fc3.weight.detach().clone())
        self.register_buffer("weights4", (network.fc.weight @ network.fc_ens.weight).detach().clone())

    def forward(self, crops):
        grey = crops * 2 - 1
        third, fourth = self.network.features(torch.cat([grey, grey, grey], dim=1))
        joint3, joint4, _ = self.network.heads(third, fourth)
        places3, places4 = self.network.places(third, fourth)
        side3, side4 = self.network.architecture.sides
        evidence3 = self.evidence(places3, self.weights3, self.network.pool3, side3)
        evidence4 = self.evidence(places4, self.weights4, self.network.pool4, side4)
        return aggregate(joint3, joint4, self.classes), third, fourth, evidence3, evidence4

    def evidence(self, places, weights, pool, side):
        views = (weights @ places).reshape(-1, self.classes, VIEWS, side * side)
        return (views * pool).sum(2).reshape(-1, self.classes, side, side) / SCORES_SUMMED

    def constant(self):
        """What AG is of each class where no feature is active."""
        bias4 = self.network.fc.weight @ self.network.fc_ens.bias + self.network.fc.bias
        return (self.network.fc3.bias + bias4).reshape(self.classes, VIEWS).sum(1) / SCORES_SUMMED


@torch.no_grad()
def export(network, name, folder, source):
    """Writes the package and returns the largest difference between the plain computation and the one that is exported."""
    size = network.architecture.size
    exported = Exported(network.eval()).eval()
    golden = random_crops(size, GOLDEN_IMAGES, GOLDEN_SEED)
    scores = exported(golden)[0]
    plain = plain_logits(network, golden.repeat(1, 3, 1, 1) * 255 / 127.5 - 1)
    difference = float((scores - plain).abs().max())
    if not difference <= TOLERANCE:
        raise ArithmeticError(f"the rewritten network differs by {difference:.3g} from the plain one: more than {TOLERANCE:g}; nothing was written")

    os.makedirs(folder, exist_ok=True)
    onnx_name = f"lilnet-{name.lower()}.onnx"
    path = os.path.join(folder, onnx_name)
    torch.onnx.export(
        exported,
        golden,
        path,
        opset_version=OPSET,
        input_names=["crops"],
        output_names=OUTPUTS,
        dynamic_axes={end: {0: "image"} for end in ["crops", *OUTPUTS]},
    )
    name_shapes(path, network.architecture)
    with open(os.path.join(folder, "golden-input.u8"), "wb") as file:
        file.write((golden * 255).round().to(torch.uint8).numpy().tobytes())
    write_card(network, name, folder, source, onnx_name, scores)
    return difference


def name_shapes(path, architecture):
    """Says the shape of each output in numbers, which PyTorch leaves unnamed where it was computed, and checks the file."""
    sides, channels = architecture.sides, architecture.channels
    shapes = [[architecture.classes]]
    shapes += [[width, side, side] for width, side in zip(channels, sides)]
    shapes += [[architecture.classes, side, side] for side in sides]
    model = onnx.load(path)
    for output, shape in zip(model.graph.output, shapes):
        for dimension, length in zip(output.type.tensor_type.shape.dim[1:], shape):
            dimension.dim_value = length
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def write_card(network, name, folder, source, onnx_name, scores):
    size = network.architecture.size
    manifest = card.card(name, size, source)
    manifest["network"]["file"] = onnx_name
    manifest["files"] = [{"path": one, "sha256": sha256(os.path.join(folder, one))} for one in (onnx_name, "golden-input.u8")]
    manifest["golden"] = {
        "input": "golden-input.u8",
        "shape": [GOLDEN_IMAGES, 1, size, size],
        "scores": scores.mean(0).tolist(),
        "images": scores.tolist(),
        "tolerance": TOLERANCE,
    }
    with open(os.path.join(folder, "model.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")


def numbers(text):
    return tuple(int(part) for part in text.split(","))


def pair(text):
    theirs, ours = text.split("=")
    return theirs, ours


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Writes one LiLNet as a package.")
    parser.add_argument("network", choices=card.NETWORKS, help="BM: benign or malignant; M: HCC, ICC, MET; B: FNH, HEM, CYST")
    parser.add_argument("folder", help="where the package is written; models/ID of the platform afterwards")
    weights = parser.add_mutually_exclusive_group(required=True)
    weights.add_argument("--checkpoint", help="a file that torch.save wrote")
    weights.add_argument("--random", type=int, metavar="SEED", help="random weights, for tests")
    parser.add_argument("--blocks", type=numbers, default=Architecture.blocks)
    parser.add_argument("--widths", type=numbers, default=Architecture.widths)
    parser.add_argument("--hidden", type=int, default=Architecture.hidden)
    parser.add_argument("--size", type=int, default=Architecture.size, help="pixels across a crop")
    parser.add_argument("--rename", type=pair, action="append", default=[], metavar="THEIRS=OURS")
    parser.add_argument("--ignore", action="append", default=[], metavar="NAME")
    parser.add_argument("--no-student", action="store_true", help="the checkpoint was trained without self-distillation: it has no fc_SD")
    options = parser.parse_args(arguments)

    classes = len(card.NETWORKS[options.network]["classes"])
    architecture = Architecture(classes, options.blocks, options.widths, options.hidden, options.size, not options.no_student)
    if options.random is not None:
        network, source = random_network(architecture, options.random), card.from_seed(options.random)
    else:
        network = LiLNet(architecture)
        try:
            load_checkpoint(network, options.checkpoint, options.rename, options.ignore)
        except (CheckpointRefused, OSError) as refusal:
            sys.exit(str(refusal))
        source = card.from_checkpoint(os.path.basename(options.checkpoint), sha256(options.checkpoint))
    difference = export(network, options.network, options.folder, source)
    print(f"{options.folder}: plain and rewritten network agree within {difference:.2g}")


if __name__ == "__main__":
    main()
