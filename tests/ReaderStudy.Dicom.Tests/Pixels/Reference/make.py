"""Prints decoded-pixels.tsv: /usr/bin/python3 make.py ../../../../../shared > decoded-pixels.tsv

Needs Debian 12's python3-pydicom (2.3), python3-gdcm, python3-pil, libgdcm-tools (3.0), dcmtk (3.6) and libopenjp2-tools (2.5). It
uses nothing of ReaderStudy, and no test runs it. Every file below data/{dicom-zoo,ct-liver,mr-liver,ultrasound,seg,histology,deid}
gets one line:

exact       SHA-256 of the decoded bytes of all frames: little endian, samples of a pixel side by side, one byte a 1-bit pixel,
            subsampled colour at full resolution, no change of colour, no table. All programs named agree.
within-one  JPEG 2000 with loss: the last bit of a floating-point transform is the program's; the mean of all samples is given,
            and the test compares every sample with the program named, where it is installed.
no-pixels   A DICOM object without pixel data, or without the attributes that describe them.
refused     The file is not to be read; the kind of the error and the reason.
"""

import csv
import glob
import hashlib
import os
import subprocess
import sys
import tempfile
import warnings

import gdcm
import numpy
import pydicom
from pydicom.encaps import generate_pixel_data_frame

warnings.simplefilter("ignore")
ROOT = os.path.join(sys.argv[1], "data", "")
FOLDERS = ("dicom-zoo", "ct-liver", "mr-liver", "ultrasound", "seg", "histology", "deid")
NOT_DICOM = (".txt", ".md", ".zip", ".nrrd", ".nii.gz", ".json", ".svs", ".jpg", ".jpeg", ".png", ".jls", ".j2k", ".jp2", ".rle", ".csv", ".tif")

# Files that no careful reader takes, whatever some program makes of them.
REFUSED = {
    "dicom-zoo/structure/no_meta.dcm": ("NotDicom", "a stray byte before the first element"),
    "dicom-zoo/structure/3gb-bulk-data-truncated": ("Truncated", "3 GB are declared, 98,080 bytes are there"),
    "dicom-zoo/structure/MR_truncated.dcm": ("Truncated", "62 bytes of pixels are missing; GDCM fills them up, pydicom refuses"),
    "dicom-zoo/structure/rtplan_truncated.dcm": ("Truncated", "a sequence is cut short"),
    "dicom-zoo/structure/emri_small_jpeg_2k_lossless_too_short.dcm": ("Truncated", "cut short within the fragments"),
    "dicom-zoo/structure/badVR.dcm": ("Malformed", "the number of frames is '1A'"),
    "dicom-zoo/structure/JPEG2000-embedded-sequence-delimiter.dcm": ("Malformed", "bytes of the stream's size were overwritten; GDCM refuses"),
    "dicom-zoo/non-image/ct-multiphase-dose-report-fr-GH179B.dcm": ("Malformed", "a blank VR"),
    "dicom-zoo/enhanced-multiframe/multiframe.dcm": ("Malformed", "the frames at the edges are smaller than the header says; GDCM refuses"),
}

# Where programs disagree: the one that is followed, and why.
FOLLOWED = {
    "dicom-zoo/transfer-syntax/J2K_pixelrep_mismatch.dcm": ("pydicom", "unsigned stream, signed header: pydicom extends the sign, gdcmconv does not"),
    "dicom-zoo/photometric-and-pixel/SC_rgb_small_odd_big_endian.dcm": ("gdcm", "8 bits in big endian words: pydicom 2 does not turn them"),
}


def run(*command):
    return subprocess.run(command, capture_output=True, timeout=300).returncode == 0


def native(path):
    """Little endian bytes by pydicom."""
    image = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in image.file_meta:
        image.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2"
    pixels = image.pixel_array
    return pixels.astype(pixels.dtype.newbyteorder("<"))


def converted(path, *command):
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "out.dcm")
        return native(target) if run(*command, path, target) else None


def by_openjpeg(path):
    image = pydicom.dcmread(path)
    frames = []
    for stream in generate_pixel_data_frame(image.PixelData, int(image.get("NumberOfFrames", 1))):
        with tempfile.TemporaryDirectory() as folder:
            source, target = os.path.join(folder, "in.j2k"), os.path.join(folder, "out.rawl")
            with open(source, "wb") as file:
                file.write(stream)
            if not run("opj_decompress", "-i", source, "-o", target):
                return None
            planes = numpy.fromfile(target, dtype="<u2" if image.BitsAllocated == 16 else "u1")
            planes = planes.reshape(image.SamplesPerPixel, image.Rows, image.Columns)
            frames.append(numpy.moveaxis(planes, 0, -1))
    return numpy.stack(frames)


def attempts(path, syntax):
    jpeg2000 = syntax[17:] in (".4.90", ".4.91", ".4.201", ".4.202", ".4.203")
    lossy_colour = syntax[17:] in (".4.50", ".4.51")
    commands = {
        # Pillow, which pydicom 2 may call for JPEG, turns YCbCr into RGB; the programs leave it.
        "pydicom": (lambda: native(path)) if not lossy_colour else None,
        "gdcm": lambda: converted(path, "gdcmconv", "--raw"),
        "openjpeg": (lambda: by_openjpeg(path)) if jpeg2000 else None,
        "dcmtk": {
            ".5": lambda: converted(path, "dcmdrle"),
            ".4.50": lambda: converted(path, "dcmdjpeg", "--conv-never"),
            ".4.51": lambda: converted(path, "dcmdjpeg", "--conv-never"),
            ".4.57": lambda: converted(path, "dcmdjpeg"),
            ".4.70": lambda: converted(path, "dcmdjpeg"),
            ".4.80": lambda: converted(path, "dcmdjpls"),
            ".4.81": lambda: converted(path, "dcmdjpls"),
        }.get(syntax[17:]),
    }
    results = {}
    for name, attempt in commands.items():
        try:
            pixels = attempt() if attempt else None
        except Exception:
            pixels = None
        if pixels is not None:
            results[name] = pixels
    return results


def line(path, name):
    if name in REFUSED:
        return ["refused", "", *REFUSED[name][:1], "", REFUSED[name][1]]
    if name.lower().endswith(NOT_DICOM):
        return ["refused", "", "NotDicom", "", "not a DICOM file"]
    image = pydicom.dcmread(path, force=True)
    if not {"PixelData", "FloatPixelData", "DoubleFloatPixelData"} & set(image.dir()) or "Rows" not in image or "BitsAllocated" not in image:
        return ["no-pixels", "", "", "pydicom", ""]
    syntax = str(image.file_meta.get("TransferSyntaxUID", "1.2.840.10008.1.2"))
    frames = int(image.get("NumberOfFrames", 1) or 1)
    results = attempts(path, syntax)
    if syntax[17:] in (".4.91", ".4.203"):
        program = "gdcm" if "gdcm" in results else "openjpeg"
        return ["within-one", frames, f"{results[program].astype('f8').mean():.3f}", program, ""]
    hashes = {program: hashlib.sha256(pixels.tobytes()).hexdigest() for program, pixels in results.items()}
    if name in FOLLOWED:
        program, why = FOLLOWED[name]
        return ["exact", frames, hashes[program], program, why]
    if len(set(hashes.values())) != 1:
        sys.exit(f"{name}: the programs disagree or fail: {hashes}")
    return ["exact", frames, next(iter(hashes.values())), "+".join(hashes), ""]


def version(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


print("# What reference programs decode of the files below ../shared/data. Made by make.py in this folder, which explains it; no test writes it.")
print(
    f"# pydicom {pydicom.__version__}, GDCM {gdcm.Version.GetVersion()}, "
    f"DCMTK {version('dcmdjpeg', '--version').split(' v')[1].split()[0]}, OpenJPEG {version('opj_decompress', '-h').split('openjp2 library v')[1].split()[0].rstrip('.')}"
)
table = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
table.writerow(["path", "outcome", "frames", "value", "reference", "note"])
for path in sorted(glob.glob(ROOT + "**/*", recursive=True)):
    name = path[len(ROOT) :]
    if os.path.isfile(path) and name.split(os.sep)[0] in FOLDERS:
        table.writerow([name, *line(path, name)])
