"""Prints every element of DICOM files as pydicom reads it, for ElementReferenceTests.

    python3 elements.py FILE...          (pydicom 2.3 or later)

One line a file, "F<tab>path<tab>number of elements", or "E<tab>path<tab>reason" for one that pydicom cannot read; then one line an
element: depth, tag, VR, value. Text is printed as text, numbers and bytes as the first 16 digits of the SHA-256 of their little endian bytes.
"""
import hashlib
import struct
import sys
import warnings

import pydicom
from pydicom.multival import MultiValue
from pydicom.valuerep import PersonName

warnings.simplefilter("ignore")
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE

PACK = {"US": "H", "SS": "h", "UL": "I", "SL": "i", "FL": "f", "FD": "d", "UV": "Q", "SV": "q"}


def short(data):
    return hashlib.sha256(data).hexdigest()[:16]


def text(value):
    if value is None:
        return ""
    values = value if isinstance(value, (MultiValue, list, tuple)) else [value]
    return "\\".join("" if v is None else str(v) if isinstance(v, PersonName) else str(getattr(v, "original_string", v)) for v in values)


def show(element, out, depth):
    vr = str(getattr(element.VR, "value", element.VR))
    tag = "%08X" % int(element.tag)
    if vr == "SQ":
        out.append("%d\t%s\tSQ\t%d" % (depth, tag, len(element.value)))
        for item in element.value:
            for nested in item:
                show(nested, out, depth + 1)
        return
    value = element.value
    if value is None or value == "" or value == b"" or value == []:
        out.append("%d\t%s\t%s\t" % (depth, tag, vr))
        return
    if vr in PACK and not isinstance(value, bytes):
        values = value if isinstance(value, (MultiValue, list)) else [value]
        shown = short(b"".join(struct.pack("<" + PACK[vr], v) for v in values))
    elif vr == "AT":
        values = value if isinstance(value, (MultiValue, list)) else [value]
        shown = short(b"".join(struct.pack("<HH", int(v) >> 16, int(v) & 0xFFFF) for v in values))
    elif isinstance(value, bytes):
        shown = short(value)
    else:
        shown = text(value).replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t")
    out.append("%d\t%s\t%s\t%s" % (depth, tag, vr, shown))


for path in sys.argv[1:]:
    try:
        dataset = pydicom.dcmread(path, force=True)
        lines = []
        for element in dataset:
            show(element, lines, 0)
    except Exception as e:  # whatever pydicom says, the file is one that it cannot read
        print("E\t%s\t%s" % (path, type(e).__name__))
        continue
    print("F\t%s\t%d" % (path, len(lines)))
    sys.stdout.write("".join(line + "\n" for line in lines))
