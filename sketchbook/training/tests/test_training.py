import dataclasses
import gzip
import json
import os
import random
import tempfile
import unittest

import numpy as np
import torch

import augment
import checkpoint
import curve
import evaluate
import export
import prepare
import safetensors
import settings as settings_module
import train
from batches import Packed
from model import Clip, Mlp
from shards import Images
from tests import REFERENCE, standin


def small():
    tower = {"width": 32, "layers": 2, "heads": 2}
    return settings_module.from_dict({
        "model": {"image_size": 32, "patch_size": 8, "vision": tower, "text": tower, "embedding": 32},
        "train": {"samples": 4000, "learning_rate": 3e-3, "warm_up_steps": 5, "merges": 300,
                  "average_decay": 0.9,
                  "stages": [{"until": 0.5, "batch": 24, "by_things": [1, 3, 1], "boosts": {},
                              "specific": 0.1},
                             {"until": 1.0, "batch": 32, "by_things": [1, 1, 2],
                              "boosts": {"left:": 2.0}, "specific": 0.3}]}})


class TrainingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = cls.folder.name
        standin.write(os.path.join(cls.path, "train"), 400, 1)
        standin.write(os.path.join(cls.path, "held"), 120, 2)
        prepare.prepare(os.path.join(cls.path, "train"), small())
        cls.packed = Packed(os.path.join(cls.path, "train"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_twins_share_a_batch_and_captions_are_true_of_their_scenes(self):
        trainer = train.Trainer(self.packed, small())
        batch = trainer.batches.draw(3, trainer.train.stages[0])
        true = train.losses.truth(batch.scene_facts, batch.caption_facts, len(self.packed.facts))
        self.assertTrue(true.diagonal().all())
        self.assertFalse(true.all())
        chosen = trainer.batches._choose(np.random.default_rng(0), trainer.train.stages[0])
        self.assertEqual(list(chosen[1::2]), [index ^ 1 for index in chosen[0::2]])

    def test_swapped_are_the_pairs_whose_words_are_the_same(self):
        two = self.packed.things == 2
        both = two & (self.packed.twin >= 0)
        self.assertGreater(both.sum(), 100)
        self.assertEqual(both.tolist(), self.packed.swapped().tolist())

    def test_packed_rows_are_the_exporters_lines_in_their_order(self):
        tables = self.packed
        for index, (start, scene) in enumerate(Images(os.path.join(self.path, "train")).scenes()):
            facts = {tables.facts[n - 1] for n in tables.scene_facts[index] if n}
            self.assertEqual(set(scene["facts"]), facts)
            self.assertEqual(start + scene["twin"], tables.twin[index])
        self.assertEqual({f"{kind}" for kind in standin.KINDS}, {look.split(":")[0] for look in tables.looks})

    def test_patch_labels_lie_where_the_thing_is_drawn(self):
        index = int(np.flatnonzero(self.packed.things == 1)[0])
        thing = [scene for _, scene in Images(os.path.join(self.path, "train")).scenes()][index]["things"][0]
        x0, y0, x1, y1 = (np.array(thing["box"]) * prepare.LABEL_SIDE)
        seen = self.packed.seen[index]
        self.assertEqual(self.packed.looks.index(prepare.look_of(thing)) + 1,
                         seen[int((y0 + y1) / 2), int((x0 + x1) / 2)])
        self.assertEqual(0, seen[-1, -1])

    def test_twins_in_a_batch_know_each_other_and_telling_captions_tell_them_apart(self):
        trainer = train.Trainer(self.packed, small())
        stage = dataclasses.replace(trainer.train.stages[0], specific=0.0, telling=1.0)
        batch = trainer.batches.draw(3, stage)
        true = train.losses.truth(batch.scene_facts, batch.caption_facts, len(self.packed.facts))
        rows = (batch.twin >= 0).nonzero().squeeze(1)
        self.assertGreater(len(rows), len(batch.twin) // 2)
        self.assertTrue((batch.twin[batch.twin[rows]] == rows).all())
        self.assertLess(true[batch.twin[rows], rows].float().mean().item(), 0.1)

    def test_patches_of_things_are_seen_first_and_keep_their_looks(self):
        batches = train.Trainer(self.packed, small()).batches
        stage = dataclasses.replace(batches.settings.train.stages[0], patches=10)
        whole, part = batches.draw(3, batches.settings.train.stages[0]), batches.draw(3, stage)
        looks = whole.looks.flatten(1)
        self.assertEqual(part.kept.shape, (len(looks), 10))
        self.assertTrue(torch.equal(part.looks, looks.gather(1, part.kept)))
        wanted = (looks > 0).sum(1).clamp(max=10)
        self.assertTrue(torch.equal((part.looks > 0).sum(1), wanted))
        self.assertTrue(((wanted > 0) & (wanted < 10)).any())
        self.assertTrue(all(len(set(row)) == 10 for row in part.kept.tolist()))

    def test_patches_that_are_not_seen_do_not_count(self):
        torch.manual_seed(0)
        model = small().model
        model.vocabulary = 10
        clip, pixels = Clip(model), torch.randn(2, 3, 32, 32)
        kept = torch.tensor([[15, 0, 5], [1, 2, 3]])
        seen = clip.image_and_hidden(pixels, kept)[0]
        everything = torch.randperm(16).expand(2, -1)
        self.assertLess((clip.image_and_hidden(pixels, everything)[0] - clip.image(pixels)).abs().max(), 1e-5)
        hidden, shown = pixels.clone(), pixels.clone()
        hidden[0, :, 24:, :8] = 0
        shown[0, :, 24:, 24:] = 0
        self.assertTrue(torch.equal(clip.image_and_hidden(hidden, kept)[0], seen))
        self.assertFalse(torch.equal(clip.image_and_hidden(shown, kept)[0][0], seen[0]))

    def test_a_run_cut_in_two_computes_the_same_bits(self):
        whole = train.Trainer(self.packed, small())
        for _ in range(6):
            whole.advance()
        first = train.Trainer(self.packed, small())
        for _ in range(3):
            first.advance()
        path = os.path.join(self.path, "last.pt")
        checkpoint.write(path, first.state())
        second = train.Trainer(self.packed, small())
        second.restore(checkpoint.read(path))
        for _ in range(3):
            second.advance()
        for part in ("clip", "average", "helpers"):
            a, b = whole.state()[part], second.state()[part]
            for name in a:
                self.assertTrue(torch.equal(a[name], b[name]), f"{part} {name}")

    def test_a_checkpoint_of_another_vocabulary_is_refused(self):
        trainer = train.Trainer(self.packed, small())
        state = trainer.state()
        state["tables"] = {**state["tables"], "facts": ["other"]}
        with self.assertRaisesRegex(ValueError, "another vocabulary"):
            trainer.restore(state)

    def test_a_new_schedule_begins_with_the_averaged_weights_of_the_same_vocabulary(self):
        first, second = train.Trainer(self.packed, small()), train.Trainer(self.packed, small())
        first.advance()
        state = first.state()
        second.begin_with(state["average"], state["tables"]["merges"])
        for name, tensor in second.state()["clip"].items():
            self.assertTrue(torch.equal(state["average"][name], tensor), name)
        self.assertEqual(0, second.samples)
        with self.assertRaisesRegex(ValueError, "another vocabulary"):
            second.begin_with(state["average"], [])

    def test_a_short_run_learns_exports_and_reads_back(self):
        run, out = os.path.join(self.path, "run"), os.path.join(self.path, "model")
        os.makedirs(run)
        settings = small()
        trainer = train.Trainer(self.packed, settings)
        self.packed.tokenizer.save(run)
        held = evaluate.Held(os.path.join(self.path, "held"))
        train.run_until(trainer, held, run, minutes=5)
        with open(os.path.join(run, "log.jsonl"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        self.assertGreater(lines[-1]["keywords"]["setting"]["precision@8"], 0.9)
        self.assertGreater(lines[-1]["recall@10"], 2 * 10 / 120)
        self.assertIn("</svg>", curve.draw(lines))

        best = checkpoint.read(os.path.join(run, "best.pt"))
        export.export(best["average"], settings.model, self.packed.tokenizer, out, "float32")
        for (mine, merges) in (train.weights_in(run), train.weights_in(out)):
            self.assertEqual(self.packed.tokenizer.merges, merges)
            self.assertTrue(all(torch.equal(best["average"][name], mine[name]) for name in mine))
        again = export.load(out)
        trainer.average.load_state_dict(best["average"])
        ours = evaluate.Embedder(trainer.average, self.packed.tokenizer, settings.model.context_length)
        self.assertTrue(torch.equal(ours.images(held.pixels), again.images(held.pixels)))
        self.assertTrue(torch.equal(ours.texts(["a red disc"]), again.texts(["a red disc"])))
        export.write_reference(out, os.path.join(self.path, "held"), 20)
        pixels = np.load(out + "-reference/pixels.npy")
        vectors = np.load(out + "-reference/image_embeds.npy")
        np.testing.assert_allclose(again.images(pixels).numpy(), vectors, atol=1e-6)

    def test_half_precision_moves_vectors_little(self):
        settings, out = small(), os.path.join(self.path, "half")
        trainer = train.Trainer(self.packed, settings)
        export.export(trainer.average.state_dict(), settings.model, self.packed.tokenizer, out)
        tensors = safetensors.read(os.path.join(out, "model.safetensors"))
        self.assertEqual({np.dtype("<f2")}, {tensor.dtype for tensor in tensors.values()})
        held = evaluate.Held(os.path.join(self.path, "held"), 10)
        ours = evaluate.Embedder(trainer.average, self.packed.tokenizer, 32).images(held.pixels)
        self.assertLess((ours - export.load(out).images(held.pixels)).abs().max().item(), 2e-3)


class PreparationTest(unittest.TestCase):
    def test_a_slip_changes_one_word_and_keeps_its_first_letter(self):
        slips = {prepare.misspell("a red umbrella", random.Random(seed)) for seed in range(50)}
        self.assertGreater(len(slips), 10)
        for slip in slips:
            self.assertRegex(slip, r"^a red u[a-z]+$")
        self.assertEqual("a cat", prepare.misspell("a cat", random.Random(0)))

    def test_a_later_thing_hides_an_earlier_one_and_a_look_has_pose_and_colour(self):
        cat = {"kind": "cat", "colour": "red", "box": [0.1, 0.1, 0.9, 0.9]}
        man = {"kind": "person", "pose": "jumping", "box": [0.1, 0.1, 0.9, 0.9]}
        seen = prepare.paint([cat, man], {"cat::red": 1, "person:jumping:": 2})
        self.assertEqual({0, 2}, set(seen.ravel()))

    def test_patch_labels_move_with_the_pixels(self):
        rng = np.random.default_rng(5)
        labels = np.zeros((40, 24, 24), np.uint8)
        labels[:, 4:16, 2:20] = 1
        images = np.repeat(np.repeat(labels, 4, 1), 4, 2)[..., None].repeat(3, 3) * 255
        pixels, patches = augment.apply(torch.from_numpy(images), torch.from_numpy(labels), 12, rng)
        light = torch.nn.functional.avg_pool2d(pixels, 8).mean(1)
        middle = (light.amin((1, 2)) + light.amax((1, 2))).view(-1, 1, 1) / 2
        agreement = ((light > middle) == (patches == 1)).float().mean().item()
        self.assertGreater(agreement, 0.97)
        self.assertGreater(len({tuple(patch.ravel().tolist()) for patch in patches}), 5)


class MetricsTest(unittest.TestCase):
    def test_recall_counts_a_tie_against_us(self):
        figures = evaluate.recall(torch.tensor([[0.9, 0.1], [0.5, 0.5]]))
        self.assertEqual((0.5, 1.0, 1.5), (figures["recall@1"], figures["recall@5"], figures["median_rank"]))

    def test_precision_looks_at_the_eight_best_and_skips_rare_queries(self):
        facts = [frozenset({"kind:cat"})] * 8 + [frozenset()] * 8
        similarity = torch.linspace(1, 0, 16).expand(2, 16).flip(1)
        queries = [("kind", "cat", frozenset({"kind:cat"})), ("kind", "dog", frozenset({"kind:dog"}))]
        self.assertEqual(0.0, evaluate.precision(similarity, queries, facts)["kind"]["precision@8"])
        found = evaluate.precision(similarity.flip(1), queries, facts)["kind"]
        self.assertEqual((1.0, 1), (found["precision@8"], found["queries"]))

    def test_a_model_that_cannot_tell_scores_nothing_on_binding(self):
        held = type("Held", (), {})()
        held.twins, held.facts = [1, 0], [frozenset("a"), frozenset("b")]
        held.scenes, held.captions = [{}, {}], [{"facts": ["a"]}, {"facts": ["b"]}]
        self.assertEqual(0.0, evaluate.twins(held, torch.ones(2, 2))["accuracy"])
        self.assertEqual(1.0, evaluate.twins(held, torch.eye(2))["accuracy"])


class ModelTest(unittest.TestCase):
    def test_the_activation_is_quick_gelu(self):
        layer, x = Mlp(8, "quick_gelu"), torch.randn(5, 8)
        inner = layer.fc1(x)
        expected = layer.fc2(inner * torch.sigmoid(1.702 * inner))
        torch.testing.assert_close(expected, layer(x))

    def test_names_are_hugging_faces(self):
        path = os.path.join(os.path.dirname(__file__), "names.txt")
        tower = settings_module.Tower(8, 1, 2)
        model = settings_module.ModelSettings(16, 8, tower, tower, 8, 8, "quick_gelu", 600)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read().split(), sorted(Clip(model).state_dict()))


class ReferenceTest(unittest.TestCase):
    @unittest.skipUnless(os.path.isdir(REFERENCE), f"{REFERENCE} is not there")
    def test_with_reference_weights_the_towers_give_the_originals_vectors(self):
        folder = os.path.join(REFERENCE, "models/tiny-hf")
        expected = os.path.join(REFERENCE, "models/tiny-openai/expected")
        tower = settings_module.Tower
        clip = Clip(settings_module.ModelSettings(224, 32, tower(128, 3, 2), tower(64, 3, 1), 77, 64, "quick_gelu", 49408))
        own = clip.state_dict()
        tensors = torch.load(os.path.join(folder, "pytorch_model.bin"))
        clip.load_state_dict({name: tensors[name].float() for name in own})
        with torch.no_grad():
            ids = torch.from_numpy(np.load(os.path.join(expected, "text_ids.npy")).astype(np.int64))[:60]
            texts = clip.text(ids).numpy()
            with open(os.path.join(expected, "images.json"), encoding="utf-8") as file:
                name = json.load(file)[0]
            name = name if isinstance(name, str) else name["file"]
            path = os.path.join(REFERENCE, "preprocess/tensors", os.path.basename(name) + ".npy.gz")
            with gzip.open(path) as file:
                image = clip.image(torch.from_numpy(np.load(file))[None]).numpy()
        np.testing.assert_allclose(texts, np.load(os.path.join(expected, "text_embeds_norm.npy"))[:60], atol=1e-5)
        np.testing.assert_allclose(image[0], np.load(os.path.join(expected, "image_embeds_norm.npy"))[0], atol=1e-5)


if __name__ == "__main__":
    unittest.main()
