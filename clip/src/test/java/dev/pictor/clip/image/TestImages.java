package dev.pictor.clip.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Reference pictures and measures shared by the tests of this package.
public final class TestImages {
  private TestImages() {}

  public static byte[] bytes(String name) throws IOException {
    try (InputStream stream = TestImages.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no test resource " + name);
      }
      return stream.readAllBytes();
    }
  }

  /// Over the little-endian float32 bytes.
  static String sha256(float[] values) throws NoSuchAlgorithmException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  static double maxDifference(float[] some, float[] others) {
    double max = some.length == others.length ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(some.length, others.length); i++) {
      max = Math.max(max, Math.abs((double) some[i] - others[i]));
    }
    return max;
  }
}
