#!/usr/bin/env python3
"""Makes the pictures in this folder: PNGs, and with heif-enc 1.15.1 (Debian 12: libheif-examples) HEIC and AVIF of them.
Nothing else is needed."""
import struct, subprocess, sys, tempfile, zlib
from pathlib import Path

HERE = Path(__file__).parent
LOSSLESS = ["-L", "-p", "chroma=444"]  # but for the rounding of YCbCr: a level of 255


def color(x, y):
    return x * 6 % 256, y * 8 % 256, (x * 3 + y * 5) % 256


def grey(x, y):
    return ((x * 4 + y * 3) % 256,)


def alpha(x, y):
    return color(x, y) + ((x * 5 + y * 2) % 256,)


def deep(x, y):  # levels of 10 bits, as the high bits of 16
    level = (y * 41 + x) * 1023 // 1229
    return (level << 6 | level >> 4,) * 3


def png(path, width, height, paint, depth=8, *chunks):
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            for sample in paint(x, y):
                rows += sample.to_bytes(depth // 8, "big")
    kind = {1: 0, 3: 2, 4: 6}[len(paint(0, 0))]
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts))


def exif(orientation):
    return b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" + struct.pack("<HH", orientation, 0) + b"\0\0\0\0"


def display_p3():
    """A matrix profile of version 2: P3's primaries adapted to D50, and a gamma of 2.2."""
    def xyz(*v):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(c * 65536)) for c in v)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"text\0\0\0\0none\0\0\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + b"\0" * 81
    tags = {b"desc": name, b"cprt": text, b"wtpt": xyz(.9642, 1, .8249), b"rXYZ": xyz(.5151, .2412, -.0011),
            b"gXYZ": xyz(.2920, .6922, .0419), b"bXYZ": xyz(.1571, .0666, .7841),
            b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    at, table, data = 132 + 12 * len(tags), b"", b""
    for tag, body in tags.items():
        body += b"\0" * (-len(body) % 4)
        table += tag + struct.pack(">II", at + len(data), len(body))
        data += body
    size = at + len(data)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">iii", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


def turn(path):
    """Says in the container what EXIF says: three quarters of a turn against the clock. It takes the place of pixi."""
    file = path.read_bytes()
    at = file.index(b"pixi")
    assert exif(6)[8:] in file, "no EXIF"
    path.write_bytes(file[:at] + b"irot\3".ljust(12, b"\0") + file[at + 12:])


def main():
    def encode(name, source, *options, endings=("heic", "avif")):
        for ending in endings:
            own = options
            if "10" in options and ending == "avif":
                own = ["-L", "-p", "chroma=422", "-b", "10"]  # this heif-enc fails at AV1 with 10 bits and other chroma
            subprocess.run(["heif-enc", *own, str(source), "-o", str(HERE / f"{name}.{ending}")], check=True,
                           stdout=subprocess.DEVNULL, stderr=sys.stderr)

    def draw(name, width, height, paint, depth=8, *chunks):
        png(HERE / f"{name}.png", width, height, paint, depth, *chunks)
        return HERE / f"{name}.png"

    colors = draw("colors", 41, 30, color)
    encode("colors", colors, *LOSSLESS)
    encode("lossy", colors, "-q", "90")
    encode("odd", draw("odd", 17, 33, color), *LOSSLESS)
    encode("grey", draw("grey", 41, 30, grey), "-L")
    transparent = draw("alpha", 41, 30, alpha)
    encode("alpha", transparent, *LOSSLESS)
    encode("premultiplied", transparent, *LOSSLESS, "--premultiplied-alpha", endings=["avif"])
    profile = display_p3()
    (HERE / "p3.icc").write_bytes(profile)
    encode("profile", draw("profile", 41, 30, color, 8, (b"iCCP", b"P3\0\0" + zlib.compress(profile))), *LOSSLESS)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.png"
        png(source, 64, 64, color)
        encode("tile", source, *LOSSLESS)
        png(source, 41, 30, deep, 16)
        encode("deep", source, *LOSSLESS, "-b", "10")
        # This heif-enc copies EXIF's orientation and neither turns the picture nor says how to.
        png(source, 41, 30, color, 8, (b"eXIf", exif(6)))
        encode("turned", source, *LOSSLESS)
    turn(HERE / "turned.heic")
    turn(HERE / "turned.avif")


main()
