"""Times pydicom: peers.py parse FOLDER prints the number of files and the seconds, with every element of every level converted."""
import os
import sys
import time

import pydicom


def touch(dataset):
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                touch(item)


def main(task, folder):
    assert task == "parse"
    files = [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]
    begun = time.perf_counter()
    for path in files:
        touch(pydicom.dcmread(path))
    print(f"{len(files)}\t{time.perf_counter() - begun:.3f}")


main(*sys.argv[1:])
