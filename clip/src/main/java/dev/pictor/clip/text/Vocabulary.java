package dev.pictor.clip.text;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// What byte-pair encoding knows: an id for each byte, and which pairs of ids merge into which.
///
/// Ids are all it needs; the tokens' spelling follows from them. Immutable.
final class Vocabulary {
  /// What [#rank] answers for a pair that does not merge: after every rank.
  static final int NO_MERGE = Integer.MAX_VALUE;

  private final int size;
  private final int startMarker;
  private final int endMarker;
  private final int[] byteIds;
  private final int[] lastByteIds;
  private final Merges merges;
  private final PairTable ranks;
  private final byte[] digest;

  /// @param byteIds the id of each byte (256) inside a word
  /// @param lastByteIds the id of each byte (256) that ends a word
  /// @param merges by rank, the first merges first
  /// @param size how many ids there are
  Vocabulary(
      int[] byteIds, int[] lastByteIds, Merges merges, int size, int startMarker, int endMarker) {
    this.byteIds = byteIds.clone();
    this.lastByteIds = lastByteIds.clone();
    this.merges = merges;
    this.startMarker = startMarker;
    this.endMarker = endMarker;
    this.size = size;
    this.ranks = new PairTable(merges);
    this.digest = computeDigest();
  }

  /// The merges, the first first: `left[rank]` and `right[rank]` become `merged[rank]`. Takes
  /// ownership of the arrays.
  @SuppressWarnings("ArrayRecordComponent") // a parameter object, never compared
  record Merges(int[] left, int[] right, int[] merged) {
    Merges {
      if (left.length != right.length || left.length != merged.length) {
        throw new IllegalArgumentException("left, right and merged differ in length");
      }
    }

    int count() {
      return left.length;
    }
  }

  /// How many ids there are: all tokens have one below this.
  int size() {
    return size;
  }

  int startMarker() {
    return startMarker;
  }

  int endMarker() {
    return endMarker;
  }

  int byteId(byte b, boolean endsWord) {
    return (endsWord ? lastByteIds : byteIds)[b & 0xff];
  }

  /// The rank of the merge of two neighbours (the lowest is done first), or [#NO_MERGE].
  int rank(int leftId, int rightId) {
    return ranks.rank(leftId, rightId);
  }

  int mergedId(int rank) {
    return merges.merged()[rank];
  }

  /// SHA-256 over all of the above, so that two vocabularies with the same digest encode alike.
  byte[] digest() {
    return digest.clone();
  }

  private byte[] computeDigest() {
    MessageDigest sha256 = sha256();
    update(sha256, byteIds, lastByteIds, merges.left(), merges.right(), merges.merged());
    update(sha256, new int[] {size, startMarker, endMarker});
    return sha256.digest();
  }

  private static void update(MessageDigest sha256, int[]... parts) {
    for (int[] part : parts) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * part.length);
      bytes.asIntBuffer().put(part);
      sha256.update(bytes);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Ranks by pair: open addressing, half full, so that a look-up touches one cache line or two.
  private static final class PairTable {
    private static final long FREE = -1;

    private final long[] pairs;
    private final int[] ranks;
    private final int mask;

    PairTable(Merges merges) {
      int slots = Integer.highestOneBit(Math.max(1, merges.count()) * 2) * 2;
      mask = slots - 1;
      pairs = new long[slots];
      ranks = new int[slots];
      Arrays.fill(pairs, FREE);
      for (int rank = 0; rank < merges.count(); rank++) {
        long pair = pair(merges.left()[rank], merges.right()[rank]);
        int slot = slot(pair);
        pairs[slot] = pair;
        ranks[slot] = rank;
      }
    }

    int rank(int left, int right) {
      long pair = pair(left, right);
      int slot = slot(pair);
      return pairs[slot] == pair ? ranks[slot] : NO_MERGE;
    }

    /// Where the pair is, or the free slot where it would go.
    private int slot(long pair) {
      int slot = Long.hashCode(pair * 0x9e3779b97f4a7c15L) & mask;
      while (pairs[slot] != FREE && pairs[slot] != pair) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private static long pair(int left, int right) {
      return ((long) left << 32) | right;
    }
  }
}
