"""Networks of random weights, for tests: nothing of a real checkpoint is needed to prove that the way to the platform loses nothing."""

import torch
from torch import nn

from network import Bottleneck, LiLNet


@torch.no_grad()
def random_network(architecture, seed):
    """
    A LiLNet in which no number is one that a mistake could leave unnoticed: scales, shifts and running statistics of every normalisation are
    drawn too. The statistics are those of random pictures, so that the logits are neither nought nor huge. The last scale of each block is
    small, as in trained networks: with scales about 1, fifty random layers make so much of each rounding that PyTorch's own answer in single
    precision is 1.6e-5 away from that in double precision, and nothing could be said about 1e-5.
    """
    torch.manual_seed(seed)
    network = LiLNet(architecture)
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    for norm in norms:
        norm.weight.uniform_(0.5, 1.5)
        norm.bias.normal_(0, 0.2)
        norm.momentum = 1.0
    for module in network.modules():
        if isinstance(module, Bottleneck):
            module.bn3.weight.uniform_(0.1, 0.5)
    network.train()
    network(random_crops(architecture.size, 8, seed + 1).repeat(1, 3, 1, 1) * 2 - 1)
    for norm in norms:
        norm.momentum = 0.1
    for linear in (module for module in network.modules() if isinstance(module, nn.Linear)):
        linear.weight.mul_(3)
    return network.eval()


def random_crops(size, count, seed):
    """[image, 1, row, column] from 0 to 1 in steps of 1/255: smooth pictures of different brightness, each with a disc somewhere."""
    generator = torch.Generator().manual_seed(seed)

    def draw(*shape):
        return torch.rand(count, 1, *shape, generator=generator)

    smooth = nn.functional.interpolate(draw(8, 8), size=(size, size), mode="bilinear", align_corners=False)
    row, column = torch.meshgrid(torch.arange(size) / size, torch.arange(size) / size, indexing="ij")
    distance = (row - draw(1, 1)) ** 2 + (column - draw(1, 1)) ** 2
    disc = (distance < (0.1 + 0.2 * draw(1, 1)) ** 2).float()
    picture = (0.2 + 0.8 * draw(1, 1)) * smooth
    return torch.round((picture + disc * (draw(1, 1) - picture)) * 255) / 255
