"""The Python packages that Debian has (python3-statsmodels, python3-sklearn, python3-scipy), on the data of READERSTUDY_BENCH.

Prints one line a task: name, package and version, median seconds of seven calls after a first one (quick ones averaged over twenty).
"""

import os
import statistics
import time
import warnings

import numpy as np
import scipy
import scipy.ndimage
import sklearn
import statsmodels
from sklearn.metrics import cohen_kappa_score, matthews_corrcoef, precision_recall_fscore_support, roc_auc_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

warnings.simplefilter("ignore")
FOLDER = os.environ["READERSTUDY_BENCH"]


def table(name):
    return np.genfromtxt(os.path.join(FOLDER, name), delimiter=",", skip_header=1)


def timed(name, package, call):
    call()
    start = time.perf_counter()
    call()
    calls = 20 if time.perf_counter() - start < 0.01 else 1
    seconds = []
    for _ in range(7):
        start = time.perf_counter()
        for _ in range(calls):
            call()
        seconds.append((time.perf_counter() - start) / calls)
    print(f"{name}\t{package.__name__} {package.__version__}\t{statistics.median(seconds):.9f}", flush=True)


ratings = table("fleiss_10000x10.csv").astype(int)
timed("fleiss-10000x10", statsmodels, lambda: fleiss_kappa(aggregate_raters(ratings)[0]))
timed("cohen-quadratic-10000", sklearn, lambda: cohen_kappa_score(ratings[:, 0], ratings[:, 1], weights="quadratic"))
timed("confusion-metrics-10000", sklearn, lambda: precision_recall_fscore_support(ratings[:, 0], ratings[:, 1], average="macro"))
timed("mcc-10000", sklearn, lambda: matthews_corrcoef(ratings[:, 0], ratings[:, 1]))

scores = table("roc_10000.csv")
truth, first = scores[:, 0].astype(int), scores[:, 1]
timed("auc-10000", sklearn, lambda: roc_auc_score(truth, first))


def ball(n, centre, radius):
    z, y, x = np.ogrid[:n, :n, :n]
    return (z - centre[0]) ** 2 + (y - centre[1]) ** 2 + (x - centre[2]) ** 2 <= radius**2


A, B = ball(128, (64, 64, 64), 40), ball(128, (66, 63, 65), 42)


def hd95(a, b, spacing):
    """The usual few lines on scipy: border voxels, distances to the other's border, 95th percentile of both sets pooled."""
    structure = scipy.ndimage.generate_binary_structure(3, 1)
    border_a, border_b = (m ^ scipy.ndimage.binary_erosion(m, structure) for m in (a, b))
    to_a, to_b = (scipy.ndimage.distance_transform_edt(~border, sampling=spacing) for border in (border_a, border_b))
    return np.percentile(np.hstack((to_b[border_a], to_a[border_b])), 95)


timed("hd95-128", scipy, lambda: hd95(A, B, (1, 0.7, 0.7)))
timed("dice-128", np, lambda: 2 * np.count_nonzero(A & B) / (np.count_nonzero(A) + np.count_nonzero(B)))
