"""What the scripts of this folder share.

Made with Debian 12's python3-numpy 1.24.2, python3-scipy 1.10.1, python3-pil 9.4.0, python3-torch 1.13.1 and python3-torchvision 0.14.1:

    python3 images.py; python3 detections.py; python3 volumes.py

write the JSON files beside them again. No test runs them or writes their files: a difference is a finding, not a file to refresh. Inputs
come from numpy's generator with the seeds named and are stored with the answers. Where no package has an operation, it is written in the
script from its definition, in the plainest way.
"""

import json
import pathlib

import numpy as np
import PIL
import scipy
import torch
import torchvision

PACKAGES = {"numpy": np, "scipy": scipy, "Pillow": PIL, "torch": torch, "torchvision": torchvision}
VERSIONS = ", ".join(f"{name} {package.__version__}" for name, package in PACKAGES.items())


def plain(value):
    """Arrays as lists; numbers as short as they can be read back."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.ravel().tolist())
    if isinstance(value, np.generic):
        return value.item()
    return value


def write(name, source, cases):
    text = json.dumps({"source": source, "versions": VERSIONS, "cases": plain(cases)}, separators=(",", ":"))
    pathlib.Path(__file__).with_name(f"{name}.json").write_text(text.replace('},{', '},\n{') + "\n")


def digits(array, count):
    """Rounded to a number of significant digits."""
    rounded = [float(f"%.{count}g" % value) for value in np.asarray(array, float).ravel()]
    return [int(value) if value == int(value) else value for value in rounded]
