import copy
import dataclasses
import os
import pickle
import random
import tempfile
import unittest
import zipfile
from unittest import mock

import numpy as np
import torch
from torch import nn

from checkpoint import CheckpointRefused, load_checkpoint, read_state
from losses import losses
from network import LiLNet, aggregate
from random_weights import random_crops, random_network
from tests import SMALL
from torchfile import MAGIC, NotReadable, TorchFile


class RunsCode:
    """What reading a pickle may do to a computer."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


class CheckpointCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name
        self.path = os.path.join(self.folder, "Time_M.pth.tar")
        self.network = random_network(SMALL, seed=8)

    def saved(self, content, **options):
        torch.save(content, self.path, **options)
        return self.path

    def refusal(self, content=None, **options):
        """Why loading is refused; and nothing may have been loaded."""
        if content is not None:
            self.saved(content)
        fresh = LiLNet(SMALL)
        before = copy.deepcopy(fresh.state_dict())
        with self.assertRaises(CheckpointRefused) as refused:
            load_checkpoint(fresh, self.path, **options)
        self.assertTrue(all(torch.equal(before[name], tensor) for name, tensor in fresh.state_dict().items()))
        return str(refused.exception)

    def assert_loads(self, **options):
        fresh = LiLNet(SMALL)
        load_checkpoint(fresh, self.path, **options)
        for name, tensor in self.network.state_dict().items():
            self.assertTrue(torch.equal(fresh.state_dict()[name], tensor), name)
        with torch.no_grad():
            images = random_crops(64, 2, 1).repeat(1, 3, 1, 1)
            ours, theirs = (aggregate(*one(images)[:2], 3) for one in (fresh.eval(), self.network))
        self.assertTrue(torch.equal(ours, theirs))


class AsTheAuthorsSave(CheckpointCase):
    """DataParallel on a graphics card, with everything that training leaves beside the weights."""

    def content(self):
        parallel = nn.DataParallel(self.network)
        optimizer = torch.optim.SGD(parallel.parameters(), 0.001, momentum=0.9, weight_decay=1e-4)
        trained = copy.deepcopy(self.network).train()
        losses(*trained(random_crops(64, 2, 3).repeat(1, 3, 1, 1)), torch.tensor([1, 2])).total.backward()
        for weight, other in zip(self.network.parameters(), trained.parameters()):
            weight.grad = other.grad
        optimizer.step()
        return {
            "epoch": 17,
            "arch": "resnet50",
            "state_dict": parallel.state_dict(),
            "best_acc": np.float64(0.887),
            "best_prec1": torch.tensor(88.7),
            "counts": (np.int64(3), True, None),
            "optimizer": optimizer.state_dict(),
        }

    def test_loads_in_both_formats_without_a_graphics_card(self):
        for zipped in (True, False):
            with self.subTest(zipped=zipped):
                with mock.patch("torch.serialization.location_tag", lambda storage: "cuda:0"):
                    self.saved(self.content(), _use_new_zipfile_serialization=zipped)
                if not torch.cuda.is_available():
                    with self.assertRaisesRegex(RuntimeError, "CUDA"):
                        torch.load(self.path)
                self.assert_loads()
                content = TorchFile(self.path).content
                self.assertEqual((content["epoch"], content["best_acc"], content["counts"]), (17, 0.887, (3, True, None)))

    def test_not_strict_loads_nothing_and_says_nothing_and_this_loads_all(self):
        state = self.saved(self.content()) and torch.load(self.path)["state_dict"]
        trapped = LiLNet(SMALL)
        before = copy.deepcopy(trapped.state_dict())
        trapped.load_state_dict(state, strict=False)
        self.assertTrue(all(torch.equal(before[name], tensor) for name, tensor in trapped.state_dict().items()))
        self.assert_loads()

    def test_a_prefix_of_another_kind_refuses_and_names_every_key(self):
        state = self.network.state_dict()
        why = self.refusal({"state_dict": {"encoder." + name: tensor for name, tensor in state.items()}})
        self.assertEqual(why.count("missing: "), len(state))
        self.assertEqual(why.count("unexpected: encoder."), len(state))

    def test_a_prefix_of_some_keys_only_refuses(self):
        state = {("module." + name if name.startswith("fc") else name): tensor for name, tensor in self.network.state_dict().items()}
        why = self.refusal({"state_dict": state})
        self.assertIn("missing: fc.weight 15x48", why)
        self.assertIn("unexpected: module.fc.weight 15x48", why)

    def test_weights_alone_load_too(self):
        self.saved(self.network.state_dict())
        self.assert_loads()
        self.saved({name: nn.Parameter(tensor, requires_grad=False) for name, tensor in self.network.state_dict().items()})
        self.assert_loads()

    def test_a_network_trained_without_the_student_has_none(self):
        alone = random_network(dataclasses.replace(SMALL, student=False), seed=9)
        why = self.refusal({"state_dict": alone.state_dict()})
        self.assertEqual([line.strip() for line in why.splitlines() if "missing" in line], ["missing: fc_SD.weight 3x96", "missing: fc_SD.bias 3"])
        fresh = LiLNet(alone.architecture)
        load_checkpoint(fresh, self.path)
        images = random_crops(64, 2, 1).repeat(1, 3, 1, 1)
        self.assertTrue(torch.equal(aggregate(*fresh.eval()(images)[:2], 3), aggregate(*alone(images)[:2], 3)))

    def test_masks_saved_as_buffers_are_named_and_left_out_only_when_told(self):
        state = {**self.network.state_dict(), "mask4": torch.ones(5, 2, 2)}
        self.assertIn("unexpected: mask4 5x2x2", self.refusal(state))
        self.assert_loads(ignored=["mask4"])

    def test_a_layer_of_another_name_is_renamed_only_when_told(self):
        state = {name.replace("fc_ens.", "fc_first."): tensor for name, tensor in self.network.state_dict().items()}
        why = self.refusal({"state_dict": state})
        self.assertIn("missing: fc_ens.bias 48", why)
        self.assertIn("unexpected: fc_first.bias 48", why)
        self.assert_loads(renames=[("fc_first", "fc_ens")])
        self.assertIn("two tensors would be fc.weight", self.refusal(renames=[("fc_first", "fc")]))


class OtherNetworks(CheckpointCase):
    def test_a_missing_an_unexpected_and_another_shape_are_all_named(self):
        state = self.network.state_dict()
        del state["layer1.0.bn1.running_var"]
        state["layer9.weight"] = torch.ones(2, 2)
        state["fc3.bias"] = torch.ones(10)
        why = self.refusal({"state_dict": state})
        self.assertIn("missing: layer1.0.bn1.running_var 8", why)
        self.assertIn("unexpected: layer9.weight 2x2", why)
        self.assertIn("another shape: fc3.bias 10, the network has 15", why)

    def test_weights_that_are_no_numbers_are_refused(self):
        state = self.network.state_dict()
        state["fc.bias"][3] = float("nan")
        self.assertIn("not finite: fc.bias", self.refusal({"state_dict": state}))

    def test_a_file_without_weights_names_what_it_holds(self):
        self.assertIn("epoch, note", self.refusal({"epoch": 3, "note": "none"}))
        self.assertIn("list", self.refusal([1, 2]))
        self.assertIn("no tensor: epoch", self.refusal({"state_dict": {"epoch": 3}}))


class FilesThatAreNoCheckpoints(CheckpointCase):
    def test_code_in_a_pickle_is_not_run(self):
        for zipped in (True, False):
            with self.subTest(zipped=zipped):
                made = os.path.join(self.folder, f"made-{zipped}")
                self.saved({"state_dict": self.network.state_dict(), "args": RunsCode(made)}, _use_new_zipfile_serialization=zipped)
                self.assertIn("posix.mkdir" if os.name == "posix" else "mkdir", self.refusal())
                self.assertFalse(os.path.exists(made))
                torch.load(self.path)
                self.assertTrue(os.path.exists(made), "PyTorch's own reading runs it, or this test proves nothing")

    def test_a_whole_model_names_the_class_that_it_would_need(self):
        why = self.refusal(self.network)
        self.assertIn("network.LiLNet", why)
        self.assertIn("state_dict", why)

    def test_attributes_of_what_is_allowed_cannot_be_reached(self):
        for name in (b"_rebuild_tensor_v2.__globals__", b"_rebuild_tensor_v3", b"_get_async_or_non_blocking"):
            data = pickle.dumps(MAGIC, 2) + pickle.dumps(1001, 2) + b"\x80\x02ctorch._utils\n" + name + b"\n."
            self.write(data)
            self.assertIn("torch._utils." + name.decode(), self.refusal())

    def test_a_program_is_refused(self):
        torch.jit.script(nn.Linear(2, 2)).save(self.path)
        self.assertIn("TorchScript program", self.refusal())

    def test_other_files_say_what_to_do(self):
        for content, why in (
            (b"<!DOCTYPE html><html>", "download the file itself"),
            (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
            (b"", "is no PyTorch file"),
            (pickle.dumps({"state_dict": 1}), "not one that torch.save wrote"),
            (b"\x80\x02garbage", "damaged"),
        ):
            with self.subTest(content=content[:10]):
                self.write(content)
                self.assertIn(why, self.refusal())
        with zipfile.ZipFile(self.path, "w") as archive:
            archive.writestr("Time_M.pth.tar", b"inside")
        self.assertIn("unpack it", self.refusal())

    def test_a_download_that_ended_early_is_refused_in_both_formats(self):
        for zipped in (True, False):
            self.saved({"state_dict": self.network.state_dict()}, _use_new_zipfile_serialization=zipped)
            with open(self.path, "rb") as file:
                whole = file.read()
            for part in (0.3, 0.9, 1 - 8 / len(whole)):
                with self.subTest(zipped=zipped, part=part):
                    self.write(whole[: int(len(whole) * part)])
                    self.assertIn("ownload", self.refusal())

    def test_sizes_that_a_file_claims_are_not_believed(self):
        self.saved({"w": torch.arange(6.0)})
        with zipfile.ZipFile(self.path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        pickled = next(name for name in parts if name.endswith("data.pkl"))
        size = parts[pickled].index(b"K\x06\x85")
        claims = {
            b"K\x07\x85": "larger than the 6 numbers",
            b"J\xff\xff\xff\x7f\x85": "larger than the 6 numbers",
            b"J\xfe\xff\xff\xff\x85": "does not know",
        }
        for claim, why in claims.items():
            with self.subTest(claim=claim):
                changed = {**parts, pickled: parts[pickled][:size] + claim + parts[pickled][size + 3 :]}
                with zipfile.ZipFile(self.path, "w") as archive:
                    for name, content in changed.items():
                        archive.writestr(name, content)
                file = TorchFile(self.path)
                with self.assertRaises(NotReadable) as refused:
                    file.tensor(file.content["w"])
                self.assertIn(why, str(refused.exception))

    def test_numbers_that_are_not_there_are_missed(self):
        self.saved({"w": torch.arange(6.0)})
        with zipfile.ZipFile(self.path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        data = next(name for name in parts if "/data/" in name)
        for content, why in ((parts[data][:-4], "downloaded to its end"), (None, "missing")):
            with zipfile.ZipFile(self.path, "w") as archive:
                for name, part in {**parts, data: content}.items():
                    if part is not None:
                        archive.writestr(name, part)
            self.assertIn(why, self.refusal())

    def test_numbers_that_are_not_there_are_missed_in_the_older_format_too(self):
        self.saved({"w": torch.arange(6.0)}, _use_new_zipfile_serialization=False)
        with open(self.path, "rb") as file:
            whole = file.read()
        keys, counted = whole.rindex(b"\x80\x02]"), len(whole) - 6 * 4 - 8
        self.assertEqual(whole[counted : counted + 8], (6).to_bytes(8, "little"))
        for changed, why in (
            (whole[:counted] + (5).to_bytes(8, "little") + whole[counted + 8 :], "not those that its tensors name"),
            (whole[:keys] + pickle.dumps([], 2), "numbers of 1 tensors are missing"),
        ):
            self.write(changed)
            self.assertIn(why, self.refusal())

    def test_a_file_with_wrong_bytes_is_refused_or_read_and_nothing_else_happens(self):
        content = {"best": np.float64(0.5), "state_dict": {"module.w": torch.arange(12.0).reshape(3, 4), "module.b": torch.arange(3)}}
        chance = random.Random(20241)
        for zipped in (True, False):
            self.saved(content, _use_new_zipfile_serialization=zipped)
            with open(self.path, "rb") as file:
                whole = file.read()
            outcomes = {"read": 0, "refused": 0}
            for _ in range(400):
                changed = bytearray(whole)
                for _ in range(chance.choice([1, 2, 5])):
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
                self.write(changed)
                try:
                    read_state(self.path)
                    outcomes["read"] += 1
                except CheckpointRefused:
                    outcomes["refused"] += 1
            self.assertGreater(min(outcomes.values()), 20, outcomes)

    def test_views_types_and_shared_numbers_come_as_pytorch_reads_them(self):
        base = torch.randn(4, 6)
        content = {
            "transposed": base.t(),
            "part": base[1:3, ::2],
            "long": torch.arange(5),
            "half": torch.randn(3).half(),
            "flag": torch.tensor([True, False]),
            "single": torch.tensor(3.5),
            "none": torch.zeros(0, 3),
        }
        for zipped in (True, False):
            file = TorchFile(self.saved(content, _use_new_zipfile_serialization=zipped))
            for name, tensor in content.items():
                with self.subTest(name=name, zipped=zipped):
                    read = file.tensor(file.content[name])
                    self.assertEqual(read.dtype, tensor.dtype)
                    self.assertTrue(torch.equal(read, tensor))

    def write(self, content):
        with open(self.path, "wb") as file:
            file.write(content)


if __name__ == "__main__":
    unittest.main()
