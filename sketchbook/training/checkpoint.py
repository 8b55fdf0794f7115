"""Checkpoints that are whole or absent: written beside, flushed, then renamed over the old one."""
import os

import torch


def write(path, state):
    part = path + ".part"
    with open(part, "wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def read(path):
    return torch.load(path, map_location="cpu") if os.path.exists(path) else None
