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
        kind_logits, colour_logits = torch.zeros(1, 2, 2), torch.zeros(1, 2, 2)
        kind_logits[0, :, 0] = 3.0
        labels = torch.tensor([[[[0, 1]], [[0, 1]]]])
        right, wrong = math.log(1 + math.exp(-3)), math.log(1 + math.exp(3))
        expected = ((0.1 * right + wrong) / 1.1 + math.log(2)) / 2
        self.assertAlmostEqual(expected, losses.patches(kind_logits, colour_logits, labels, 0.1).item(), 4)

    def test_a_thing_without_colour_counts_for_its_kind_only(self):
        labels = torch.tensor([[[[1, 1]], [[0, 1]]]])
        certain = torch.tensor([[[-9.0, 9.0], [0.0, 0.0]]])
        same = torch.tensor([[[9.0, -9.0], [0.0, 0.0]]])
        kind = torch.zeros(1, 2, 2)
        self.assertAlmostEqual(losses.patches(kind, certain, labels, 0.1).item(),
                               losses.patches(kind, same, labels, 0.1).item(), 5)

    def test_present_and_absent_facts_weigh_the_same(self):
        logits = torch.tensor([[2.0, 0.0, 0.0, 0.0]])
        expected = (math.log(1 + math.exp(-2)) + math.log(2)) / 2
        self.assertAlmostEqual(expected, losses.facts(logits, torch.tensor([[1, 9]])).item(), 5)


if __name__ == "__main__":
    unittest.main()
