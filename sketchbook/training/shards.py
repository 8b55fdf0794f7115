"""What the exporter writes and the trainer reads.

A folder (`train/`, `held/`) holds pairs of files, any number, taken in the order of their names:

- `images-NAME.npy`: uint8 [N, size, size, 3], RGB, C order.
- `scenes-NAME.jsonl`: N lines of UTF-8 JSON, one object for each picture:

      {"facts": ["setting:beach", "kind:cat", "colour:cat:red", ...],
       "captions": [{"text": "a red cat on a beach", "facts": ["kind:cat", ...]}, ...],
       "things": [{"kind": "cat", "colour": "red", "pose": null, "box": [x0, y0, x1, y1]}, ...],
       "twin": 1,
       "contrasts": [{"category": "colours", "right": "a red cat ...", "wrong": "a blue cat ..."}]}

`facts` are all that is true of the scene, in any words with the category before the first colon;
a caption is true of exactly the scenes that have all the facts it asserts, and at least one caption
is there. `things` are painted from back to front, boxes in shares of the picture (0 to 1, y down);
`colour` and `pose` may be null or absent. `twin` (may be absent) is the line, counted from 0 in the
same file, of the scene that differs from this one in a single respect. `contrasts` (held-out
folders; may be absent) are captions of this picture, one right and one with something swapped.

A held-out folder may hold `queries.jsonl`: {"category": ..., "text": ..., "facts": [...]} a line.
"""
import glob
import json
import os

import numpy as np


class Images:
    """All pictures of a folder as one array that stays on the disk."""

    def __init__(self, folder):
        self.paths = sorted(glob.glob(os.path.join(folder, "images-*.npy")))
        if not self.paths:
            raise FileNotFoundError(f"{folder} holds no images-*.npy: export the scenes first")
        self.parts = [np.load(path, mmap_mode="r") for path in self.paths]
        self.starts = np.cumsum([0] + [len(part) for part in self.parts])
        self.size = self.parts[0].shape[1]
        for path, part in zip(self.paths, self.parts):
            if part.dtype != np.uint8 or part.shape[1:] != (self.size, self.size, 3):
                raise ValueError(f"{path} is {part.dtype} {part.shape}, not uint8 "
                                 f"[N, {self.size}, {self.size}, 3]")

    def __len__(self):
        return int(self.starts[-1])

    def take(self, indices):
        out = np.empty((len(indices), self.size, self.size, 3), np.uint8)
        shard = np.searchsorted(self.starts, indices, side="right") - 1
        for n, (s, index) in enumerate(zip(shard, indices)):
            out[n] = self.parts[s][index - self.starts[s]]
        return out

    def scene_paths(self):
        return [os.path.join(os.path.dirname(path),
                             os.path.basename(path).replace("images-", "scenes-")[:-4] + ".jsonl")
                for path in self.paths]

    def scenes(self):
        """Yields (index of the file's first picture, scene) in the order of the pictures."""
        for start, part, path in zip(self.starts, self.parts, self.scene_paths()):
            count = 0
            with open(path, encoding="utf-8") as file:
                for line in file:
                    yield int(start), json.loads(line)
                    count += 1
            if count != len(part):
                raise ValueError(f"{path} has {count} lines for {len(part)} pictures")
