"""Trains the model: one command, as often as needed, until the schedule's samples are seen.

    python3 train.py DATA_DIR RUN_DIR [--config FILE] [--minutes N] [--samples N] [--threads N]
                     [--from DIR]

DATA_DIR holds train/ (prepared if it is not yet) and held/. RUN_DIR gets last.pt (everything, every
few minutes), best.pt (the averaged weights that did best on held/), the tokenizer files and
log.jsonl (one object for each evaluation). A run that was killed or ran out of minutes goes on from
last.pt, and then computes what it would have computed without the break, to the bit. `--samples`
may change between calls: the schedule is stretched. `--from` begins a new schedule with the best
weights of another run, or with an exported model, of the same shape and with its vocabulary, on these
or other scenes.
"""
import argparse
import copy
import json
import math
import os
import time

import torch

import checkpoint
import export
import losses
import prepare
import settings as settings_module
from batches import Batches, Packed
from evaluate import Embedder, Held, evaluate, score
from model import Clip, Helpers
from tokenizer import Tokenizer

LARGEST_LOG_SCALE = math.log(100)


class Trainer:
    def __init__(self, packed, settings):
        self.packed, self.settings, self.train = packed, settings, settings.train
        settings.model.vocabulary = packed.tokenizer.size
        torch.manual_seed(self.train.seed)
        self.clip = Clip(settings.model, self.train.first_scale)
        self.helpers = Helpers(settings.model.vision.width, len(packed.looks) + 1,
                               min(self.train.helper_facts, len(packed.facts)))
        self.average = copy.deepcopy(self.clip).eval()
        self.batches = Batches(packed, settings)
        self.optimizer = self._optimizer()
        self.step = self.samples = 0
        self.seconds, self.best = 0.0, -1.0

    def _optimizer(self):
        """Weight decay for matrices only: neither norms, biases, embeddings nor the scale."""
        named = [*self.clip.named_parameters(), *self.helpers.named_parameters()]
        decays = lambda name, p: p.ndim > 1 and "embedding" not in name.replace("patch_embedding", "")
        return torch.optim.AdamW(
            [{"params": [p for n, p in named if decays(n, p)], "weight_decay": self.train.weight_decay},
             {"params": [p for n, p in named if not decays(n, p)], "weight_decay": 0.0}],
            lr=self.train.learning_rate, betas=(0.9, 0.98), eps=1e-6)

    def done(self):
        return self.samples >= self.train.samples

    def advance(self):
        """One step; returns the parts of its loss."""
        progress = min(1.0, self.samples / self.train.samples)
        rate = (self.train.learning_rate * min(1.0, (self.step + 1) / self.train.warm_up_steps)
                * (0.01 + 0.99 * (0.5 + 0.5 * math.cos(math.pi * progress))))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        batch = self.batches.draw(self.step, self.batches.stage_at(self.samples))
        parts = self._losses(batch)
        fading = 1 - 0.8 * progress
        loss = (parts["contrastive"] + self.train.twin_weight * parts["pairs"]
                + fading * self.train.patch_weight * parts["patches"]
                + fading * self.train.fact_weight * parts["facts"])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        parameters = [p for group in self.optimizer.param_groups for p in group["params"]]
        torch.nn.utils.clip_grad_norm_(parameters, self.train.clip_gradient)
        self.optimizer.step()
        self.clip.logit_scale.data.clamp_(0, LARGEST_LOG_SCALE)
        self._follow()
        self.step += 1
        self.samples += len(batch.pixels)
        return {"loss": loss.item(), **{name: part.item() for name, part in parts.items()}}

    def _losses(self, batch):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.train.bfloat16):
            images, pooled, patches = self.clip.image_and_hidden(batch.pixels, batch.kept)
            texts = self.clip.text(batch.tokens)
            looks, facts = self.helpers(pooled, patches)
        true = losses.truth(batch.scene_facts, batch.caption_facts, len(self.packed.facts))
        scale = self.clip.logit_scale.exp()
        return {"contrastive": losses.contrastive(images, texts, scale, true),
                "pairs": losses.twins(images, texts, scale, true, batch.twin),
                "patches": losses.patches(looks, batch.looks, self.train.background_weight),
                "facts": losses.facts(facts, batch.scene_facts, batch.twin)}

    @torch.no_grad()
    def _follow(self):
        """The averaged weights follow, quickly at first."""
        share = 1 - min(self.train.average_decay, (1 + self.step) / (10 + self.step))
        for mean, own in zip(self.average.parameters(), self.clip.parameters()):
            mean.lerp_(own, share)

    def state(self):
        return {"settings": self.settings.as_dict(), "tables": self._tables(),
                "clip": self.clip.state_dict(), "helpers": self.helpers.state_dict(),
                "average": self.average.state_dict(), "optimizer": self.optimizer.state_dict(),
                "step": self.step, "samples": self.samples, "seconds": self.seconds, "best": self.best}

    def _tables(self):
        return {"merges": self.packed.tokenizer.merges, "facts": self.packed.facts,
                "looks": self.packed.looks}

    def restore(self, state):
        if state["tables"] != self._tables():
            raise ValueError("The checkpoint was made with another vocabulary or other facts: "
                             "train into a new folder")
        self.clip.load_state_dict(state["clip"])
        self.helpers.load_state_dict(state["helpers"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.samples = state["step"], state["samples"]
        self.seconds, self.best = state["seconds"], state["best"]

    def begin_with(self, weights, merges):
        """The weights of another run, with a new schedule."""
        if merges != self.packed.tokenizer.merges:
            raise ValueError("The scenes were packed with another vocabulary than the other run's: "
                             "delete their packed/ folder")
        self.clip.load_state_dict(weights)
        self.average.load_state_dict(weights)

    def embedder(self):
        return Embedder(self.average, self.packed.tokenizer, self.settings.model.context_length,
                        self.train.bfloat16)


def summary(line):
    keywords = " ".join(f"{name} {entry['precision@8']:.2f}" for name, entry in line["keywords"].items())
    binding = " ".join(f"{name} {entry['accuracy']:.2f}" for name, entry in line["binding"].items())
    return (f"{line['minutes']:7.1f} min {line['samples']:>9,} samples {line['samples_per_second']:4.0f}/s "
            f"loss {line['loss']:.3f} (contrastive {line['contrastive']:.3f} pairs {line['pairs']:.3f} "
            f"patches {line['patches']:.3f} facts {line['facts']:.3f}) R@1 {line['recall@1']:.3f} R@5 {line['recall@5']:.3f} "
            f"R@10 {line['recall@10']:.3f} | P@8 {keywords} | binding {binding}")


def report(trainer, held, sums, count, seconds, run):
    """Evaluates the averaged weights, keeps them if they are the best, appends to the log."""
    figures = evaluate(trainer.embedder(), held)
    stage = trainer.batches.stage_at(trainer.samples)
    line = {"minutes": trainer.seconds / 60, "step": trainer.step, "samples": trainer.samples,
            "samples_per_second": sums["samples"] / seconds,
            **{name: value / count for name, value in sums.items() if name != "samples"},
            "scale": trainer.clip.logit_scale.exp().item(),
            "stage": trainer.train.stages.index(stage), "score": score(figures), **figures}
    if line["score"] > trainer.best:
        trainer.best = line["score"]
        checkpoint.write(os.path.join(run, "best.pt"),
                         {"settings": trainer.settings.as_dict(), "tables": trainer._tables(),
                          "average": trainer.average.state_dict(), "figures": figures,
                          "samples": trainer.samples})
    checkpoint.write(os.path.join(run, "last.pt"), trainer.state())
    with open(os.path.join(run, "log.jsonl"), "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    print(summary(line), flush=True)


def run_until(trainer, held, run, minutes):
    """Steps until the schedule or the minutes end; reports every few minutes and at the end."""
    deadline = time.monotonic() + 60 * minutes
    while not trainer.done() and time.monotonic() < deadline:
        sums, count, begin, first = {"samples": 0}, 0, time.monotonic(), trainer.samples
        end = min(deadline, begin + 60 * trainer.train.log_minutes)
        while not trainer.done() and time.monotonic() < end:
            for name, value in trainer.advance().items():
                sums[name] = sums.get(name, 0.0) + value
            count += 1
        seconds = time.monotonic() - begin
        sums["samples"] = trainer.samples - first
        trainer.seconds += seconds
        report(trainer, held, sums, count, seconds, run)


def weights_in(folder):
    """The best weights of a run, or those of an exported model, and their vocabulary."""
    best = checkpoint.read(os.path.join(folder, "best.pt"))
    if best:
        return best["average"], best["tables"]["merges"]
    exported = export.load(folder)
    return exported.model.state_dict(), exported.tokenizer.merges


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("run")
    parser.add_argument("--config")
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--samples", type=int)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--held", type=int, default=1000, help="held-out scenes for the log")
    parser.add_argument("--from", dest="origin")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    settings = settings_module.load(arguments.config)
    settings.train.samples = arguments.samples or settings.train.samples
    folder = os.path.join(arguments.data, "train")
    if not os.path.exists(os.path.join(folder, "packed", "tables.json")):
        prepare.prepare(folder, settings, Tokenizer.load(arguments.origin) if arguments.origin else None)
    trainer = Trainer(Packed(folder), settings)
    os.makedirs(arguments.run, exist_ok=True)
    trainer.packed.tokenizer.save(arguments.run)
    last = checkpoint.read(os.path.join(arguments.run, "last.pt"))
    if last:
        trainer.restore(last)
        print(f"Going on from {trainer.samples:,} samples", flush=True)
    elif arguments.origin:
        trainer.begin_with(*weights_in(arguments.origin))
    held = Held(os.path.join(arguments.data, "held"), arguments.held)
    run_until(trainer, held, arguments.run, arguments.minutes)


if __name__ == "__main__":
    main()
