"""The LiLNet classifier of lesion crops: a residual network that judges five views of its own features. See README.md beside this file."""

from dataclasses import dataclass

from torch import nn

from views import VIEWS, own_view, pooling_matrix

EXPANSION = 4
SCORES_SUMMED = 2 * VIEWS


@dataclass(frozen=True)
class Architecture:
    """
    How large a LiLNet is. The defaults are those of the published one: ResNet-50 on crops of 224 pixels. The student takes part in training
    only; a network trained without self-distillation has none.
    """

    classes: int
    blocks: tuple = (3, 4, 6, 3)
    widths: tuple = (64, 128, 256, 512)
    hidden: int = 1024
    size: int = 224
    student: bool = True

    def __post_init__(self):
        if self.classes < 2:
            raise ValueError("a classifier needs two classes")
        if len(self.blocks) != 4 or len(self.widths) != 4:
            raise ValueError("a residual network has four stages: four numbers of blocks and four widths")
        if self.size % 32 or self.size < 64:
            raise ValueError(f"crops of {self.size} pixels: the side must be a multiple of 32, and 64 at least")

    @property
    def channels(self):
        """Channels of the features of the third and the fourth stage."""
        return self.widths[2] * EXPANSION, self.widths[3] * EXPANSION

    @property
    def sides(self):
        """Places across the features of the third and the fourth stage."""
        return self.size // 16, self.size // 32


class Bottleneck(nn.Module):
    """1 x 1, 3 x 3 and 1 x 1 convolutions with a shortcut; the 3 x 3 one has the stride."""

    def __init__(self, inputs, width, stride):
        super().__init__()
        outputs = width * EXPANSION
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        same = stride == 1 and inputs == outputs
        self.downsample = None if same else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        return self.relu(self.bn3(self.conv3(x)) + shortcut)


class LiLNet(nn.Module):
    """
    Images [image, 3, row, column] from -1 to 1 to the joint logits of both stages [image, view, class * 5 + view] and the student's logits
    [image, class]. Layers are named as in the authors' checkpoints. Nothing in it needs a graphics card: the constant matrices of the views
    are buffers that go where the network goes and are stored nowhere.
    """

    def __init__(self, architecture):
        super().__init__()
        self.architecture = architecture
        blocks, widths = architecture.blocks, architecture.widths
        self.conv1 = nn.Conv2d(3, widths[0], 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = stage(widths[0], widths[0], blocks[0], stride=1)
        self.layer2 = stage(widths[0] * EXPANSION, widths[1], blocks[1], stride=2)
        self.layer3 = stage(widths[1] * EXPANSION, widths[2], blocks[2], stride=2)
        self.layer4 = stage(widths[2] * EXPANSION, widths[3], blocks[3], stride=2)
        channels3, channels4 = architecture.channels
        joint = architecture.classes * VIEWS
        self.fc3 = nn.Linear(channels3, joint)
        self.fc_ens = nn.Linear(channels4, architecture.hidden)
        self.fc = nn.Linear(architecture.hidden, joint)
        self.fc_SD = nn.Linear(channels4, architecture.classes) if architecture.student else None
        side3, side4 = architecture.sides
        self.register_buffer("pool3", pooling_matrix(side3), persistent=False)
        self.register_buffer("pool4", pooling_matrix(side4), persistent=False)

    def features(self, images):
        """What the third and the fourth stage see: [image, channel, row, column] each."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(images))))
        third = self.layer3(self.layer2(self.layer1(x)))
        return third, self.layer4(third)

    def heads(self, third, fourth):
        """Joint logits of both stages, and the student's, from the features."""
        places3, places4 = self.places(third, fourth)
        joint3 = self.fc3(self.pool3 @ places3.transpose(1, 2))
        joint4 = self.fc(self.fc_ens(self.pool4 @ places4.transpose(1, 2)))
        return joint3, joint4, None if self.fc_SD is None else self.fc_SD(fourth.mean((2, 3)))

    def places(self, third, fourth):
        """[image, channel, place]: the features of both stages with their rows laid one after another."""
        sides, channels = self.architecture.sides, self.architecture.channels
        return [
            features.reshape(-1, width, side * side) for features, width, side in zip((third, fourth), channels, sides)
        ]

    def forward(self, images):
        return self.heads(*self.features(images))


def stage(inputs, width, blocks, stride):
    """Blocks of one width; the first changes the resolution and the channels."""
    first = Bottleneck(inputs, width, stride)
    return nn.Sequential(first, *(Bottleneck(width * EXPANSION, width, 1) for _ in range(blocks - 1)))


def aggregate(joint3, joint4, classes):
    """
    AG [image, class], the logits of an image: the mean over both stages and the five views of what each view says under its own number. A
    patient's logits are the mean of AG over all slices of the arterial and the portal venous phase; no softmax anywhere.
    """
    return (own_view(joint3, classes) + own_view(joint4, classes)).sum(1) / SCORES_SUMMED
