"""What model.json says of an exported LiLNet: the three networks, and what the present format of packages cannot say yet."""

MALIGNANT = [
    ("HCC", "Hepatocellular carcinoma"),
    ("ICC", "Intrahepatic cholangiocarcinoma"),
    ("MET", "Metastasis"),
]
BENIGN = [
    ("FNH", "Focal nodular hyperplasia"),
    ("HEM", "Haemangioma"),
    ("CYST", "Cyst"),
]


def classes(pairs, group):
    return [{"code": code, "name": name, "group": group} for code, name in pairs]


# In the order of the logits of the authors' networks.
NETWORKS = {
    "BM": {
        "title": "benign or malignant",
        "classes": classes([("BENIGN", "Benign lesion")], "benign") + classes([("MALIGNANT", "Malignant lesion")], "malignant"),
    },
    "M": {"title": "which malignant lesion", "classes": classes(MALIGNANT, "malignant")},
    "B": {"title": "which benign lesion", "classes": classes(BENIGN, "benign")},
}

# Format 1 knows classifiers of whole volumes only. It refuses this package, and should: run on whole slices the scores would mean nothing.
MISSING = [
    "How the lesion is found: the networks judge a lesion crop, and no published code connects the detector's boxes to the crops.",
    "Margin of the crop and choice of slices: not published.",
    "Window of Hounsfield units before the crops became 8-bit pictures: not published.",
    "Resize of the crop to the network's size: bilinear with antialiasing (torchvision on PIL pictures), the aspect ratio is not kept.",
    "Phases: arterial and portal venous slices are pooled, a phase is no channel.",
    "Patient's logits: the mean of AG over all slices of both phases; the class is the largest, without softmax.",
    "Cascade: BM decides between M and B; the published figures of M and B are conditional on the true group.",
]


def card(network, size, source):
    """The members of model.json that do not depend on files. source: what the weights are, by checkpoint."""
    entry = NETWORKS[network]
    return {
        "format": 1,
        "id": f"lilnet-{network.lower()}",
        "name": f"LiLNet {network}: {entry['title']}",
        "version": source["version"],
        "licence": source["licence"],
        "intendedUse": "Research on reader studies. Not for clinical use: no statement about a patient may rest on it.",
        "limitations": "Judges a crop of one lesion on one slice and takes for granted that a lesion of its classes is there. "
        "Logits are not probabilities. " + source["limitations"],
        "trainingData": source["trainingData"],
        "method": "ResNet with two heads on the third and the fourth stage. Each head judges five views of its features (the whole, and four "
        "with one quarter set to zero) with joint labels class * 5 + view; AG is the mean of the ten logits that a class has under the views' "
        "own numbers. Masks and pooling are one constant matrix in the ONNX graph; scaling of the grey values is in it too.",
        "task": "lesion-classification",
        "classes": entry["classes"],
        "network": {
            "input": "crops",
            "inputShape": ["image", 1, size, size],
            "inputValues": "grey of the windowed crop, 0 to 1 (8-bit value / 255); the graph makes the three equal channels and scales to -1..1",
            "scores": "AG",
            "features": ["features3", "features4"],
            "evidence": ["evidence3", "evidence4"],
        },
        "missing": MISSING,
    }


def from_checkpoint(name, digest):
    """Weights that a user downloaded from the authors."""
    return {
        "version": digest[:12],
        "licence": "LicenseRef-LiLNet-weights",
        "limitations": "The checkpoint that the authors kept was chosen by its accuracy on the set that their script calls test.",
        "trainingData": f"Not public. Weights of the authors' file {name} (SHA-256 {digest}), under the terms of its record: academic, "
        "non-commercial use; do not pass them on with a study.",
    }


def from_seed(seed):
    """Weights that mean nothing, for tests of the way from PyTorch to the platform."""
    return {
        "version": f"random-{seed}",
        "licence": "Apache-2.0",
        "limitations": "Its weights are random numbers: it knows nothing.",
        "trainingData": f"None: random weights of seed {seed}.",
    }
