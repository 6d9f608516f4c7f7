"""What a LiLNet is trained on: joint labels of class and view for both stages, and a student that learns from their sum."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from network import aggregate
from views import joint_labels

TEMPERATURE = 3.0


@dataclass
class Losses:
    """The parts, each a mean over the batch."""

    fourth: torch.Tensor
    third: torch.Tensor
    distillation: torch.Tensor
    student: torch.Tensor

    @property
    def total(self):
        return self.fourth + self.third + self.distillation + self.student


def losses(joint3, joint4, student, labels, beta=1.0, temperature=TEMPERATURE):
    """
    CE(out4, joint) + beta * CE(out3, joint) + T^2 * KL(softmax(SD/T) || softmax(AG/T)) + CE(SD, label), as described; the teacher AG is
    taken as given and learns nothing from the student. The published runs used stochastic gradient descent with weight decay 1e-4.
    """
    joint = joint_labels(labels)
    teacher = F.log_softmax(aggregate(joint3, joint4, student.shape[1]).detach() / temperature, dim=1)
    learner = F.log_softmax(student / temperature, dim=1)
    return Losses(
        fourth=F.cross_entropy(joint4.flatten(0, 1), joint),
        third=beta * F.cross_entropy(joint3.flatten(0, 1), joint),
        distillation=temperature**2 * divergence(learner, teacher),
        student=F.cross_entropy(student, labels),
    )


def divergence(first, second):
    """KL(first || second) of log probabilities [image, class], the mean over images."""
    return (first.exp() * (first - second)).sum(1).mean()
