package dev.pictor.search;

import dev.pictor.picture.PictureId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// Where a part of a result ended, so that the next one goes on behind it. It names a place in the
/// order, not a number: what comes or goes meanwhile repeats nothing.
///
/// @param query tells whose it is, see [#fingerprint]
/// @param rank of the last hit
/// @param best evidence of the result's best hit; NaN where there is none
/// @param key of the last hit in the order of the result
/// @param id of the last hit
public record Cursor(int query, int rank, double best, double key, PictureId id) {
  private static final int BYTES = 2 * Integer.BYTES + 2 * Double.BYTES + 16;

  /// @throws BadQueryException if it is none that [#toString()] told
  public static Cursor parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int query = buffer.getInt();
        int rank = buffer.getInt();
        double best = buffer.getDouble();
        double key = buffer.getDouble();
        byte[] id = new byte[16];
        buffer.get(id);
        if (rank > 0 && !Double.isNaN(key)) {
          return new Cursor(query, rank, best, key, new PictureId(HexFormat.of().formatHex(id)));
        }
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for what is no cursor in another way.
    }
    throw new BadQueryException(
        "This is no cursor: take it from 'next' of the answer before, as it is, or leave it out.");
  }

  /// What tells queries apart.
  static int fingerprint(Query query, String collection, String model) {
    CRC32 crc = new CRC32();
    Object[] parts = {query.parsed(), query.images().keySet(), query.marks(), collection, model};
    for (Object part : parts) {
      crc.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
      crc.update(0);
    }
    return (int) crc.getValue();
  }

  /// URL-safe.
  @Override
  public String toString() {
    ByteBuffer buffer =
        ByteBuffer.allocate(BYTES)
            .putInt(query)
            .putInt(rank)
            .putDouble(best)
            .putDouble(key)
            .put(HexFormat.of().parseHex(id.value()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
