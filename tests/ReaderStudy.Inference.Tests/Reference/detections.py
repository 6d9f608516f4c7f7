"""Reference values of NonMaximumSuppression, DetectorOutput, WithinMask, LesionsThroughSlices and ScoreAggregation; see reference.py."""

import numpy as np
import torch
import torchvision

from reference import digits, write


def suppression():
    rng = np.random.default_rng(4)
    corner, side = rng.integers(0, 40, (60, 2)), rng.integers(4, 25, (60, 2))
    boxes = np.hstack([corner, corner + side]).astype(np.float32)
    scores = (rng.integers(1, 20, 60) / 20).astype(np.float32)
    classes = rng.integers(0, 3, 60)
    b, s, c = torch.from_numpy(boxes), torch.from_numpy(scores), torch.from_numpy(classes)
    order = torch.sort(s, descending=True, stable=True)[1]
    cases = []
    for threshold in (0.0, 0.3, 0.5, 0.7):
        # Handed over in the order of the scores, so that ties are settled by the order given and not by a sort that is not stable.
        alone = order[torchvision.ops.nms(b[order], torch.linspace(1, 0.5, 60, dtype=torch.float64).float(), threshold)]
        by_class = order[torchvision.ops.batched_nms(b[order], torch.linspace(1, 0.5, 60), c[order], threshold)]
        cases.append({"threshold": threshold, "kept": alone.numpy(), "keptByClass": by_class.numpy()})
    write(
        "suppression",
        "torchvision nms and batched_nms",
        {"boxes": boxes.astype(float), "scores": [round(float(v), 2) for v in scores], "classes": classes, "kept": cases},
    )


def detector():
    """Ultralytics' decoding and scale_boxes, written from their definition."""
    rng = np.random.default_rng(5)
    places, classes = 24, 3
    output = np.concatenate([rng.uniform(0, 512, (2, places)), rng.uniform(5, 200, (2, places)), rng.uniform(0, 1, (classes, places))])
    output = np.round(output, 3).astype(np.float32)
    cases = []
    for rows, columns, in_rows, in_columns, letterbox in [
        (512, 512, 512, 512, False),
        (600, 333, 512, 512, False),
        (333, 600, 512, 512, True),
        (301, 211, 512, 480, True),
    ]:
        found = []
        for x, y, w, h, *scores in output.T.astype(float):
            best = int(np.argmax(scores))
            if scores[best] <= 0.6:
                continue
            box = np.array([x - w / 2, y - h / 2, x + w / 2, y + h / 2])
            if letterbox:
                gain = min(in_rows / rows, in_columns / columns)
                pad_x = round((in_columns - round(columns * gain)) / 2 - 0.1)
                pad_y = round((in_rows - round(rows * gain)) / 2 - 0.1)
                box = (box - [pad_x, pad_y, pad_x, pad_y]) / gain
            else:
                box = box * np.tile([columns / in_columns, rows / in_rows], 2)
            box = np.clip(box, 0, np.tile([columns, rows], 2))
            found.append([*box, scores[best], best])
        sizes = {"rows": rows, "columns": columns, "inRows": in_rows, "inColumns": in_columns}
        cases.append({**sizes, "letterbox": letterbox, "boxes": digits(found, 9)})
    write("detector", "numpy, from the definition", {"classes": classes, "confidence": 0.6, "output": digits(output, 7), "images": cases})


def within():
    """Shares by dividing every pixel into 4 x 4: exact, since the boxes end at quarters."""
    rng = np.random.default_rng(6)
    mask = rng.random((9, 12)) < 0.6
    fine = np.pad(np.kron(mask, np.ones((4, 4))), 40)
    boxes, shares = [], []
    for _ in range(20):
        left, top = rng.integers(-8, 40, 2)
        width, height = rng.integers(1, 30, 2)
        boxes.append([left / 4, top / 4, (left + width) / 4, (top + height) / 4])
        shares.append(fine[top + 40 : top + 40 + height, left + 40 : left + 40 + width].sum() / (width * height))
    write("within", "numpy kron", {"columns": 12, "mask": mask.astype(int), "boxes": np.array(boxes), "shares": digits(shares, 12)})


def overlap(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def linked(boxes, least, gap, fewest):
    """Takes the best pair of a slice again and again until there is none."""
    lesions = []
    for z in sorted({box[0] for box in boxes}):
        free = [box for box in boxes if box[0] == z]
        taken = set()
        while True:
            best = None
            for number, lesion in enumerate(lesions):
                last = lesion[-1]
                if number in taken or z - last[0] > gap + 1 or last[0] == z:
                    continue
                for box in free:
                    value = overlap(last[1], box[1])
                    if value >= least and value > 0 and (best is None or (value, box[2]) > best[:2]):
                        best = (value, box[2], number, box)
            if best is None:
                break
            lesions[best[2]].append(best[3])
            taken.add(best[2])
            free.remove(best[3])
        lesions += [[box] for box in free]
    return [lesion for lesion in lesions if len(lesion) >= fewest]


def link():
    rng = np.random.default_rng(7)
    boxes = []
    for _ in range(7):
        x, y, side, first, count = rng.integers(0, 60), rng.integers(0, 60), rng.integers(8, 20), rng.integers(0, 8), rng.integers(2, 8)
        for z in range(first, first + count):
            if rng.random() < 0.8:
                dx, dy, ds = rng.integers(-2, 3, 3)
                corners = tuple(int(v) for v in (x + dx, y + dy, x + dx + side + ds, y + dy + side + ds))
                boxes.append((int(z), corners, round(float(rng.random()), 4)))
    cases = []
    for least, gap, fewest in [(0.3, 1, 1), (0.3, 0, 2), (0.7, 2, 2), (0.1, 3, 3)]:
        lesions = linked(boxes, least, gap, fewest)
        lesions.sort(key=lambda lesion: -max(box[2] for box in lesion))
        cases.append(
            {
                "least": least,
                "gap": gap,
                "fewest": fewest,
                "lesions": [[boxes.index(box) for box in lesion] for lesion in lesions],
                "highest": [max(box[2] for box in lesion) for lesion in lesions],
                "mean": [float(np.mean([box[2] for box in lesion])) for lesion in lesions],
            }
        )
    write("link", "Python, from the definition", {"boxes": [[z, *b, s] for z, b, s in boxes], "links": cases})


def aggregation():
    rng = np.random.default_rng(11)
    logits = np.round(rng.normal(0, 3, (9, 3)), 4)
    phases = ["arterial"] * 4 + ["portal-venous"] * 3 + ["delayed"] * 2
    weights = np.round(rng.random(9), 3)
    cases = []
    for chosen in (["arterial"], ["arterial", "portal-venous"], None):
        rows = [i for i, phase in enumerate(phases) if chosen is None or phase in chosen]
        part, weight = torch.from_numpy(logits[rows]), weights[rows]
        cases.append(
            {
                "phases": chosen,
                "meanOfLogits": part.mean(0).numpy(),
                "highestLogit": part.max(0).values.numpy(),
                "meanOfSoftmax": torch.softmax(part, 1).mean(0).numpy(),
                "weightedLogits": np.average(part.numpy(), axis=0, weights=weight),
            }
        )
    inputs = {"logits": logits, "phaseOf": phases, "weights": weights}
    write("aggregation", "torch mean, max, softmax; numpy average", {**inputs, "answers": cases})


suppression()
detector()
within()
link()
aggregation()
