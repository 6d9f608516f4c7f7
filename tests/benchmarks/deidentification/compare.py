#!/usr/bin/env python3
"""What de-identification leaves behind: readerstudy, GDCM's gdcmanon and Orthanc on the same files.

Usage: compare.py CLI_DLL [SHARED_DATA]
  CLI_DLL      readerstudy.dll as built
  SHARED_DATA  folder with deid/pseudo-phi-mr (default ../../../../shared/data beside this checkout)

Needs python3-pydicom, gdcmanon, openssl and Orthanc. Files are made here from one real MR header with a made-up identity: a marker is
planted into one place after the other, and the output of each tool is searched for it byte by byte. Nothing outside a temporary folder
is written; Orthanc listens on 127.0.0.1 only and is stopped at the end.
"""
import copy, json, os, shutil, socket, subprocess, sys, tempfile, time, urllib.request, warnings
from io import BytesIO

import pydicom
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.datadict import DicomDictionary
from pydicom.sequence import Sequence

warnings.filterwarnings("ignore")
MARK = "ZQXWJ"
NEEDED = ["Rows", "Columns", "PixelSpacing", "ImagePositionPatient", "ImageOrientationPatient", "SliceThickness", "Modality", "PatientSex",
          "PatientAge", "AcquisitionTime", "ContentTime", "ContrastBolusStartTime", "StudyDate", "SeriesDescription", "RescaleSlope",
          "RescaleIntercept", "WindowCenter", "PhotometricInterpretation", "EchoTime", "BodyPartExamined"]
TEXT = {"AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"}


def value(vr):
    return {"PN": f"{MARK}^{MARK}", "UI": "1.2.3.777.4711.0815", "DA": "19410517", "DT": "19410517101112", "UR": f"http://{MARK}/1"}.get(vr, f"{MARK} {MARK}" if vr in TEXT else None)


def planted(base, keep):
    """(place, dataset): one file for each kind of place, all attributes of that kind at once."""
    def all_of(dataset, choose):
        for tag, (vr, vm, name, retired, keyword) in DicomDictionary.items():
            vr = vr.split(" or ")[0]
            if choose(tag, vr, retired) and value(vr) and tag not in keep and (tag >> 16) >= 8 and (tag >> 16) not in (0x7FE0, 0xFFFE):
                dataset[tag] = DataElement(tag, vr, value(vr))

    def fresh():
        return copy.deepcopy(base)

    def private(dataset, group, creator):
        block = dataset.private_block(group, creator, create=True)
        for i, vr in enumerate(sorted(TEXT)):
            block.add_new(i + 1, vr, value(vr))
        block.add_new(0x40, "UN", MARK.encode() + b"!")

    def item():
        inner = Dataset()
        inner.PatientName = value("PN")
        inner.ReferencedSOPInstanceUID = "1.2.3.777.4711.0815"
        inner.ImageComments = MARK
        private(inner, 0x0029, "VENDOR")
        return inner

    for vr in ("PN", "LO", "SH", "LT", "ST", "UT", "UC", "CS", "AE", "UR", "DA", "DT", "UI"):
        dataset = fresh()
        all_of(dataset, lambda tag, v, retired: v == vr and not retired)
        yield f"current attributes {vr}", dataset
    dataset = fresh(); all_of(dataset, lambda tag, v, retired: retired == "Retired" and v in TEXT); yield "retired attributes", dataset
    dataset = fresh(); private(dataset, 0x0009, "VENDOR"); private(dataset, 0x0029, "SIEMENS CSA HEADER"); yield "private attributes", dataset
    dataset = fresh(); dataset.ReferencedImageSequence = Sequence([item()]); yield "items, one deep", dataset
    dataset = fresh()
    outer = item(); outer.PurposeOfReferenceCodeSequence = Sequence([item()]); outer.ReferencedImageSequence = Sequence([item()])
    dataset.SourceImageSequence = Sequence([outer]); dataset.DerivationImageSequence = Sequence([outer]); yield "items, two deep", dataset
    dataset = fresh(); block = dataset.private_block(0x0029, "VENDOR", create=True); block.add_new(1, "SQ", Sequence([item()])); yield "private sequences", dataset
    dataset = fresh(); dataset.PerFrameFunctionalGroupsSequence = Sequence([outer]); yield "functional groups", dataset
    dataset = fresh()
    for group in (0x6000, 0x5000):
        dataset.add_new((group << 16) | 0x4000, "LT", MARK); dataset.add_new((group << 16) | 0x2500, "LO", MARK)
    yield "overlay and curve text", dataset
    dataset = fresh(); dataset.add_new(0xFFFCFFFC, "OB", MARK.encode() + b"!"); yield "trailing padding", dataset
    dataset = fresh(); dataset.PixelData = dataset.PixelData + MARK.encode() + b"!"; yield "behind the last frame", dataset
    dataset = fresh(); dataset.StationName = MARK; dataset.SeriesDescription = f"liver {MARK} 12.03.1944"; dataset.ProtocolName = MARK; yield "descriptions", dataset
    dataset = fresh()
    for tag in (0x00180050, 0x00180081, 0x00200013):
        element = DataElement(tag, "DS", "1"); dataset[tag] = element; element._value = MARK
    dataset.add_new(0x0008EEEE, "LO", MARK); dataset.AcquisitionDate = ""; dataset.Manufacturer = MARK; yield "wrong values", dataset


def to_bytes(dataset, preamble=False):
    buffer = BytesIO()
    dataset.preamble = (MARK.encode() * 26)[:128] if preamble else b"\0" * 128
    pydicom.dcmwrite(buffer, dataset, write_like_original=True)
    return buffer.getvalue()


def survivors(content):
    marks = [MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"), b"1.2.3.777.4711.0815", b"19410517"]
    return sum(content.upper().count(m.upper()) for m in marks)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Orthanc:
    def __init__(self, folder):
        self.port = free_port()
        config = {"Name": "compare", "StorageDirectory": os.path.join(folder, "orthanc"), "IndexDirectory": os.path.join(folder, "orthanc"),
                  "HttpPort": self.port, "RemoteAccessAllowed": False, "AuthenticationEnabled": False, "DicomServerEnabled": False,
                  "Plugins": [], "OverwriteInstances": True}
        path = os.path.join(folder, "orthanc.json")
        json.dump(config, open(path, "w"))
        self.process = subprocess.Popen([shutil.which("Orthanc") or "/usr/sbin/Orthanc", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.version = json.loads(self.call("/system"))["Version"]
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("Orthanc did not start")

    def call(self, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body)
        return urllib.request.urlopen(request, timeout=30).read()

    def anonymize(self, content):
        instance = json.loads(self.call("/instances", content))["ID"]
        try:
            return self.call(f"/instances/{instance}/anonymize", b"{}")
        finally:
            urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.port}/instances/{instance}", method="DELETE"), timeout=30)


def gdcm(folder, path):
    out = os.path.join(tempfile.mkdtemp(dir=folder), "out.dcm")
    done = subprocess.run(["gdcmanon", "-e", "-c", os.path.join(folder, "cert.pem"), path, out], capture_output=True)
    return open(out, "rb").read() if done.returncode == 0 and os.path.exists(out) else None


def ours(folder, dll, path):
    out = tempfile.mkdtemp(dir=folder)
    key = os.path.join(folder, "study.key")
    options = ["--key-file", key] if os.path.exists(key) else ["--new-key", key]
    subprocess.run(["dotnet", dll, "dicom", "deidentify", path, "--out", out, "--on-burned-in", "keep-held", *options], capture_output=True)
    files = [os.path.join(d, f) for d, _, names in os.walk(out) for f in names]
    return open(files[0], "rb").read() if files else None


def main():
    dll = os.path.abspath(sys.argv[1])
    here = os.path.dirname(os.path.abspath(__file__))
    shared = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, "../../../../shared/data")
    source = os.path.join(shared, "deid/pseudo-phi-mr/with-synthetic-phi/1-01.dcm")
    base = pydicom.dcmread(source)
    for tag in [e.tag for e in base if e.tag.is_private]:
        del base[tag]
    base.ContrastBolusStartTime = "101000"
    base.RescaleSlope, base.RescaleIntercept = "1", "0"
    base.SeriesDescription, base.BodyPartExamined, base.PatientAge, base.PatientSex = "arterial 3.0", "ABDOMEN", "054Y", "F"
    keep = {int(e.tag) for e in base if e.keyword in NEEDED} | {0x00080005, 0x00080016, 0x00080018, 0x0020000D, 0x0020000E, 0x00080008, 0x00080060}
    folder = tempfile.mkdtemp()
    orthanc = None
    try:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", os.path.join(folder, "key.pem"), "-out",
                        os.path.join(folder, "cert.pem"), "-days", "1", "-subj", "/CN=compare"], capture_output=True, check=True)
        orthanc = Orthanc(folder)
        tools = {"readerstudy": lambda p, c: ours(folder, dll, p), "gdcmanon": lambda p, c: gdcm(folder, p), "Orthanc": lambda p, c: orthanc.anonymize(c)}
        gdcm_version = subprocess.run(["gdcmanon", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
        print(f"<!-- {gdcm_version.strip()}; Orthanc {orthanc.version}; pydicom {pydicom.__version__} -->")
        print("| place | planted | " + " | ".join(tools) + " |\n| --- | ---: | " + " | ".join("---:" for _ in tools) + " |")
        places = [(name, to_bytes(dataset)) for name, dataset in planted(base, keep)] + [("preamble", to_bytes(base, preamble=True))]
        total = dict.fromkeys(tools, 0)
        for name, content in places:
            path = os.path.join(folder, "in.dcm")
            open(path, "wb").write(content)
            cells = []
            for tool, run in tools.items():
                try:
                    result = run(path, content)
                except OSError as problem:
                    result = None
                if result is None:
                    cells.append("refused")
                else:
                    cells.append(str(survivors(result)))
                    total[tool] += survivors(result)
            print(f"| {name} | {survivors(content)} | " + " | ".join(cells) + " |", flush=True)
        print("| **all** | " + str(sum(survivors(c) for _, c in places)) + " | " + " | ".join(f"**{n}**" for n in total.values()) + " |\n")

        content = to_bytes(base)
        path = os.path.join(folder, "in.dcm")
        open(path, "wb").write(content)
        print("| needed for reading | " + " | ".join(tools) + " |\n| --- | " + " | ".join("---" for _ in tools) + " |")
        results = {tool: run(path, content) for tool, run in tools.items()}
        read = {tool: pydicom.dcmread(BytesIO(r), force=True) if r else None for tool, r in results.items()}
        for keyword in NEEDED:
            if base.get(keyword) in (None, ""):
                continue
            def state(dataset):
                found = dataset.get(keyword) if dataset is not None else None
                return "lost" if found in (None, "") else "kept" if found == base.get(keyword) else "changed"
            print(f"| {keyword} | " + " | ".join(state(d) for d in read.values()) + " |")
        print("| pixels | " + " | ".join("kept" if d is not None and d.PixelData == base.PixelData else "changed" for d in read.values()) + " |")

        originals = sorted(os.path.join(shared, "deid", d, f) for d in ("pseudo-phi-mr/with-synthetic-phi", "fictional-identity") for f in os.listdir(os.path.join(shared, "deid", d)))
        print("\n| identifying values of the headers of deid/ left | values | " + " | ".join(tools) + " |\n| --- | ---: | " + " | ".join("---:" for _ in tools) + " |")
        sums, count = dict.fromkeys(tools, 0), 0
        words = set()
        for original in originals:
            dataset = pydicom.dcmread(original)
            own = {str(v) for v in (dataset.PatientID, dataset.get("AccessionNumber"), dataset.get("PatientBirthDate"), dataset.StudyInstanceUID,
                   dataset.SeriesInstanceUID, dataset.SOPInstanceUID, dataset.get("PatientAddress"), dataset.get("InstitutionName"), dataset.get("StudyDate"))
                   if v and len(str(v)) > 4}
            for element in dataset.iterall():
                if element.VR == "PN" and element.value:
                    own |= {part for part in str(element.value).replace("^", " ").split() if len(part) > 3}
            count += len(own)
            content = open(original, "rb").read()
            for tool, run in tools.items():
                try:
                    result = run(original, content) or b""
                except OSError:
                    result = b""
                sums[tool] += sum(result.upper().count(v.encode().upper()) > 0 for v in own)
        print(f"| {len(originals)} files | {count} | " + " | ".join(str(n) for n in sums.values()) + " |")
    finally:
        if orthanc:
            orthanc.process.terminate()
            orthanc.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


main()
