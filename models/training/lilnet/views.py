"""The five views of a feature map: the whole, and four times with one quarter set to zero."""

import torch

VIEWS = 5


def masks(side):
    """
    [view, row, column] of ones and zeros: the whole; without the upper left, upper right, lower left and lower right quarter.
    The map is cut at side // 2, so of 7 rows the upper quarters take 3 and the lower ones 4.
    """
    if side < 2:
        raise ValueError(f"a map of {side} x {side} places has no quarters")
    cut = side // 2
    kept = torch.ones(VIEWS, side, side)
    kept[1, :cut, :cut] = 0
    kept[2, :cut, cut:] = 0
    kept[3, cut:, :cut] = 0
    kept[4, cut:, cut:] = 0
    return kept


def pooling_matrix(side):
    """
    [view, place]: masking and average pooling as one constant matrix. Its product with the places of a map [place, channel] is the pooled
    map of each view. The pool divides by all places of the map, those that were set to zero too.
    """
    return masks(side).reshape(VIEWS, side * side) / (side * side)


def joint_labels(labels):
    """[image * view]: the label of each view of each image among class * 5 + view, an image's five views one after another."""
    return (labels[:, None] * VIEWS + torch.arange(VIEWS)).reshape(-1)


def own_view(joint, classes):
    """
    [image, view, class] of joint logits [image, view, class * 5 + view]: what each view says under its own number, the only ones that
    inference uses. A product with ones and zeros, which every runtime has.
    """
    same = torch.eye(VIEWS, dtype=joint.dtype).reshape(1, VIEWS, 1, VIEWS)
    return (joint.reshape(-1, VIEWS, classes, VIEWS) * same).sum(3)
