"""How well a model finds held-out scenes.

    python3 evaluate.py MODEL_DIR HELD_DIR [--json FILE]

MODEL_DIR is an exported model (config.json, model.safetensors, vocab.json, merges.txt).

- Recall@1/5/10 and median rank: the caption of each scene that asserts the most, against all scenes;
  the scene's own picture is the one right answer, as in CLIP_benchmark.
- Precision@8 by category of keyword queries: `queries.jsonl`, or else the held-out captions that
  assert one fact, or one colour of a kind. A query needs eight right pictures to count.
- Binding: share of `contrasts` where the picture's right caption scores above the swapped one, and
  of twins where each picture prefers its own caption (chance 0.5). Ties count as wrong.
"""
import argparse
import collections
import json
import os

import numpy as np
import torch

from model import normalise
from shards import Images

DEPTH = 8


class Held:
    """A held-out folder, read once."""

    def __init__(self, folder, limit=None):
        images = Images(folder)
        pairs = [pair for pair, _ in zip(images.scenes(), range(limit or len(images)))]
        self.pixels = images.take(np.arange(len(pairs)))
        self.scenes = [scene for _, scene in pairs]
        self.twins = [None if scene.get("twin") is None else start + scene["twin"]
                      for start, scene in pairs]
        self.facts = [frozenset(scene["facts"]) for scene in self.scenes]
        self.captions = [max(scene["captions"], key=lambda c: (len(c["facts"]), len(c["text"])))
                         for scene in self.scenes]
        path = os.path.join(folder, "queries.jsonl")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                queries = [json.loads(line) for line in file if line.strip()]
            self.queries = [(q["category"], q["text"], frozenset(q["facts"])) for q in queries]
        else:
            self.queries = self._short_captions()

    def _short_captions(self):
        """Category: what the caption's most particular fact begins with."""
        found = {}
        for scene in self.scenes:
            for caption in scene["captions"]:
                facts = sorted(caption["facts"], key=lambda fact: (fact.count(":"), fact))
                if len(facts) == 1 or (len(facts) == 2 and facts[0] == "kind:" + facts[1].split(":")[1]):
                    found[caption["text"]] = (facts[-1].split(":")[0], frozenset(facts))
        return [(category, text, facts) for text, (category, facts) in sorted(found.items())]


class Embedder:
    """Unit vectors of pictures and texts by one model, in parts that fit the cache."""

    def __init__(self, model, tokenizer, context_length, bfloat16=False):
        self.model, self.tokenizer = model, tokenizer
        self.context_length, self.bfloat16 = context_length, bfloat16

    @torch.no_grad()
    def images(self, pixels, part=64):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            return torch.cat([self.model.image(normalise(torch.from_numpy(pixels[i:i + part])))
                              for i in range(0, len(pixels), part)])

    @torch.no_grad()
    def texts(self, texts, part=128):
        vectors = []
        for i in range(0, len(texts), part):
            ids = [self.tokenizer.encode(text, self.context_length) for text in texts[i:i + part]]
            padded = np.zeros((len(ids), max(map(len, ids))), np.int64)
            for row, own in zip(padded, ids):
                row[:len(own)] = own
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
                vectors.append(self.model.text(torch.from_numpy(padded)))
        return torch.cat(vectors)


def recall(similarity):
    """[captions, pictures], caption n belonging to picture n. A tie ranks behind the other."""
    own = similarity.diagonal().unsqueeze(1)
    rank = (similarity >= own).sum(1)
    figures = {f"recall@{k}": (rank <= k).float().mean().item() for k in (1, 5, 10)}
    figures["median_rank"] = float(np.median(rank.numpy()))
    return figures


def precision(similarity, queries, facts):
    """Mean precision@8 by category, the count of queries, and the five worst queries of each."""
    by_category = collections.defaultdict(list)
    for row, (category, text, asserted) in zip(similarity, queries):
        right = torch.tensor([asserted <= own for own in facts])
        if right.sum() >= DEPTH:
            best = row.topk(DEPTH).indices
            by_category[category].append((right[best].float().mean().item(), text))
    return {category: {"precision@8": float(np.mean([p for p, _ in found])), "queries": len(found),
                       "worst": [f"{text} {p:.2f}" for p, text in sorted(found)[:5]]}
            for category, found in sorted(by_category.items())}


def contrasts(embedder, held, vectors):
    found = [(n, c) for n, scene in enumerate(held.scenes) for c in scene.get("contrasts", [])]
    if not found:
        return {}
    own = vectors[[n for n, _ in found]]
    right = (own * embedder.texts([c["right"] for _, c in found])).sum(1)
    wrong = (own * embedder.texts([c["wrong"] for _, c in found])).sum(1)
    by_category = collections.defaultdict(list)
    for (_, c), better in zip(found, (right > wrong).tolist()):
        by_category[c["category"]].append(better)
    return {category: {"accuracy": float(np.mean(found)), "pairs": len(found)}
            for category, found in sorted(by_category.items())}


def twins(held, similarity):
    """Each picture with its own fullest caption and its twin's, where the twin's is not true of it."""
    pairs = [(n, twin) for n, twin in enumerate(held.twins) if twin is not None
             and twin < len(held.scenes)
             and not frozenset(held.captions[twin]["facts"]) <= held.facts[n]]
    if not pairs:
        return {}
    better = [bool(similarity[n, n] > similarity[twin, n]) for n, twin in pairs]
    return {"accuracy": float(np.mean(better)), "pairs": len(pairs)}


def evaluate(embedder, held):
    vectors = embedder.images(held.pixels)
    similarity = embedder.texts([caption["text"] for caption in held.captions]) @ vectors.T
    queries = embedder.texts([text for _, text, _ in held.queries]) @ vectors.T if held.queries else []
    return {"scenes": len(held.scenes), **recall(similarity),
            "keywords": precision(queries, held.queries, held.facts),
            "binding": contrasts(embedder, held, vectors), "twins": twins(held, similarity)}


def score(figures):
    """One number to keep the best weights by: the mean of Recall@1, @10, keyword precision and binding."""
    parts = ([entry["precision@8"] for entry in figures["keywords"].values()],
             [entry["accuracy"] for entry in figures["binding"].values()])
    return float(np.mean([figures["recall@1"], figures["recall@10"], *(np.mean(part) for part in parts if part)]))


def main():
    import export
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("held")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    figures = evaluate(export.load(arguments.model), Held(arguments.held))
    text = json.dumps(figures, indent=1)
    print(text)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            file.write(text + "\n")


if __name__ == "__main__":
    main()
