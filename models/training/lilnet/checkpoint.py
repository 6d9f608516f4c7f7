"""Loads a checkpoint into a LiLNet so that either every weight came from it or nothing is loaded at all. See README.md beside this file."""

import hashlib

import torch

from torchfile import NotReadable, StoredTensor, TorchFile

PARALLEL = "module."


class CheckpointRefused(Exception):
    """The checkpoint is not one of this network. The message names every key that is in the way."""


def sha256(path):
    """In hexadecimal; it names the checkpoint in what is exported from it."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def load_checkpoint(network, path, renames=(), ignored=()):
    """
    Loads the weights of a file into a network on the processor, all of them or none. What training left beside them (epoch, optimizer, best
    accuracy) is not looked at.

    renames: pairs (theirs, ours) of layer names, where a checkpoint names a layer otherwise.
    ignored: names of tensors of the checkpoint that are left out knowingly, such as masks that were saved with it.
    """
    state = read_state(path, renames, ignored)
    problems = _differences(network.state_dict(), state)
    if problems:
        raise CheckpointRefused(
            f"{path} is not a checkpoint of this network; nothing was loaded.\n  " + "\n  ".join(problems) + "\n"
            "Is it the file of another network (BM has two classes, M and B have three), or of other depths and widths? A layer that is only "
            "named otherwise can be given as --rename THEIRS=OURS, a tensor that is no weight as --ignore NAME."
        )
    network.load_state_dict({name: tensor.to(network.state_dict()[name].dtype) for name, tensor in state.items()}, strict=True)


def read_state(path, renames=(), ignored=()):
    """The tensors of a checkpoint by the names that a network of its own has: without the prefix that DataParallel puts before each."""
    try:
        file = TorchFile(path)
        weights = _weights_of(path, file.content)
        names = _without_parallel(list(weights))
        state = {}
        for name, stored in zip(names, weights.values()):
            if name in ignored:
                continue
            for theirs, ours in renames:
                if name == theirs or name.startswith(theirs + "."):
                    name = ours + name[len(theirs) :]
                    break
            if name in state:
                raise CheckpointRefused(f"{path}: two tensors would be {name}. Nothing was loaded.")
            state[name] = file.tensor(stored)
    except NotReadable as refusal:
        raise CheckpointRefused(str(refusal)) from None
    return state


def _weights_of(path, content):
    inner = content.get("state_dict", content) if isinstance(content, dict) else None
    if isinstance(inner, dict) and inner and all(isinstance(key, str) for key in inner):
        others = [key for key, value in inner.items() if not isinstance(value, StoredTensor)]
        if not others:
            return inner
        if inner is not content:
            raise CheckpointRefused(f"{path}: its state_dict holds what is no tensor: {', '.join(others)}. Nothing was loaded.")
    found = ", ".join(str(key) for key in content) if isinstance(content, dict) else type(content).__name__
    raise CheckpointRefused(
        f"{path} holds no weights where they are looked for: neither 'state_dict' nor tensors by name, but {found or 'nothing'}. "
        "Nothing was loaded. Save model.state_dict() alone with torch.save and give that file."
    )


def _without_parallel(names):
    """DataParallel names every tensor module.*; where only some are named so they are left as they are, and refused by name later."""
    while all(name.startswith(PARALLEL) for name in names):
        names = [name[len(PARALLEL) :] for name in names]
    return names


def _differences(wanted, given):
    problems = [f"missing: {name} {_shape(tensor)}" for name, tensor in wanted.items() if name not in given]
    for name, tensor in given.items():
        if name not in wanted:
            problems.append(f"unexpected: {name} {_shape(tensor)}")
        elif tensor.shape != wanted[name].shape:
            problems.append(f"another shape: {name} {_shape(tensor)}, the network has {_shape(wanted[name])}")
        elif not torch.isfinite(tensor).all():
            problems.append(f"not finite: {name}")
    return problems


def _shape(tensor):
    return "x".join(str(side) for side in tensor.shape) or "single number"
