import contextlib
import hashlib
import io
import json
import os
import tempfile
import unittest
from unittest import mock

import numpy as np
import onnx
import torch

import card
import export
from random_weights import random_crops, random_network
from tests import SMALL

NUMBERS = ["--blocks", "1,1,1,1", "--widths", "8,12,16,24", "--hidden", "48", "--size", "64"]


class Export(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = os.path.join(temporary.name, "lilnet-m")

    def main(self, *arguments):
        with contextlib.redirect_stdout(io.StringIO()):
            export.main(arguments)

    def manifest(self):
        with open(os.path.join(self.folder, "model.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_the_package_names_its_files_by_their_hashes(self):
        self.main("M", self.folder, "--random", "7", *NUMBERS)
        manifest = self.manifest()
        self.assertEqual(sorted(os.listdir(self.folder)), ["golden-input.u8", "lilnet-m.onnx", "model.json"])
        for file in manifest["files"]:
            with open(os.path.join(self.folder, file["path"]), "rb") as content:
                self.assertEqual(hashlib.sha256(content.read()).hexdigest(), file["sha256"])
        self.assertEqual([one["code"] for one in manifest["classes"]], ["HCC", "ICC", "MET"])
        self.assertIn("random", manifest["trainingData"])

    def test_the_golden_scores_are_those_of_the_golden_input(self):
        self.main("M", self.folder, "--random", "7", *NUMBERS)
        golden = self.manifest()["golden"]
        crops = np.fromfile(os.path.join(self.folder, golden["input"]), np.uint8).reshape(golden["shape"])
        with torch.no_grad():
            scores = export.Exported(random_network(SMALL, 7))(torch.from_numpy(crops).float() / 255)[0].numpy()
        np.testing.assert_allclose(golden["images"], scores, atol=1e-6)
        np.testing.assert_allclose(golden["scores"], scores.mean(0), atol=1e-6)
        self.assertGreater(np.abs(scores[0] - scores[1]).max(), 0.01)

    def test_the_network_is_plain_onnx_for_any_number_of_crops(self):
        self.main("M", self.folder, "--random", "7", *NUMBERS)
        model = onnx.load(os.path.join(self.folder, "lilnet-m.onnx"))
        self.assertEqual([(one.domain, one.version) for one in model.opset_import], [("", 13)])
        self.assertEqual({node.domain for node in model.graph.node}, {""})
        self.assertFalse({node.op_type for node in model.graph.node} & {"Loop", "If", "Scan", "Shape", "ScatterND"})
        shapes = {end.name: [d.dim_param or d.dim_value for d in end.type.tensor_type.shape.dim] for end in [*model.graph.input, *model.graph.output]}
        self.assertEqual(
            shapes,
            {
                "crops": ["image", 1, 64, 64],
                "AG": ["image", 3],
                "features3": ["image", 64, 4, 4],
                "features4": ["image", 96, 2, 2],
                "evidence3": ["image", 3, 4, 4],
                "evidence4": ["image", 3, 2, 2],
            },
        )

    def test_the_evidence_of_all_places_and_a_constant_are_the_logits(self):
        exported = export.Exported(random_network(SMALL, 4))
        with torch.no_grad():
            logits, _, _, evidence3, evidence4 = exported(random_crops(64, 3, 1))
            sums = evidence3.sum((2, 3)) + evidence4.sum((2, 3)) + exported.constant()
        self.assertLess(float((sums - logits).abs().max()), 1e-5)
        self.assertGreater(float(evidence4.flatten(2).std(2).min()), 1e-3)

    def test_nothing_is_written_where_the_rewriting_differs(self):
        with mock.patch("export.plain_logits", lambda network, images: torch.full((2, 3), 0.5)):
            with self.assertRaises(ArithmeticError):
                self.main("M", self.folder, "--random", "7", *NUMBERS)
        self.assertFalse(os.path.exists(self.folder))

    def test_a_checkpoint_gives_the_package_of_its_weights(self):
        path = os.path.join(os.path.dirname(self.folder), "Time_M.pth.tar")
        network = random_network(SMALL, 11)
        torch.save({"epoch": 3, "state_dict": torch.nn.DataParallel(network).state_dict()}, path)
        self.main("M", self.folder, "--checkpoint", path, *NUMBERS)
        manifest = self.manifest()
        with torch.no_grad():
            scores = export.Exported(network)(random_crops(64, 2, export.GOLDEN_SEED))[0].mean(0)
        np.testing.assert_allclose(manifest["golden"]["scores"], scores.numpy(), atol=1e-6)
        self.assertIn("Time_M.pth.tar", manifest["trainingData"])
        self.assertEqual(manifest["licence"], "LicenseRef-LiLNet-weights")

    def test_a_checkpoint_of_another_network_writes_nothing(self):
        path = os.path.join(os.path.dirname(self.folder), "Time_M.pth.tar")
        torch.save({"state_dict": random_network(SMALL, 11).state_dict()}, path)
        with self.assertRaises(SystemExit) as refused:
            self.main("BM", self.folder, "--checkpoint", path, *NUMBERS)
        self.assertIn("fc_SD.weight 3x96, the network has 2x96", str(refused.exception))
        self.assertFalse(os.path.exists(self.folder))

    def test_the_networks_have_the_classes_of_the_description(self):
        codes = {name: [one["code"] for one in entry["classes"]] for name, entry in card.NETWORKS.items()}
        self.assertEqual(codes, {"BM": ["BENIGN", "MALIGNANT"], "M": ["HCC", "ICC", "MET"], "B": ["FNH", "HEM", "CYST"]})


if __name__ == "__main__":
    unittest.main()
