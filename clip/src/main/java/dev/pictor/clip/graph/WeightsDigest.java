package dev.pictor.clip.graph;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.weights.Shape;
import dev.pictor.clip.weights.TensorSource.FloatSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over an architecture and its canonical tensors in the order of their names: for each its
/// name, its shape and its values as little-endian float32.
///
/// The text in here is part of every fingerprint ever stored: it never changes.
final class WeightsDigest implements FloatSink {
  private final MessageDigest sha256 = sha256();
  private ByteBuffer bytes = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

  WeightsDigest(ClipConfig config) {
    text("pictor clip weights 1\n" + describe(config));
  }

  void begin(String name, Shape shape) {
    text("%s %s\n".formatted(name, shape));
  }

  @Override
  public void accept(float[] values, int count) {
    if (bytes.capacity() < count * Float.BYTES) {
      bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
    bytes.clear();
    bytes.asFloatBuffer().put(values, 0, count);
    sha256.update(bytes.limit(count * Float.BYTES));
  }

  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void text(String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String describe(ClipConfig config) {
    var image = config.image();
    var text = config.text();
    // The last id ends a text in all known models; only another one is told.
    String end =
        text.endToken() == text.vocabularySize() - 1
            ? ""
            : "text end %d\n".formatted(text.endToken());
    return """
        embedding %d
        image size %d patch %d width %d layers %d heads %d mlp %d activation %s epsilon %s
        text context %d vocabulary %d width %d layers %d heads %d mlp %d activation %s epsilon %s
        """
            .formatted(
                config.embeddingDimension(),
                image.imageSize(),
                image.patchSize(),
                image.width(),
                image.layers(),
                image.heads(),
                image.mlpWidth(),
                image.activation().label(),
                image.layerNormEpsilon(),
                text.contextLength(),
                text.vocabularySize(),
                text.width(),
                text.layers(),
                text.heads(),
                text.mlpWidth(),
                text.activation().label(),
                text.layerNormEpsilon())
        + end;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
