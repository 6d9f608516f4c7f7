import dataclasses
import unittest

import numpy as np
import torch

from losses import losses
from network import Architecture, LiLNet, aggregate
from random_weights import random_crops, random_network
from reference import plain_logits
from tests import SMALL
from views import joint_labels, masks, pooling_matrix


def images_of(architecture, count=3, seed=5):
    return random_crops(architecture.size, count, seed).repeat(1, 3, 1, 1) * 2 - 1


class Views(unittest.TestCase):
    def test_each_view_but_the_first_lacks_its_quarter(self):
        for side, cut in ((14, 7), (7, 3), (4, 2), (2, 1)):
            kept = masks(side)
            self.assertTrue(bool((kept[0] == 1).all()))
            quarters = [cut * cut, cut * (side - cut), (side - cut) * cut, (side - cut) ** 2]
            self.assertEqual([side * side - float(view.sum()) for view in kept[1:]], quarters)
            self.assertEqual([kept[1, 0, 0], kept[2, 0, -1], kept[3, -1, 0], kept[4, -1, -1]], [0, 0, 0, 0])
            self.assertTrue(bool(((1 - kept[1:]).sum(0) == 1).all()), "the quarters cover the map and do not overlap")

    def test_the_pool_divides_by_all_places(self):
        pool = pooling_matrix(7)
        self.assertAlmostEqual(float(pool[0].sum()), 1, places=6)
        self.assertAlmostEqual(float(pool[1].sum()), 40 / 49, places=6)

    def test_joint_labels_are_five_for_each_image(self):
        self.assertEqual(joint_labels(torch.tensor([2, 0])).tolist(), [10, 11, 12, 13, 14, 0, 1, 2, 3, 4])


class Network(unittest.TestCase):
    def test_the_published_size_is_a_resnet_50(self):
        state = LiLNet(Architecture(classes=2)).state_dict()
        heads = {name: tuple(tensor.shape) for name, tensor in state.items() if name.startswith("fc")}
        self.assertEqual(
            heads,
            {
                "fc3.weight": (10, 1024),
                "fc3.bias": (10,),
                "fc_ens.weight": (1024, 2048),
                "fc_ens.bias": (1024,),
                "fc.weight": (10, 1024),
                "fc.bias": (10,),
                "fc_SD.weight": (2, 2048),
                "fc_SD.bias": (2,),
            },
        )
        # torchvision's ResNet-50 has 25 557 032 parameters, 2 049 000 of them in its last layer, and these names.
        trained = [t.numel() for n, t in state.items() if not n.startswith("fc") and "running" not in n and "num_batches" not in n]
        self.assertEqual(sum(trained), 23_508_032)
        self.assertEqual(state["layer3.5.conv2.weight"].shape, (256, 256, 3, 3))
        self.assertEqual(state["layer2.0.downsample.0.weight"].shape, (512, 256, 1, 1))
        self.assertEqual(len(state), 318 + 8)

    def test_one_matrix_gives_what_five_masked_copies_give(self):
        for size in (64, 96, 160, 224):
            with self.subTest(size=size), torch.no_grad():
                architecture = dataclasses.replace(SMALL, size=size)
                network = random_network(architecture, seed=size)
                images = images_of(architecture)
                joint3, joint4, _ = network(images)
                plain = plain_logits(network, images)
                self.assertGreater(float(plain.std()), 0.05)
                self.assertLess(float((aggregate(joint3, joint4, 3) - plain).abs().max()), 1e-6)

    def test_every_view_and_both_stages_count(self):
        with torch.no_grad():
            joint3, joint4, _ = random_network(SMALL, seed=1)(images_of(SMALL))
            before = aggregate(joint3, joint4, 3)
            for joint in (joint3, joint4):
                for view in range(5):
                    for output in range(15):
                        joint[0, view, output] += 1
                        moved = aggregate(joint3, joint4, 3) - before
                        expected = torch.zeros_like(moved)
                        expected[0, output // 5] = 0.1 if output % 5 == view else 0
                        self.assertLess(float((moved - expected).abs().max()), 1e-6)
                        joint[0, view, output] -= 1

    def test_nothing_but_weights_is_stored(self):
        names = LiLNet(SMALL).state_dict().keys()
        self.assertFalse([name for name in names if "pool" in name or "mask" in name])

    def test_sizes_without_quarters_are_refused(self):
        for wrong in ({"size": 100}, {"size": 32}, {"classes": 1}, {"blocks": (3, 4, 6)}):
            with self.assertRaises(ValueError):
                dataclasses.replace(SMALL, **wrong)


class Training(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(3)
        self.joint3, self.joint4 = (torch.randn(2, 5, 15, requires_grad=True) for _ in range(2))
        self.student = torch.randn(2, 3, requires_grad=True)
        self.labels = torch.tensor([2, 0])

    def test_the_losses_are_those_of_the_description(self):
        found = losses(self.joint3, self.joint4, self.student, self.labels)
        out3, out4, student = (tensor.detach().double().numpy() for tensor in (self.joint3, self.joint4, self.student))

        def log_softmax(x):
            return x - np.log(np.exp(x).sum(-1, keepdims=True))

        def cross_entropy(joint):
            return -np.mean([log_softmax(joint[i, v])[5 * label + v] for i, label in enumerate([2, 0]) for v in range(5)])

        teacher = np.array([[sum(out3[i, v, 5 * c + v] + out4[i, v, 5 * c + v] for v in range(5)) / 10 for c in range(3)] for i in range(2)])
        first, second = log_softmax(student / 3), log_softmax(teacher / 3)
        self.assertAlmostEqual(float(found.third), cross_entropy(out3), places=5)
        self.assertAlmostEqual(float(found.fourth), cross_entropy(out4), places=5)
        self.assertAlmostEqual(float(found.distillation), 9 * np.mean((np.exp(first) * (first - second)).sum(1)), places=5)
        self.assertAlmostEqual(float(found.student), -np.mean([log_softmax(student)[0, 2], log_softmax(student)[1, 0]]), places=5)
        half = losses(self.joint3, self.joint4, self.student, self.labels, beta=0.5)
        self.assertAlmostEqual(float(found.total - half.total), float(found.third) / 2, places=5)

    def test_the_teacher_learns_nothing_from_the_student(self):
        losses(self.joint3, self.joint4, self.student, self.labels).distillation.backward()
        self.assertIsNone(self.joint4.grad)
        self.assertIsNone(self.joint3.grad)
        self.assertGreater(float(self.student.grad.abs().max()), 0)

    def test_every_weight_learns(self):
        network = random_network(SMALL, seed=2).train()
        losses(*network(images_of(SMALL, count=2)), self.labels).total.backward()
        still = [name for name, weight in network.named_parameters() if weight.grad is None or not weight.grad.abs().max() > 0]
        self.assertEqual(still, [])


if __name__ == "__main__":
    unittest.main()
