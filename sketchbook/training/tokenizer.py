"""CLIP's byte-pair tokenizer over a small vocabulary of our own.

The files are CLIP's (`vocab.json`, `merges.txt` with its header line); the ids are laid out as CLIP
lays out its own: 256 byte symbols, the same 256 ending a word, one id for each merge in order, and
the two markers last, so that the end marker is the highest id (the text tower pools there).
Any text tokenises: what no merge joins stays bytes.
"""
import collections
import html
import json
import os

import regex

START, END, END_OF_WORD = "<|startoftext|>", "<|endoftext|>", "</w>"
WORDS = regex.compile(
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
    regex.IGNORECASE)


def byte_symbols():
    """A printable character for each byte, in CLIP's order: printable bytes first, then the rest."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1),
                 *range(ord("®"), ord("ÿ") + 1)]
    rest = [byte for byte in range(256) if byte not in printable]
    symbols = {byte: chr(byte) for byte in printable}
    symbols.update({byte: chr(256 + n) for n, byte in enumerate(rest)})
    return symbols


BYTES = byte_symbols()


def clean(text):
    """Entities resolved twice, white space single, lower case: CLIP's cleaning without ftfy."""
    text = html.unescape(html.unescape(text)).strip()
    return regex.sub(r"\s+", " ", text).strip().lower()


def split(text):
    return WORDS.findall(clean(text))


def symbols_of(word):
    symbols = [BYTES[byte] for byte in word.encode("utf-8")]
    symbols[-1] += END_OF_WORD
    return symbols


def join(symbols, pair):
    """The symbols with each occurrence of the pair, from the left, made one."""
    joined, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            joined.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            joined.append(symbols[i])
            i += 1
    return joined


def learn_merges(word_counts, limit):
    """Byte-pair encoding: joins the commonest pair, again and again.

    A pair seen once in all is not worth an id. Ties go to the pair that sorts last, so that the
    same captions always give the same vocabulary.
    """
    words = {word: symbols_of(word) for word in word_counts if word not in (START, END)}
    merges = []
    while len(merges) < limit:
        pairs = collections.Counter()
        for word, symbols in words.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += word_counts[word]
        if not pairs:
            break
        pair, count = max(pairs.items(), key=lambda entry: (entry[1], entry[0]))
        if count < 2:
            break
        merges.append(pair)
        for word, symbols in words.items():
            if pair[0] in symbols:
                words[word] = join(symbols, pair)
    return merges


class Tokenizer:
    def __init__(self, merges):
        singles = list(BYTES.values())
        tokens = singles + [symbol + END_OF_WORD for symbol in singles]
        tokens += ["".join(pair) for pair in merges] + [START, END]
        self.merges = [tuple(pair) for pair in merges]
        self.ids = {token: n for n, token in enumerate(tokens)}
        if len(self.ids) != len(tokens):
            raise ValueError("Two merges give the same token: the vocabulary would have a hole")
        self.ranks = {pair: n for n, pair in enumerate(self.merges)}
        self.start, self.end, self.size = len(tokens) - 2, len(tokens) - 1, len(tokens)
        self._cache = {START: [self.start], END: [self.end]}

    def encode(self, text, context_length):
        """Ids from marker to marker, at most `context_length` of them, not padded."""
        ids = [self.start]
        for word in split(text):
            ids += self._word(word)
        return ids[:context_length - 1] + [self.end]

    def _word(self, word):
        if word not in self._cache:
            symbols = symbols_of(word)
            while len(symbols) > 1:
                pair = min(zip(symbols, symbols[1:]),
                           key=lambda pair: self.ranks.get(pair, len(self.ranks)))
                if pair not in self.ranks:
                    break
                symbols = join(symbols, pair)
            self._cache[word] = [self.ids[symbol] for symbol in symbols]
        return self._cache[word]

    def save(self, folder):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "vocab.json"), "w", encoding="utf-8") as file:
            json.dump(self.ids, file, ensure_ascii=False)
        with open(os.path.join(folder, "merges.txt"), "w", encoding="utf-8") as file:
            file.write("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in self.merges))

    @staticmethod
    def load(folder):
        with open(os.path.join(folder, "merges.txt"), encoding="utf-8") as file:
            lines = file.read().split("\n")[1:]
        tokenizer = Tokenizer([tuple(line.split(" ")) for line in lines if line])
        with open(os.path.join(folder, "vocab.json"), encoding="utf-8") as file:
            if json.load(file) != tokenizer.ids:
                raise ValueError(f"{folder}: vocab.json and merges.txt do not belong together")
        return tokenizer
