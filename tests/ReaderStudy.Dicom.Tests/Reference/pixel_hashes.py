"""Prints pixel_hashes.txt: python3 pixel_hashes.py ../../../../shared > pixel_hashes.txt

Needs pydicom 2.3 (native, RLE) and DCMTK's dcmdjpeg and dcmdjpls (JPEG lossless, JPEG-LS), none of which the product uses.
The hash is SHA-256 over the stored values of all frames as 32-bit little endian integers, colour interleaved; bits outside
BitsStored are cut off and the sign is extended.
"""

import glob
import hashlib
import os
import subprocess
import sys
import tempfile
import warnings

import numpy
import pydicom

warnings.simplefilter("ignore")
root = os.path.join(sys.argv[1], "data", "")
skipped = {"YBR_FULL_422"}  # pydicom and ReaderStudy leave subsampled pixels in different shapes


def decoded(path):
    image = pydicom.dcmread(path)
    if "PixelData" not in image or image.PhotometricInterpretation in skipped:
        return None
    if image.BitsAllocated == 1:
        return None
    syntax = image.file_meta.TransferSyntaxUID
    if syntax == "1.2.840.10008.1.2.2" and image.BitsAllocated == 8 and image["PixelData"].VR == "OW":
        return None  # pydicom 2 does not turn the words round; SC_rgb_small_odd.dcm shows how the image should look
    tool = {"57": "dcmdjpeg", "70": "dcmdjpeg", "80": "dcmdjpls", "81": "dcmdjpls"}.get(str(syntax)[-2:])
    if syntax.is_compressed and tool:
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "out.dcm")
            subprocess.run([tool, path, target], check=True, capture_output=True)
            return tool, pydicom.dcmread(target)
    if syntax.is_compressed and str(syntax)[-2:] not in (".5", "99"):
        return None
    return "pydicom", image


for path in sorted(glob.glob(root + "**/*", recursive=True)):
    folder = path[len(root) :].split(os.sep)[0]
    if folder not in ("ct-liver", "dicom-zoo", "mr-liver", "ultrasound", "deid") or not os.path.isfile(path):
        continue
    try:
        found = decoded(path)
        if found is None:
            continue
        tool, image = found
        values = image.pixel_array.astype("<i8")
        if image.BitsStored < image.BitsAllocated:
            values = (values >> (image.HighBit + 1 - image.BitsStored)) & ((1 << image.BitsStored) - 1)
            if image.PixelRepresentation == 1:
                values = numpy.where(values >> (image.BitsStored - 1) == 1, values - (1 << image.BitsStored), values)
        print(hashlib.sha256(values.astype("<i4").tobytes()).hexdigest(), tool, path[len(root) :])
    except Exception as error:
        print("left out:", path[len(root) :], str(error).splitlines()[0][:80], file=sys.stderr)
