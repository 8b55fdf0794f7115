package dev.pictor.clip.text;

/// The vocabulary of all OpenAI models: 49,408 tokens, made from the 48,894 merges that the
/// original uses of its file `bpe_simple_vocab_16e6.txt` (lines 2 to 48,895).
///
/// The ids: 256 bytes, in the order of the original's `bytes_to_unicode` (the printable ones of
/// Latin-1 first); the same again as ends of words; the merges; the two markers.
///
/// The resource `merges.bin.gz` holds the merges as ids, unsigned and big-endian, in four planes:
/// the high bytes of the left ids, their low bytes, the same of the right ids.
final class OpenAiVocabulary {
  static final int MERGES = 49152 - 256 - 2;

  private static final int BYTES = 256;

  private OpenAiVocabulary() {}

  /// Loaded when first asked for, once per process.
  static Vocabulary get() {
    return Holder.VOCABULARY;
  }

  private static final class Holder {
    static final Vocabulary VOCABULARY = load();
  }

  private static Vocabulary load() {
    int[] byteIds = byteIds(0);
    int startMarker = 2 * BYTES + MERGES;
    return new Vocabulary(
        byteIds, byteIds(BYTES), merges(), startMarker + 2, startMarker, startMarker + 1);
  }

  static Vocabulary.Merges merges() {
    byte[] planes = TextResource.unzipped("merges.bin.gz");
    if (planes.length != 4 * MERGES) {
      throw new IllegalStateException(
          "merges.bin.gz holds " + planes.length + " bytes, not " + 4 * MERGES);
    }
    int[] merged = new int[MERGES];
    for (int rank = 0; rank < MERGES; rank++) {
      merged[rank] = 2 * BYTES + rank;
    }
    return new Vocabulary.Merges(ids(planes, 0), ids(planes, 2 * MERGES), merged);
  }

  private static int[] ids(byte[] planes, int offset) {
    int[] ids = new int[MERGES];
    for (int i = 0; i < MERGES; i++) {
      ids[i] = (planes[offset + i] & 0xff) << 8 | (planes[offset + MERGES + i] & 0xff);
    }
    return ids;
  }

  private static int[] byteIds(int firstId) {
    int[] ids = new int[BYTES];
    int next = firstId;
    for (boolean printable : new boolean[] {true, false}) {
      for (int b = 0; b < BYTES; b++) {
        if (ByteSpelling.isPrintable(b) == printable) {
          ids[b] = next++;
        }
      }
    }
    return ids;
  }
}
