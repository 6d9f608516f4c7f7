"""
The same inference written plainly, step by step as the published description has it: five masked copies, average pooling, rows, and one
number picked at a time. Slow and obvious on purpose; the network and its ONNX file are compared with it.
"""

import torch
import torch.nn.functional as F

from views import VIEWS


def quarters_removed(features):
    """The five views: the features, and four copies with one quarter set to zero."""
    side = features.shape[2]
    half = side // 2
    views = [features]
    for rows in (slice(0, half), slice(half, side)):
        for columns in (slice(0, half), slice(half, side)):
            view = features.clone()
            view[:, :, rows, columns] = 0
            views.append(view)
    return views


def rows_of(features):
    """[image * 5 + view, channel]: the views side by side as channels, pooled over the whole map, and cut into rows."""
    channels, side = features.shape[1], features.shape[2]
    together = torch.cat(quarters_removed(features), dim=1)
    return F.avg_pool2d(together, side).view(-1, channels)


def plain_logits(network, images):
    """AG [image, class] of a LiLNet for images from -1 to 1."""
    third, fourth = network.features(images)
    out3 = network.fc3(rows_of(third))
    out4 = network.fc(network.fc_ens(rows_of(fourth)))
    classes = out4.shape[1] // VIEWS
    logits = torch.zeros(len(images), classes)
    for image in range(len(images)):
        for index in range(classes):
            for view in range(VIEWS):
                row, column = VIEWS * image + view, VIEWS * index + view
                logits[image, index] += (out4[row, column] + out3[row, column]) / 10
    return logits
