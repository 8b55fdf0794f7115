"""Draws batches: each is a function of the seed and the step alone, so a run can stop anywhere."""
import json
import os
from dataclasses import dataclass

import numpy as np
import torch

import augment
from shards import Images
from tokenizer import Tokenizer


@dataclass
class Batch:
    pixels: torch.Tensor
    """Augmented and normalised, [B, 3, size, size]."""
    tokens: torch.Tensor
    """[B, longest], zeros after the end marker."""
    scene_facts: torch.Tensor
    caption_facts: torch.Tensor
    labels: torch.Tensor
    """Kind and colour of each patch, [B, 2, side, side]."""


class Packed:
    """The arrays that `prepare.py` wrote, on the disk."""

    def __init__(self, folder):
        packed = os.path.join(folder, "packed")
        self.images, self.tokenizer = Images(folder), Tokenizer.load(packed)
        with open(os.path.join(packed, "tables.json"), encoding="utf-8") as file:
            tables = json.load(file)
        self.facts, self.kinds, self.colours = tables["facts"], tables["kinds"], tables["colours"]
        load = lambda name: np.load(os.path.join(packed, name + ".npy"), mmap_mode="r")
        self.tokens, self.caption_facts = load("tokens"), load("caption_facts")
        self.scene_facts, self.labels = load("scene_facts"), load("labels")
        self.twin, self.things = np.array(load("twin")), np.array(load("things"))
        if len(self.tokens) != len(self.images):
            raise ValueError(f"{packed} was prepared from {len(self.tokens)} scenes, now there are "
                             f"{len(self.images)}: run prepare.py again")


class Batches:
    def __init__(self, packed, settings):
        self.packed, self.settings = packed, settings
        self._stage, self._cumulated = None, None

    def stage_at(self, samples):
        train = self.settings.train
        return next((stage for stage in train.stages if samples < stage.until * train.samples),
                    train.stages[-1])

    def draw(self, step, stage):
        """The batch of this step: scenes drawn by weight, each followed by its twin if it has one."""
        rng = np.random.default_rng([self.settings.train.seed, step])
        chosen = self._choose(rng, stage)
        k = self._choose_captions(rng, chosen, stage)
        tokens = self.packed.tokens[chosen, k].astype(np.int64)
        tokens = tokens[:, :(tokens > 0).sum(1).max()]
        model = self.settings.model
        pixels, labels = augment.apply(
            torch.from_numpy(self.packed.images.take(chosen)),
            torch.from_numpy(self.packed.labels[chosen]),
            model.image_size // model.patch_size, rng)
        wide = lambda array: torch.from_numpy(array[chosen].astype(np.int64))
        return Batch(pixels, torch.from_numpy(tokens), wide(self.packed.scene_facts),
                     torch.from_numpy(self.packed.caption_facts[chosen, k].astype(np.int64)), labels)

    def _choose(self, rng, stage):
        cumulated = self._weights(stage)
        drawn = np.searchsorted(cumulated, rng.random(stage.batch) * cumulated[-1], side="right")
        drawn = np.minimum(drawn, len(cumulated) - 1)
        pairs = np.stack([drawn, self.packed.twin[drawn]], 1).ravel()
        return pairs[pairs >= 0][:stage.batch]

    def _weights(self, stage):
        if self._stage is not stage:
            by_things = np.array(stage.by_things)
            weight = by_things[np.minimum(self.packed.things, len(by_things) - 1)]
            for prefix, factor in stage.boosts.items():
                ids = [n + 1 for n, fact in enumerate(self.packed.facts) if fact.startswith(prefix)]
                weight = weight * np.where(np.isin(self.packed.scene_facts, ids).any(1), factor, 1)
            self._stage, self._cumulated = stage, np.cumsum(weight)
        return self._cumulated

    def _choose_captions(self, rng, chosen, stage):
        asserted = (self.packed.caption_facts[chosen] > 0).sum(-1)
        most = asserted.argmax(1)
        any_of = rng.integers(asserted.shape[1], size=len(chosen))
        return np.where(rng.random(len(chosen)) < stage.specific, most, any_of)
