"""Small changes that leave a picture's facts true. No mirroring: left must stay left."""
import numpy as np
import torch
import torch.nn.functional as F

from model import MEAN, STD

MOVED, TINTED, BLURRED, NOISY, GREY = 0.5, 0.6, 0.2, 0.4, 0.05
"""The share of pictures that each change is made to."""
LARGEST_SHIFT, SMALLEST_ZOOM, LARGEST_ZOOM = 0.06, 0.9, 1.12


def apply(images, labels, side, rng):
    """uint8 [B, size, size, 3] and labels [B, h, w] to normalised pixels and labels of patches [B, side, side]."""
    count = len(images)
    x = images.permute(0, 3, 1, 2).float()
    moved = torch.from_numpy(np.flatnonzero(rng.random(count) < MOVED))
    zoom = rng.uniform(SMALLEST_ZOOM, LARGEST_ZOOM, count)
    shift = rng.uniform(-2 * LARGEST_SHIFT, 2 * LARGEST_SHIFT, (count, 2))
    frame = np.zeros((count, 2, 3), np.float32)
    frame[:, 0, 0] = frame[:, 1, 1] = 1
    index = moved.numpy()
    frame[index, 0, 0] = frame[index, 1, 1] = 1 / zoom[index]
    frame[index, :, 2] = shift[index]
    frame = torch.from_numpy(frame)
    if len(moved):
        grid = F.affine_grid(frame[moved], [len(moved), 3, *x.shape[2:]], align_corners=False)
        x.index_copy_(0, moved, F.grid_sample(x[moved], grid, padding_mode="reflection",
                                              align_corners=False))
    grid = F.affine_grid(frame, [count, 1, side, side], align_corners=False)
    patch_labels = F.grid_sample(labels.unsqueeze(1).float(), grid, mode="nearest", padding_mode="zeros",
                                 align_corners=False).squeeze(1).round().long()
    mean, std = (torch.tensor(values).view(1, 3, 1, 1) for values in (MEAN, STD))
    return _photometric(x, rng).mul_(1 / (255 * std)).sub_(mean / std), patch_labels


def _photometric(x, rng):
    """In place, which is faster than new arrays."""
    count = len(x)
    on = lambda share: torch.from_numpy((rng.random(count) < share).astype(np.float32)).view(-1, 1, 1, 1)
    uniform = lambda low, high, channels: torch.from_numpy(
        rng.uniform(low, high, (count, channels, 1, 1)).astype(np.float32))
    tinted = on(TINTED)
    contrast = 1 + tinted * (uniform(0.85, 1.15, 1) - 1)
    gain = 1 + tinted * (uniform(0.94, 1.06, 3) - 1)
    offset = tinted * uniform(-16, 16, 1)
    x.sub_(128).mul_(contrast * gain).add_(128 + offset)
    blurred = torch.from_numpy(np.flatnonzero(rng.random(count) < BLURRED))
    if len(blurred):
        soft = F.avg_pool2d(F.pad(x[blurred], (1, 1, 1, 1), mode="replicate"), 3, 1)
        x.index_copy_(0, blurred, soft)
    grey = torch.from_numpy(np.flatnonzero(rng.random(count) < GREY))
    if len(grey):
        luma = (x[grey] * torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)
        x.index_copy_(0, grey, luma.expand(-1, 3, -1, -1))
    noise = torch.from_numpy(rng.standard_normal((1, *x.shape[1:]), dtype=np.float32))
    strength = on(NOISY) * uniform(0, 10, 1)
    return x.addcmul_(strength, noise).clamp_(0, 255)
