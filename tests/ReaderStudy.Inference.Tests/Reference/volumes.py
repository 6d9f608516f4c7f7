"""Reference values of SlidingWindow, SphereEnhancement and ConnectedComponents; see reference.py."""

import itertools

import numpy as np
import scipy.ndimage as ndi
from scipy.spatial.distance import pdist

from reference import digits, write


def sliding():
    """MONAI's rule in one sum over all patches of the padded volume; the network multiplies by a ramp, so that blending matters."""
    rng = np.random.default_rng(8)
    cases = []
    for shape, patch, share, blending in [
        ((5, 7, 8), (4, 4, 6), 0.5, "Gaussian"),
        ((5, 7, 8), (4, 4, 6), 0.25, "Uniform"),
        ((3, 6, 5), (4, 5, 8), 0.5, "Gaussian"),
        ((2, 9, 6), (1, 4, 4), 0.25, "Gaussian"),
    ]:
        volume = np.round(rng.normal(0, 1, shape), 2)
        missing = [max(p - s, 0) for p, s in zip(patch, shape)]
        padded = np.pad(volume, [(m // 2, m - m // 2) for m in missing], constant_values=-2.0)
        weights = np.ones(patch)
        if blending == "Gaussian":
            for axis, side in enumerate(patch):
                place = np.arange(side) - (side - 1) / 2
                line = np.exp(-(place**2) / (2 * (0.125 * side) ** 2))
                weights = weights * line.reshape([-1 if i == axis else 1 for i in range(3)])
            weights = np.maximum(weights, max(weights.min(), 1e-3))
        starts = []
        for side, p in zip(padded.shape, patch):
            step = p if side == p else max(1, int(p * (1 - share)))
            number = next(d for d in range(side) if d * step + p >= side) + 1
            starts.append([min(i * step, side - p) for i in range(number)])
        z, y, x = np.meshgrid(*[np.arange(p) for p in patch], indexing="ij")
        sums, totals = np.zeros((2, *padded.shape)), np.zeros(padded.shape)
        for start in itertools.product(*starts):
            at = tuple(slice(s, s + p) for s, p in zip(start, patch))
            answer = padded[at] * (1 + 0.1 * z + 0.05 * y - 0.02 * x)
            sums[(0, *at)] += weights * answer
            sums[(1, *at)] += weights * answer**2
            totals[at] += weights
        inside = tuple(slice(m // 2, m // 2 + s) for m, s in zip(missing, shape))
        cases.append(
            {
                "shape": shape,
                "patch": patch,
                "overlap": share,
                "blending": blending,
                "volume": volume,
                "blended": digits((sums / totals)[(slice(None), *inside)], 7),
            }
        )
    write("sliding", "numpy, from the definition of MONAI's sliding_window_inference", cases)


def kernels(sigma):
    """Gaussian and derivatives, times sigma and sigma squared, put right for sampling: sums 1, slope sigma, 0 and 2 sigma squared."""
    radius = max(1, int(5 * sigma + 0.5))
    x = np.arange(-radius, radius + 1)
    smooth = np.exp(-(x**2) / (2 * sigma**2))
    smooth /= smooth.sum()
    first = x * smooth
    first *= sigma / (x * first).sum()
    second = (x**2 - (x**2 * smooth).sum()) * smooth
    second *= 2 * sigma**2 / (x**2 * second).sum()
    return smooth, first, second


def enhanced(volume, spacing, scales, sign, derivative):
    best = np.zeros(volume.shape)
    for scale in scales:
        hessian = np.zeros((*volume.shape, 3, 3))
        for i, j in itertools.product(range(3), repeat=2):
            order = [0, 0, 0]
            order[i] += 1
            order[j] += 1
            hessian[..., i, j] = derivative(volume, [scale / s for s in spacing], order)
        values = np.linalg.eigvalsh(sign * hessian)
        sized = np.sort(np.abs(values), axis=-1)
        answer = np.where((values > 0).all(-1), sized[..., 0] ** 2 / sized[..., 2], 0)
        best = np.maximum(best, answer)
    return best


def own(volume, sigmas, order):
    for axis in range(3):
        volume = ndi.correlate1d(volume, kernels(sigmas[axis])[order[axis]], axis, mode="nearest")
    return volume


def scipys(volume, sigmas, order):
    factor = np.prod([s**o for s, o in zip(sigmas, order)])
    return factor * ndi.gaussian_filter(volume, sigmas, order, mode="nearest", truncate=6)


def sphere():
    rng = np.random.default_rng(9)
    shape, spacing, scales = (8, 12, 14), (1.5, 0.8, 1.0), (1.2, 2.0)
    z, y, x = np.meshgrid(*[np.arange(n) * s for n, s in zip(shape, spacing)], indexing="ij")
    volume = 100 * np.exp(-((z - 6) ** 2 + (y - 4) ** 2 + (x - 5) ** 2) / 8)
    volume -= 80 * np.exp(-((z - 4) ** 2 + (y - 6) ** 2 + (x - 10) ** 2) / 4)
    volume = np.round(volume + rng.normal(0, 4, shape) + 40)
    cases = []
    for name, sign in [("Bright", -1), ("Dark", 1)]:
        exact = enhanced(volume, spacing, scales, sign, own)
        plain_scipy = enhanced(volume, spacing, scales, sign, scipys)
        print(name, "greatest", exact.max(), "greatest difference of scipy's gaussian_filter", np.abs(exact - plain_scipy).max())
        cases.append({"brightness": name, "answer": digits(exact, 5), "scipy": digits(plain_scipy, 4)})
    write(
        "sphere",
        "numpy eigvalsh of derivatives by scipy correlate1d with kernels put right for sampling; scipy: by gaussian_filter(truncate=6)",
        {"shape": shape, "spacing": spacing, "scales": scales, "volume": volume.astype(int), "answers": cases},
    )


def components():
    rng = np.random.default_rng(10)
    shape, spacing = (5, 9, 11), (2.5, 0.7, 0.8)
    mask = rng.random(shape) < 0.2
    cases = []
    for name, connectivity in [("Faces", 1), ("Edges", 2), ("Corners", 3)]:
        labels, count = ndi.label(mask, ndi.generate_binary_structure(3, connectivity))
        first = [np.flatnonzero(labels == i)[0] for i in range(1, count + 1)]
        assert first == sorted(first)
        parts = []
        for number in range(1, count + 1):
            places = np.argwhere(labels == number)
            points = places * spacing
            axial = max((pdist(points[places[:, 0] == z]).max(initial=0) for z in np.unique(places[:, 0])), default=0)
            parts.append([len(places), len(places) * np.prod(spacing) / 1000, pdist(points).max(initial=0), axial])
        cases.append({"neighbourhood": name, "labels": labels, "parts": digits(parts, 12)})
    write("components", "scipy label and pdist", {"shape": shape, "spacing": spacing, "mask": mask.astype(int), "splits": cases})


sliding()
sphere()
components()
