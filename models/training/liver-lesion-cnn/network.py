"""The network of models/liver-lesion-cnn: small, fully convolutional, one case at a time."""

import torch
from torch import nn
import torch.nn.functional as F

CLASSES = ["HCC", "ICC", "MET", "FNH", "HEM", "CYST"]


def block(inputs, outputs, kernel=3, stride=1, dilation=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel // 2), dilation, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class LesionNet(nn.Module):
    """Slices [slice, phase, row, column] to a map of 1 + 6 logits at half the resolution: lesion present, and the class if so."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(block(3, 24, kernel=5, stride=2), block(24, 32))
        self.context = nn.Sequential(
            block(32, 64, stride=2), block(64, 64), block(64, 64, dilation=2), block(64, 64, dilation=4), block(64, 48, kernel=1)
        )
        self.merge = nn.Sequential(block(80, 32, kernel=1), block(32, 48))
        self.head = nn.Conv2d(48, 1 + len(CLASSES), 1)

    def forward(self, slices):
        near = self.stem(slices - 0.4)
        wide = F.interpolate(self.context(near), scale_factor=2.0, mode="nearest")
        return self.head(self.merge(torch.cat([near, wide], 1)))


def pool(maps):
    """
    One case's logits from its maps: the mean of the class logits over all places of all slices, each weighted by the fourth power of
    the probability that a lesion is there (chosen on the validation cases). The largest lesion counts most because it covers the most places.
    """
    presence = maps[:, :1]
    weight = torch.sigmoid(presence) ** 4
    total = weight.sum((0, 2, 3))
    return (weight * maps[:, 1:]).sum((0, 2, 3)) / (total + 1e-4)


class CaseNet(nn.Module):
    """What is exported: slices of one case in, class logits, the strongest presence of any slice, and presence of each place out."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, slices):
        maps = self.net(slices)
        presence = maps[:, 0]
        return pool(maps).unsqueeze(0), presence.max().reshape(1, 1), presence
