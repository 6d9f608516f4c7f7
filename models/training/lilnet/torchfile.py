"""
Reads what torch.save wrote, without running anything that a file says. A pickle may name any function of this computer to be called on
reading; here only tensors, dictionaries, lists and plain numbers exist, everything else refuses the file. Storages are read by this file
too, so that no size which a file claims is believed. Both of PyTorch's formats are read; on which device a tensor lay does not matter.
"""

import collections
import io
import pickle
import struct
import typing
import zipfile

import numpy as np
import torch

MAGIC = 0x1950A86A20F9469CFC6C
LEGACY_VERSION = 1001

STORAGES = {
    "FloatStorage": "f4",
    "DoubleStorage": "f8",
    "HalfStorage": "f2",
    "LongStorage": "i8",
    "IntStorage": "i4",
    "ShortStorage": "i2",
    "CharStorage": "i1",
    "ByteStorage": "u1",
    "BoolStorage": "b1",
}
NUMBERS = {"f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"}


class NotReadable(Exception):
    """The file is refused; the message says why and what to do."""


class Storage(typing.NamedTuple):
    """Numbers in the file that tensors are views of."""

    key: str
    kind: str
    count: int


class StoredTensor(typing.NamedTuple):
    """A tensor as the file describes it; nothing of it has been believed yet."""

    storage: Storage
    offset: int
    size: tuple
    stride: tuple


class _RebuildTensor:
    __slots__ = ()

    def __call__(self, storage, offset, size, stride, *_):
        return StoredTensor(storage, offset, size, stride)


class _RebuildParameter:
    __slots__ = ()

    def __call__(self, tensor, *_):
        return tensor


class _NumberType:
    """numpy.dtype of a single number."""

    __slots__ = ("name", "order")

    def __init__(self, name):
        self.name, self.order = name, "<"

    def __setstate__(self, state):
        self.order = state[1]


class _MakeNumberType:
    __slots__ = ()

    def __call__(self, name, *_):
        if name not in NUMBERS:
            raise NotReadable(f"it holds a NumPy value of type {name!r}, which is not a number")
        return _NumberType(name)


class _Number:
    """numpy.core.multiarray.scalar."""

    __slots__ = ()

    def __call__(self, kind, raw):
        if not isinstance(kind, _NumberType) or kind.order not in ("<", ">", "|", "="):
            raise NotReadable("it holds a NumPy value that is not a number")
        return np.frombuffer(raw, np.dtype(kind.order + kind.name), 1)[0].item()


class _Bytes:
    """_codecs.encode, by which old pickles write bytes."""

    __slots__ = ()

    def __call__(self, text, encoding):
        if encoding != "latin1":
            raise NotReadable(f"it holds text in {encoding!r}")
        return text.encode("latin1")


ALLOWED = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _RebuildTensor(),
    ("torch._utils", "_rebuild_parameter"): _RebuildParameter(),
    ("numpy", "dtype"): _MakeNumberType(),
    ("numpy.core.multiarray", "scalar"): _Number(),
    ("numpy._core.multiarray", "scalar"): _Number(),
    ("_codecs", "encode"): _Bytes(),
}


class _Instructions(dict):
    def __missing__(self, code):
        raise NotReadable(f"it has the instruction {code}, which torch.save does not write: it is damaged, or no checkpoint. Download it again")


# What torch.save writes with the protocols 2 to 5, and nothing else of the language of pickles.
_WRITTEN = (
    pickle.PROTO + pickle.FRAME + pickle.STOP + pickle.MARK + pickle.GLOBAL + pickle.STACK_GLOBAL + pickle.REDUCE + pickle.BUILD
    + pickle.BINPERSID + pickle.BINPUT + pickle.LONG_BINPUT + pickle.MEMOIZE + pickle.BINGET + pickle.LONG_BINGET
    + pickle.NONE + pickle.NEWTRUE + pickle.NEWFALSE + pickle.BININT + pickle.BININT1 + pickle.BININT2 + pickle.LONG1 + pickle.BINFLOAT
    + pickle.BINUNICODE + pickle.SHORT_BINUNICODE + pickle.SHORT_BINBYTES + pickle.BINBYTES
    + pickle.EMPTY_TUPLE + pickle.TUPLE1 + pickle.TUPLE2 + pickle.TUPLE3 + pickle.TUPLE
    + pickle.EMPTY_LIST + pickle.APPEND + pickle.APPENDS + pickle.EMPTY_DICT + pickle.SETITEM + pickle.SETITEMS
)


class _Rest:
    """The rest of a file, of which no more is read than there is, whatever length is asked for."""

    def __init__(self, file):
        self._file = file
        at = file.tell()
        self._end = file.seek(0, io.SEEK_END)
        file.seek(at)

    def read(self, count):
        return self._file.read(min(count, self._end - self._file.tell()))

    def readline(self):
        return self._file.readline(1000)


class _Unpickler(pickle._Unpickler):
    """
    The unpickler that is written in Python: the one in C makes room for as many remembered objects as a number in the file says, and so a
    damaged file can take all memory.
    """

    dispatch = _Instructions((code, pickle._Unpickler.dispatch[code]) for code in _WRITTEN)

    def __init__(self, file):
        super().__init__(_Rest(file))

    def find_class(self, module, name):
        if module == "torch" and name in STORAGES:
            return STORAGES[name]
        try:
            return ALLOWED[module, name]
        except KeyError:
            raise NotReadable(
                f"it holds an object of {module}.{name}. Reading that would mean running code of the file; this reader takes tensors, "
                "dictionaries and numbers only. Where the object is wanted for nothing, have the state_dict saved alone"
            ) from None

    def persistent_load(self, identity):
        if not isinstance(identity, tuple) or len(identity) < 5 or identity[0] != "storage":
            raise NotReadable("it holds something beside tensors that PyTorch stores apart")
        _, kind, key, _, count = identity[:5]
        if kind not in STORAGES.values() or not isinstance(key, str) or not isinstance(count, int) or count < 0:
            raise NotReadable(f"it describes a tensor by {identity!r}, which this reader does not know")
        if len(identity) > 5 and identity[5] is not None:
            raise NotReadable("it holds views of storages, as PyTorch before 0.4 wrote them")
        return Storage(key, kind, count)


class TorchFile:
    """What a file holds, and its tensors on demand."""

    def __init__(self, path):
        self._storages = {}
        with open(path, "rb") as file:
            try:
                self._read(file)
            except NotReadable as refusal:
                raise NotReadable(f"{path} cannot be read: {refusal}.") from None
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, struct.error) as broken:
                raise NotReadable(f"{path} is damaged or was not downloaded to its end ({broken}). Download it again.") from None
            except (AttributeError, ImportError, LookupError, TypeError, ValueError, ArithmeticError, MemoryError, pickle.PickleError) as broken:
                raise NotReadable(f"{path} is not a file that torch.save wrote ({type(broken).__name__}: {broken}).") from None

    def tensor(self, stored):
        """The tensor, in memory of its own. Refused where it would reach outside its storage."""
        storage, offset, size, stride = stored
        if not isinstance(storage, Storage) or not all(_are_counts(value) for value in ((offset,), size, stride)) or len(size) != len(stride):
            raise NotReadable("it describes a tensor in a way that this reader does not know")
        numbers = self._storages[storage.key]
        count = int(np.prod(size, dtype=object)) if size else 1
        last = offset + sum((side - 1) * step for side, step in zip(size, stride))
        if storage.kind != numbers.dtype.str[1:] or count > numbers.size or (count > 0 and last >= numbers.size):
            raise NotReadable(f"a tensor of {list(size)} is larger than the {numbers.size} numbers that are stored for it")
        view = np.lib.stride_tricks.as_strided(numbers[offset:], size, [step * numbers.itemsize for step in stride])
        return torch.from_numpy(np.array(view))

    def _read(self, file):
        start = file.read(4)
        file.seek(0)
        if start == b"PK\x03\x04":
            self._read_zip(file)
        elif start[:1] == b"\x80":
            self._read_legacy(file)
        else:
            raise NotReadable(
                f"it begins with {start!r} and is no PyTorch file. A web page saved in its place or a pointer of Git LFS looks like this: "
                "download the file itself"
            )

    def _read_zip(self, file):
        with zipfile.ZipFile(file) as archive:
            records = {info.filename: info for info in archive.infolist()}
            roots = [name[: -len("data.pkl")] for name in records if name.endswith("/data.pkl") and name.count("/") == 1]
            if len(roots) != 1:
                raise NotReadable("it is a zip file, but not one that torch.save wrote; unpack it if the checkpoint lies inside")
            root = roots[0]
            if root + "constants.pkl" in records:
                raise NotReadable("it is a TorchScript program, which holds code; a checkpoint (state_dict) is needed")
            if any(info.compress_type != zipfile.ZIP_STORED for info in records.values()):
                raise NotReadable("its parts are compressed, which torch.save never does")
            if root + "byteorder" in records and archive.read(root + "byteorder") != b"little":
                raise NotReadable("it was written on a big-endian computer")
            pickled = _Unpickler(io.BytesIO(archive.read(root + "data.pkl")))
            self.content = pickled.load()
            for storage in _storages_of(self.content):
                name = f"{root}data/{storage.key}"
                if name not in records:
                    raise NotReadable(f"the numbers of a tensor ({name}) are missing")
                self._keep(storage, archive.read(name))

    def _read_legacy(self, file):
        rest = _Rest(file)
        if _Unpickler(file).load() != MAGIC or _Unpickler(file).load() != LEGACY_VERSION:
            raise NotReadable("it is a pickle, but not one that torch.save wrote")
        if not _Unpickler(file).load()["little_endian"]:
            raise NotReadable("it was written on a big-endian computer")
        self.content = _Unpickler(file).load()
        known = {storage.key: storage for storage in _storages_of(self.content)}
        for key in _Unpickler(file).load():
            (count,) = struct.unpack("<q", file.read(8))
            storage = known.get(key)
            if storage is None or count != storage.count:
                raise NotReadable("the numbers in it are not those that its tensors name")
            self._keep(storage, rest.read(count * np.dtype(storage.kind).itemsize))
        if missing := known.keys() - self._storages.keys():
            raise NotReadable(f"the numbers of {len(missing)} tensors are missing")

    def _keep(self, storage, raw):
        if len(raw) != storage.count * np.dtype(storage.kind).itemsize:
            raise NotReadable(f"{storage.count} numbers were promised for a tensor, {len(raw)} bytes are there: it was not downloaded to its end")
        self._storages[storage.key] = np.frombuffer(raw, np.dtype("<" + storage.kind))


def _are_counts(values):
    return isinstance(values, tuple) and all(type(value) is int and value >= 0 for value in values)


def _storages_of(content):
    """Every storage that the content names, once."""
    found, open_ones, seen = {}, [content], set()
    while open_ones:
        one = open_ones.pop()
        if isinstance(one, StoredTensor):
            one = one.storage
        if isinstance(one, Storage):
            if found.setdefault(one.key, one) != one:
                raise NotReadable("two tensors disagree on the numbers that they share")
        elif isinstance(one, (dict, list, tuple)) and id(one) not in seen:
            seen.add(id(one))
            open_ones.extend(one.values() if isinstance(one, dict) else one)
    return found.values()
