"""Reference values of AntialiasedResize, HounsfieldWindow and LesionCrop; see reference.py."""

import hashlib

import numpy as np
import torch
import torchvision
from PIL import Image

from reference import digits, write


def resize():
    rng = np.random.default_rng(1)
    cases = []
    for rows, columns, to_rows, to_columns in [(37, 23, 16, 16), (7, 5, 16, 11), (20, 30, 20, 9), (12, 12, 1, 1), (9, 14, 13, 5)]:
        image = rng.integers(0, 256, (rows, columns), dtype=np.uint8)
        pil = torchvision.transforms.Resize((to_rows, to_columns))(Image.fromarray(image, "L"))
        assert np.array_equal(np.asarray(pil), np.asarray(Image.fromarray(image).resize((to_columns, to_rows), Image.BILINEAR)))
        tensor = torch.from_numpy(image.astype(np.float32) * 6 - 700)[None, None]
        smooth = torch.nn.functional.interpolate(tensor, (to_rows, to_columns), mode="bilinear", antialias=True, align_corners=False)
        cases.append(
            {
                "rows": rows,
                "columns": columns,
                "toRows": to_rows,
                "toColumns": to_columns,
                "image": image,
                "bytes": np.asarray(pil),
                "numbers": digits(smooth.numpy(), 7),
            }
        )
    write("resize", "torchvision Resize of a PIL image; torch interpolate, bilinear, antialias, of 6 x image - 700", cases)

    y, x = np.mgrid[0:512, 0:400]
    image = ((x * x * 7 + y * y * 3 + x * y * 5) // 16 % 256).astype(np.uint8)
    pil = np.asarray(torchvision.transforms.Resize((224, 224))(Image.fromarray(image, "L")))
    digest = hashlib.sha256(pil.tobytes()).hexdigest()
    write("resize-224", "SHA-256 of 224 x 224 from 512 x 400 of (7 x² + 3 y² + 5 x y) / 16 mod 256", [digest])


def window():
    rng = np.random.default_rng(2)
    hounsfield = np.concatenate([rng.integers(-1024, 1500, 60), [-160, 240, -161, 241, 40, 41, 39]]).astype(np.int16)
    cases = []
    for low, high in [(-160, 240), (-100, 300), (-17.5, 182.25)]:
        share = (np.clip(hounsfield.astype(float), low, high) - low) / (high - low)
        cases.append(
            {
                "low": low,
                "high": high,
                "hounsfield": hounsfield,
                "shares": share.astype(np.float32).astype(float),
                "down": (share * 255).astype(np.uint8),
                "halfToEven": np.rint(share * 255).astype(np.uint8),
            }
        )
    write("window", "numpy clip, astype(uint8) and rint", cases)


def crop():
    """Crops by padding the whole image far beyond its edge and slicing it."""
    rng = np.random.default_rng(3)
    volume = rng.integers(-1000, 1000, (5, 9, 11)).astype(np.int16)
    mask = np.zeros(volume.shape, bool)
    mask[1, 2:4, 1:3] = mask[2, 2:6, 1:5] = mask[3, 4:6, 3:5] = True
    row_spacing, column_spacing = 1.0, 0.5
    cases = []
    for millimetres, share, square in [(0, 0, False), (1.5, 0, False), (0, 0.5, True), (1, 0.25, True)]:
        _, rows, columns = (slice(i.min(), i.max() + 1) for i in np.nonzero(mask))
        height, width = rows.stop - rows.start, columns.stop - columns.start
        down = int(np.floor(millimetres / row_spacing + share * height + 0.5))
        across = int(np.floor(millimetres / column_spacing + share * width + 0.5))
        top, left, height, width = rows.start - down, columns.start - across, height + 2 * down, width + 2 * across
        if square:
            side = max(height * row_spacing, width * column_spacing)
            more_rows, more_columns = int(round(side / row_spacing)) - height, int(round(side / column_spacing)) - width
            top, left, height, width = top - more_rows // 2, left - more_columns // 2, height + more_rows, width + more_columns
        far = 40
        for slice_index in (1, 2, 3):
            padded = np.pad(volume[slice_index], far, constant_values=-1024)
            cases.append(
                {
                    "millimetres": millimetres,
                    "share": share,
                    "square": square,
                    "slice": slice_index,
                    "box": [top, left, height, width],
                    "values": padded[top + far : top + far + height, left + far : left + far + width],
                }
            )
    write("crop", "numpy pad and slices", {"shape": volume.shape, "volume": volume, "mask": mask.astype(int), "crops": cases})


resize()
window()
crop()
