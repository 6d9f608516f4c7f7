"""Trains models/liver-lesion-cnn on phantom cases. See README.md beside this file."""

import argparse
import csv
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from network import CLASSES, LesionNet, pool

PHASES, ROWS, COLUMNS = 3, 80, 112
CROP = 64


def load(folder):
    """All slices of a split, mapped from disk, and the table that says which case each belongs to."""
    with open(os.path.join(folder, "slices.csv"), newline="") as file:
        table = list(csv.DictReader(file))
    count = len(table)
    images = np.memmap(os.path.join(folder, "images.u8"), np.uint8, "r", shape=(count, PHASES, ROWS, COLUMNS))
    masks = np.memmap(os.path.join(folder, "masks.u8"), np.uint8, "r", shape=(count, ROWS, COLUMNS))
    cases = np.array([int(line["case"]) for line in table])
    labels = np.array([CLASSES.index(line["class"]) for line in table])
    diameters = np.array([float(line["diameter"]) for line in table])
    return images, masks, cases, labels, diameters


def crop(images, masks, chance):
    """A square of CROP pixels of each slice: around a random place of its lesion, or anywhere where there is none."""
    squares, targets = [], []
    for image, mask in zip(images, masks):
        places = np.argwhere(mask >= 100)
        row, column = places[chance.integers(len(places))] if len(places) else (chance.integers(ROWS), chance.integers(COLUMNS * 3 // 4))
        top = int(np.clip(row - chance.integers(8, CROP - 8), 0, ROWS - CROP))
        left = int(np.clip(column - chance.integers(8, CROP - 8), 0, COLUMNS - CROP))
        squares.append(image[:, top : top + CROP, left : left + CROP])
        targets.append(mask[top : top + CROP, left : left + CROP])
    return np.stack(squares).astype(np.float32) / 255, np.stack(targets).astype(np.float32) / 255


def augment(images, chance):
    """Contrast and brightness of each phase, noise: what differs between patients, injections and scanners."""
    size = (images.shape[0], PHASES, 1, 1)
    gain = torch.from_numpy(chance.normal(1, 0.03, size).astype(np.float32))
    offset = torch.from_numpy(chance.normal(0, 0.008, size).astype(np.float32))
    noise = torch.randn(images.shape) * float(chance.uniform(0, 0.01))
    return (images * gain + offset + noise).clamp_(0, 1)


def losses(maps, masks, labels):
    """Presence at each place, class at each place of the lesion, and class of the slice as the case is judged."""
    coverage = F.avg_pool2d(masks.unsqueeze(1), 2)[:, 0]
    lesion = coverage > 0.4
    certain = lesion | (coverage < 0.1)
    weight = torch.where(lesion, 4.0, 1.0) * certain
    presence = (F.binary_cross_entropy_with_logits(maps[:, 0], lesion.float(), reduction="none") * weight).sum() / weight.sum()
    everywhere = labels[:, None, None].expand(lesion.shape)
    by_place = F.cross_entropy(maps[:, 1:].permute(0, 2, 3, 1)[lesion], everywhere[lesion]) if lesion.any() else maps.sum() * 0
    with_lesion = lesion.flatten(1).any(1).nonzero()[:, 0]
    by_slice = torch.stack([pool(maps[i : i + 1]) for i in with_lesion]) if len(with_lesion) else maps.new_zeros((0, len(CLASSES)))
    of_slice = F.cross_entropy(by_slice, labels[with_lesion]) if len(with_lesion) else maps.sum() * 0
    return 4 * presence, by_place, 0.5 * of_slice


@torch.no_grad()
def evaluate(net, split):
    """Confusion matrix of whole cases, truth by row."""
    images, _, cases, labels, _ = split
    net.eval()
    matrix = np.zeros((len(CLASSES), len(CLASSES)), int)
    for case in np.unique(cases):
        at = np.flatnonzero(cases == case)
        maps = net(torch.from_numpy(images[at].astype(np.float32) / 255))
        matrix[labels[at[0]], int(pool(maps).argmax())] += 1
    net.train()
    return matrix


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", help="folder written by PhantomData dump")
    parser.add_argument("weights", help="file to write")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--start", help="weights to go on from")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(20241)
    chance = np.random.default_rng(20241)
    images, masks, cases, labels, _ = load(os.path.join(options.data, "train"))
    validation = load(os.path.join(options.data, "validation"))
    with_lesion = np.flatnonzero(masks.reshape(len(masks), -1).max(1) >= 100)
    without = np.setdiff1d(np.arange(len(masks)), with_lesion)
    each_epoch = len(with_lesion) + len(with_lesion) // 2
    steps = each_epoch // options.batch * options.epochs
    print(f"{len(with_lesion)} slices with lesions, {len(without)} without, {steps} steps", flush=True)

    net = LesionNet()
    if options.start:
        net.load_state_dict(torch.load(options.start))
    print(sum(p.numel() for p in net.parameters()), "parameters", flush=True)
    optimizer = torch.optim.AdamW(net.parameters(), lr=options.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=steps + 1, pct_start=0.15)
    start = time.monotonic()
    step = 0
    for epoch in range(options.epochs):
        order = np.concatenate([with_lesion, chance.choice(without, len(with_lesion) // 2, replace=False)])
        chance.shuffle(order)
        sums = np.zeros(3)
        for first in range(0, len(order) - options.batch + 1, options.batch):
            at = np.sort(order[first : first + options.batch])
            squares, targets = crop(images[at], masks[at], chance)
            batch, target = augment(torch.from_numpy(squares), chance), torch.from_numpy(targets)
            parts = losses(net(batch), target, torch.from_numpy(labels[at]))
            optimizer.zero_grad()
            sum(parts).backward()
            optimizer.step()
            schedule.step()
            sums += [float(part.detach()) for part in parts]
            step += 1
            if step % 100 == 0:
                print(f"step {step}/{steps} {time.monotonic() - start:.0f} s, losses {np.round(sums / (first // options.batch + 1), 3)}", flush=True)
            if step >= steps:
                break
        torch.save(net.state_dict(), options.weights)
        if epoch % 2 == 0:
            continue
        matrix = evaluate(net, validation)
        print(f"epoch {epoch + 1}: validation {matrix.trace()}/{matrix.sum()} = {matrix.trace() / matrix.sum():.3f}", flush=True)
    print(matrix)


if __name__ == "__main__":
    main()
