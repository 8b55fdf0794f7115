import collections
import gzip
import json
import os
import tempfile
import unittest

from tests import REFERENCE
from tokenizer import BYTES, Tokenizer, learn_merges, split

CAPTIONS = ["a man jumping on the beach", "a cat", "two cats under the palm tree",
            "outer space, a red rocket", "the cat's red umbrella", "a man's cat jumping"] * 3


def plain_encode(merges, word):
    """Byte-pair encoding said in another way: apply every merge once, in its order, to a string
    of symbols with a bar around each."""
    text = "|" + "|".join(BYTES[byte] for byte in word.encode()) + "</w>|"
    for a, b in merges:
        before = None
        while before != text:
            before, text = text, text.replace(f"|{a}|{b}|", f"|{a}{b}|", 1)
    return [symbol for symbol in text.split("|") if symbol]


class TokenizerTest(unittest.TestCase):
    def setUp(self):
        counts = collections.Counter(word for caption in CAPTIONS for word in split(caption))
        self.tokenizer = Tokenizer(learn_merges(counts, 200))

    def test_words_of_the_captions_are_one_token_each(self):
        self.assertEqual(3 + 2, len(self.tokenizer.encode("cat under umbrella", 32)))

    def test_any_text_agrees_with_the_plain_encoder(self):
        for word in ("cat", "jumping", "umbrellas", "zebra", "élan", "日本", "it", "manatee", "1"):
            expected = [self.tokenizer.ids[symbol] for symbol in plain_encode(self.tokenizer.merges, word)]
            self.assertEqual(expected, self.tokenizer.encode(word, 77)[1:-1], word)

    def test_the_merge_learned_first_is_made_first(self):
        tokenizer = Tokenizer([("b", "c</w>"), ("a", "b")])
        self.assertEqual([tokenizer.ids["a"], tokenizer.ids["bc</w>"]], tokenizer.encode("abc", 9)[1:-1])

    def test_markers_are_the_last_ids_and_the_end_is_the_highest(self):
        size = self.tokenizer.size
        self.assertEqual((size - 2, size - 1), (self.tokenizer.start, self.tokenizer.end))
        self.assertEqual([size - 2, size - 1], self.tokenizer.encode("", 32))
        self.assertEqual(set(range(size)), set(self.tokenizer.ids.values()))

    def test_long_text_is_cut_before_the_end_marker(self):
        ids = self.tokenizer.encode("cat " * 50, 32)
        self.assertEqual((32, self.tokenizer.end), (len(ids), ids[-1]))

    def test_case_space_and_entities_do_not_matter(self):
        self.assertEqual(self.tokenizer.encode("cat's & dog", 32),
                         self.tokenizer.encode("  CAT's \t&amp;amp;  Dog ", 32))

    def test_saved_files_give_the_same_tokenizer(self):
        with tempfile.TemporaryDirectory() as folder:
            self.tokenizer.save(folder)
            again = Tokenizer.load(folder)
        self.assertEqual(self.tokenizer.merges, again.merges)
        self.assertEqual(self.tokenizer.ids, again.ids)

    def test_files_that_do_not_belong_together_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            self.tokenizer.save(folder)
            with open(os.path.join(folder, "merges.txt"), "a") as file:
                file.write("z z\n")
            with self.assertRaisesRegex(ValueError, "do not belong together"):
                Tokenizer.load(folder)

    @unittest.skipUnless(os.path.isdir(REFERENCE), f"{REFERENCE} is not there")
    def test_with_the_original_merges_the_ids_are_the_original_ones(self):
        path = os.path.join(REFERENCE, "tokenizer/bpe_simple_vocab_16e6.txt.gz")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            merges = [tuple(line.split()) for line in file.read().split("\n")[1:49152 - 256 - 2 + 1]]
        original = Tokenizer(merges)
        compared = 0
        with open(os.path.join(REFERENCE, "tokenizer/tokens.jsonl"), encoding="utf-8") as file:
            for line in map(json.loads, file):
                if line["category"] in ("caption", "caption_upper", "words", "emoji"):
                    end = line["ids"].index(original.end)
                    self.assertEqual(line["ids"][:end + 1], original.encode(line["text"], 77), line["text"])
                    compared += 1
        self.assertGreater(compared, 1000)


if __name__ == "__main__":
    unittest.main()
