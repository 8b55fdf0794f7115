"""The safetensors format, as much of it as a CLIP needs: float32, float16, one flat table."""
import json
import struct

import numpy as np

TYPES = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


def write(path, tensors):
    """A little-endian header length, a JSON header padded to eight bytes, then the data, gapless."""
    header, data, offset = {"__metadata__": {"format": "pt"}}, [], 0
    for name in sorted(tensors):
        array = np.array(tensors[name], order="C")
        code = next(code for code, kind in TYPES.items() if kind == array.dtype)
        header[name] = {"dtype": code, "shape": list(array.shape),
                        "data_offsets": [offset, offset + array.nbytes]}
        data.append(array.tobytes())
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(data))


def read(path):
    with open(path, "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(length)), file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            tensors[name] = np.frombuffer(data[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors
