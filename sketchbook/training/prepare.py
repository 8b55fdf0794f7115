"""Turns exported scenes into arrays that a batch is read from without parsing: `DIR/packed/`.

    python3 prepare.py DIR/train [--config FILE]

Writes the vocabulary (learned from these captions), the tables of facts and looks (a kind in a pose and colour), and for
N scenes with K captions each: tokens [N, K, context], caption_facts [N, K, F], scene_facts [N, S],
seen [N, 24, 24] (the look at each place), twin [N] and things [N].
"""
import argparse
import collections
import json
import os
import random
import time

import numpy as np
from numpy.lib.format import open_memmap

import settings as settings_module
from shards import Images
from tokenizer import Tokenizer, clean, learn_merges, split

LABEL_SIDE = 24


def look_of(thing):
    """Kind and colour are learned as one, since a patch that knows both separately says nothing of whose
    colour it is; a pose is part of the kind: a running person is not a sitting one.
    """
    return ":".join([thing["kind"], thing.get("pose") or "", thing.get("colour") or ""])


def misspell(text, rng):
    """One slip of the keyboard in one of the longer words: dropped, doubled, swapped or changed."""
    words = text.split(" ")
    long_words = [n for n, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long_words:
        return text
    n = rng.choice(long_words)
    word, at = words[n], rng.randrange(1, len(words[n]) - 1)
    words[n] = rng.choice([word[:at] + word[at + 1:],
                           word[:at] + word[at] + word[at:],
                           word[:at] + word[at + 1] + word[at] + word[at + 2:],
                           word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1:]])
    return " ".join(words)


def paint(things, looks):
    """What is seen at each place; later things lie before earlier ones.

    A thing fills the ellipse in its box, its corners being mostly background.
    """
    seen = np.zeros((LABEL_SIDE, LABEL_SIDE), np.uint16)
    centre = (np.arange(LABEL_SIDE) + 0.5) / LABEL_SIDE
    for thing in things:
        x0, y0, x1, y1 = thing["box"]
        across = (centre - (x0 + x1) / 2) / max((x1 - x0) / 2, 1e-3)
        down = (centre - (y0 + y1) / 2) / max((y1 - y0) / 2, 1e-3)
        inside = across[None, :] ** 2 + down[:, None] ** 2 < 1
        seen[inside] = looks[look_of(thing)]
    return seen


class Survey:
    """What a first reading of all scenes finds: words, facts, labels and the sizes of the arrays."""

    def __init__(self, images):
        self.words, self.facts = collections.Counter(), collections.Counter()
        looks = set()
        self.captions = self.caption_facts = self.scene_facts = 1
        for _, scene in images.scenes():
            self.facts.update(scene["facts"])
            self.captions = max(self.captions, len(scene["captions"]))
            self.scene_facts = max(self.scene_facts, len(scene["facts"]))
            for caption in scene["captions"]:
                self.words.update(split(caption["text"]))
                self.caption_facts = max(self.caption_facts, len(caption["facts"]))
                missing = set(caption["facts"]) - set(scene["facts"])
                if missing:
                    raise ValueError(f"'{caption['text']}' asserts {sorted(missing)}, "
                                     "which its own scene does not have")
            for thing in scene.get("things", []):
                looks.add(look_of(thing))
        self.looks = {name: n + 1 for n, name in enumerate(sorted(looks))}
        ordered = sorted(self.facts, key=lambda fact: (-self.facts[fact], fact))
        self.fact_ids = {fact: n + 1 for n, fact in enumerate(ordered)}


def prepare(folder, settings, tokenizer=None):
    """Packs a folder; without a tokenizer one is learned from its captions."""
    images, out = Images(folder), os.path.join(folder, "packed")
    os.makedirs(out, exist_ok=True)
    survey = Survey(images)
    tokenizer = tokenizer or Tokenizer(learn_merges(survey.words, settings.train.merges))
    tokenizer.save(out)
    count, context = len(images), settings.model.context_length
    shapes = {"tokens": (np.uint16, (survey.captions, context)),
              "caption_facts": (np.uint16, (survey.captions, survey.caption_facts)),
              "scene_facts": (np.uint16, (survey.scene_facts,)),
              "seen": (np.uint16, (LABEL_SIDE, LABEL_SIDE)),
              "twin": (np.int32, ()), "things": (np.uint8, ())}
    arrays = {name: open_memmap(os.path.join(out, name + ".npy"), "w+", kind, (count, *shape))
              for name, (kind, shape) in shapes.items()}
    for i, (start, scene) in enumerate(images.scenes()):
        rng, captions = random.Random(settings.train.seed * 1_000_003 + i), scene["captions"]
        for k in range(survey.captions):
            caption = captions[k % len(captions)]
            text = clean(caption["text"])
            if rng.random() < settings.train.misspelt:
                text = misspell(text, rng)
            ids = tokenizer.encode(text, context)
            arrays["tokens"][i, k, :len(ids)] = ids
            facts = [survey.fact_ids[fact] for fact in caption["facts"]]
            arrays["caption_facts"][i, k, :len(facts)] = facts
        facts = sorted(survey.fact_ids[fact] for fact in scene["facts"])
        arrays["scene_facts"][i, :len(facts)] = facts
        things = scene.get("things", [])
        arrays["seen"][i] = paint(things, survey.looks)
        twin = scene.get("twin")
        arrays["twin"][i] = -1 if twin is None else start + twin
        arrays["things"][i] = len(things)
    for array in arrays.values():
        array.flush()
    with open(os.path.join(out, "tables.json"), "w", encoding="utf-8") as file:
        json.dump({"facts": list(survey.fact_ids), "looks": list(survey.looks), "words": len(survey.words)},
                  file, indent=1)
    return survey, tokenizer


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--config")
    arguments = parser.parse_args()
    begin = time.time()
    survey, tokenizer = prepare(arguments.folder, settings_module.load(arguments.config))
    print(f"{len(survey.words)} words, {tokenizer.size} tokens, {len(survey.fact_ids)} facts, "
          f"{len(survey.looks)} looks, {time.time() - begin:.0f} s")


if __name__ == "__main__":
    main()
