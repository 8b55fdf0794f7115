package dev.pictor.clip;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// NumPy's `.npy` files (also `.npy.gz`) of little-endian float32 or int32, C order: what the
/// reference values lie in.
///
/// @param data little-endian bytes of the values
public record Npy(int[] shape, ByteBuffer data) {
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]*)\\)");

  public static Npy read(Path file) throws IOException {
    try (InputStream opened = new BufferedInputStream(Files.newInputStream(file));
        InputStream plain =
            file.toString().endsWith(".gz") ? new GZIPInputStream(opened) : opened) {
      DataInputStream input = new DataInputStream(plain);
      input.skipNBytes(6);
      int version = input.readUnsignedByte();
      input.skipNBytes(1);
      int length = Short.toUnsignedInt(Short.reverseBytes(input.readShort()));
      if (version > 1) {
        length += Short.toUnsignedInt(Short.reverseBytes(input.readShort())) << 16;
      }
      String header = new String(input.readNBytes(length), StandardCharsets.ISO_8859_1);
      Matcher matcher = SHAPE.matcher(header);
      if (!matcher.find()
          || header.contains("True")
          || !(header.contains("'<f4'") || header.contains("'<i4'"))) {
        throw new IOException("not an array this reader knows: " + header);
      }
      int[] shape =
          Arrays.stream(matcher.group(1).split(","))
              .map(String::strip)
              .filter(part -> !part.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      return new Npy(shape, ByteBuffer.wrap(input.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  public float[] floats() {
    float[] values = new float[data.capacity() / Float.BYTES];
    data.asFloatBuffer().get(0, values);
    return values;
  }

  public int[] ints() {
    int[] values = new int[data.capacity() / Integer.BYTES];
    data.asIntBuffer().get(0, values);
    return values;
  }
}
