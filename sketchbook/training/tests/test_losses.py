import math
import unittest

import torch

import losses


class TruthTest(unittest.TestCase):
    def test_a_caption_is_true_of_every_scene_with_all_of_its_facts(self):
        scenes = torch.tensor([[1, 2, 3], [1, 4, 0]])
        captions = torch.tensor([[1, 0], [1, 2], [4, 0], [2, 4]])
        expected = [[True, True, False, False], [True, False, True, False]]
        self.assertEqual(expected, losses.truth(scenes, captions, 4).tolist())


class ContrastiveTest(unittest.TestCase):
    def test_with_one_positive_each_it_is_cross_entropy(self):
        logits = torch.tensor([[2.0, -1.0, 0.5], [0.3, 1.0, 0.0], [1.0, 1.0, 3.0]])
        expected = torch.nn.functional.cross_entropy(logits, torch.arange(3))
        self.assertAlmostEqual(expected.item(), losses.one_way(logits, torch.eye(3).bool()).item(), 5)

    def test_a_second_true_pair_is_no_rival(self):
        true = torch.tensor([[True, True, False]])
        weak, strong = torch.tensor([[1.0, 0.0, 0.0]]), torch.tensor([[1.0, 5.0, 0.0]])
        expected = (math.log(1 + math.exp(-1)) + math.log(2)) / 2
        self.assertAlmostEqual(expected, losses.one_way(weak, true).item(), 5)
        self.assertLess(losses.one_way(strong, true).item(), expected)

    def test_rows_that_are_all_true_or_all_false_have_a_finite_gradient(self):
        logits = torch.randn(3, 2, requires_grad=True)
        true = torch.tensor([[True, True], [False, False], [True, False]])
        losses.one_way(logits, true).backward()
        self.assertTrue(torch.isfinite(logits.grad).all())
        self.assertEqual([0.0, 0.0], logits.grad[1].tolist())


class HelpersTest(unittest.TestCase):
    def test_background_counts_by_its_weight(self):
        logits = torch.zeros(1, 2, 2)
        logits[0, :, 0] = 3.0
        looks = torch.tensor([[[0, 1]]])
        right, wrong = math.log(1 + math.exp(-3)), math.log(1 + math.exp(3))
        self.assertAlmostEqual((0.1 * right + wrong) / 1.1, losses.patches(logits, looks, 0.1).item(), 4)

    def test_present_and_absent_facts_and_those_of_twins_weigh_the_same(self):
        logits = torch.tensor([[2.0, 0.0, 0.0], [1.0, 0.0, 1.0]])
        soft = lambda x: math.log(1 + math.exp(x))
        facts, alone = torch.tensor([[1, 9], [3, 1]]), torch.tensor([-1, -1])
        present = (soft(-2) + 2 * soft(-1)) / 3
        absent = (3 * soft(0)) / 3
        differing = (soft(0) + soft(-1)) / 2
        self.assertAlmostEqual((present + absent) / 3, losses.facts(logits, facts, alone).item(), 5)
        self.assertAlmostEqual((present + absent + differing) / 3,
                               losses.facts(logits, facts, torch.tensor([1, 0])).item(), 5)


class TwinsTest(unittest.TestCase):
    def setUp(self):
        self.images = torch.eye(3)
        self.texts = torch.tensor([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]])
        self.twin = torch.tensor([1, 0, -1])

    def test_the_twins_caption_is_the_rival(self):
        told_apart = losses.twins(self.images, self.texts, 4.0, torch.eye(3, dtype=torch.bool), self.twin)
        self.assertAlmostEqual(math.log(1 + math.exp(4 * (0.5 - 1))), told_apart.item(), 5)

    def test_a_caption_that_is_true_of_both_is_no_rival(self):
        true = torch.tensor([[True, True, False], [True, True, False], [False, False, True]])
        self.assertEqual(0.0, losses.twins(self.images, self.texts, 4.0, true, self.twin).item())


if __name__ == "__main__":
    unittest.main()
