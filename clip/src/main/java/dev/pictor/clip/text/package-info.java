/// Text to token ids, as the original `clip.tokenize` does it, to the id. No model in here.
///
/// The way of a text, every step with Python's rules where Java's differ:
/// 1. [TextRepair] does what the library ftfy does: HTML references, text decoded wrongly
///    ([MojibakeRepair] with [Badness], [EmbeddedMojibake], [DamagedUtf8], [Utf8Variants],
///    [SingleByteEncoding]), quotes, widths, ligatures, controls, NFC ([CharacterRepair]).
/// 2. [TextCleaner] resolves HTML references twice more ([HtmlEntities]), joins white space and
///    lower-cases ([LowerCase]).
/// 3. [WordSplitter] cuts it into words, [BytePairEncoder] makes ids of them by a [Vocabulary].
/// 4. [ClipTokenizer] puts the markers around them and cuts at the context length.
///
/// *Exact* means: as openai/CLIP with ftfy 6.3.1, regex 2022.10.31 (Unicode 15.0) and Python 3.11
/// (Unicode 14.0). The versions matter: what is a letter, a number or has a small form is read
/// from tables beside this package ([UnicodeTables]) and not from the JDK. One difference is
/// known and meant: [TextRepair] limits its work on huge degenerate lines.
///
/// Any string is accepted: lone surrogates become U+FFFD, NUL and other controls are dropped.
@NullMarked
package dev.pictor.clip.text;

import org.jspecify.annotations.NullMarked;
