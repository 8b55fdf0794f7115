"""Draws batches: each is a function of the seed and the step alone, so a run can stop anywhere."""
import json
import os
from dataclasses import dataclass

import numpy as np
import torch

import augment
from shards import Images
from tokenizer import Tokenizer


ARRANGEMENTS = "left-of", "right-of", "above", "under", "on", "next-to"


@dataclass
class Batch:
    pixels: torch.Tensor
    """Augmented and normalised, [B, 3, size, size]."""
    tokens: torch.Tensor
    """[B, longest], zeros after the end marker."""
    scene_facts: torch.Tensor
    caption_facts: torch.Tensor
    looks: torch.Tensor
    """Kind with colour of each patch that is seen, [B, side, side], or [B, n] where some are not."""
    kept: torch.Tensor | None
    """The patches that are seen, [B, n], or None for all."""
    twin: torch.Tensor
    """The place of each one's twin in the batch, -1 where there is none, [B]."""


class Packed:
    """The arrays that `prepare.py` wrote, on the disk."""

    def __init__(self, folder):
        packed = os.path.join(folder, "packed")
        self.images, self.tokenizer = Images(folder), Tokenizer.load(packed)
        with open(os.path.join(packed, "tables.json"), encoding="utf-8") as file:
            tables = json.load(file)
        self.facts, self.looks = tables["facts"], tables["looks"]
        load = lambda name: np.load(os.path.join(packed, name + ".npy"), mmap_mode="r")
        self.tokens, self.caption_facts = load("tokens"), load("caption_facts")
        self.scene_facts, self.seen = load("scene_facts"), load("seen")
        self.twin, self.things = np.array(load("twin")), np.array(load("things"))
        if len(self.tokens) != len(self.images):
            raise ValueError(f"{packed} was prepared from {len(self.tokens)} scenes, now there are "
                             f"{len(self.images)}: run prepare.py again")


    def swapped(self):
        """Which scenes differ from their twins in whose colour is whose, or in who is where, and in nothing
        else: all that a bag of words would tell is the same, bool [N]."""
        category = np.array([""] + [fact.split(":")[0] for fact in self.facts])
        arranging = np.isin(category, ["colour", *ARRANGEMENTS])
        same_words = np.zeros(len(self.twin), bool)
        for first in range(0, len(self.twin), 4096):
            rows = np.arange(first, min(first + 4096, len(self.twin)))
            own = self.scene_facts[rows].astype(np.int64)
            other = self.scene_facts[self.twin[rows]].astype(np.int64)
            differs = ~(own[:, :, None] == other[:, None, :]).any(-1) & (own > 0)
            only = (arranging[own] | ~differs).all(1)
            colours = (differs & (category[own] == "colour")).sum(1)
            same_words[rows] = only & (colours != 1) & differs.any(1)
        return same_words & (self.twin >= 0)


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
        twin = self._twins(chosen)
        k = self._choose_captions(rng, chosen, twin, stage)
        tokens = self.packed.tokens[chosen, k].astype(np.int64)
        tokens = tokens[:, :(tokens > 0).sum(1).max()]
        model = self.settings.model
        pixels, looks = augment.apply(
            torch.from_numpy(self.packed.images.take(chosen)),
            torch.from_numpy(self.packed.seen[chosen].astype(np.int64)),
            model.image_size // model.patch_size, rng)
        kept = None
        if stage.patches:
            looks = looks.flatten(1)
            kept = self._keep(rng, looks, stage.patches)
            looks = looks.gather(1, kept)
        wide = lambda array: torch.from_numpy(array[chosen].astype(np.int64))
        return Batch(pixels, torch.from_numpy(tokens), wide(self.packed.scene_facts),
                     torch.from_numpy(self.packed.caption_facts[chosen, k].astype(np.int64)), looks,
                     kept, torch.from_numpy(twin))

    @staticmethod
    def _keep(rng, looks, count):
        """Which patches to see: those of things first, of the others as chance will have it."""
        order = torch.from_numpy(rng.random(looks.shape, dtype=np.float32)) + (looks > 0)
        return order.topk(count, 1).indices

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
            weight = weight * np.where(self.packed.swapped(), stage.swapped, 1)
            self._stage, self._cumulated = stage, np.cumsum(weight)
        return self._cumulated

    def _twins(self, chosen):
        """Where each one's twin is; the last one's may have been cut off, and one drawn twice takes the first."""
        place = {}
        for n, scene in enumerate(chosen):
            place.setdefault(int(scene), n)
        return np.array([place.get(int(twin), -1) for twin in self.packed.twin[chosen]])

    def _choose_captions(self, rng, chosen, twin, stage):
        """The fullest caption, or one that is false of the twin, or any."""
        facts = self.packed.caption_facts[chosen]
        score = rng.random(facts.shape[:2])
        kind = rng.random(len(chosen))
        full = kind < stage.specific
        score[full] += (facts[full] > 0).sum(-1)
        telling = (kind >= stage.specific) & (kind < stage.specific + stage.telling) & (twin >= 0)
        for n in telling.nonzero()[0]:
            others = np.append(self.packed.scene_facts[chosen[twin[n]]], 0)
            score[n] += ~np.isin(facts[n], others).all(-1)
        return score.argmax(1)
