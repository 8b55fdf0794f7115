import java.awt.*;
import java.awt.color.*;
import java.awt.image.*;
import java.io.*;
import java.nio.*;
import java.nio.file.*;
import java.util.*;
import java.util.zip.*;
import javax.imageio.*;
import javax.imageio.stream.*;

/// Draws the pictures, and encodes them with heif-enc: java Make.java
final class Make {
  static final Path FOLDER = Path.of("").toAbsolutePath();
  static Path work;

  public static void main(String[] args) throws Exception {
    work = Files.createTempDirectory("heif");
    BufferedImage drawn = drawn(41, 30, BufferedImage.TYPE_INT_RGB);
    png(drawn, FOLDER.resolve("plain.png"), null);
    encode(FOLDER.resolve("plain.png"), "plain");
    png(drawn(17, 33, BufferedImage.TYPE_INT_RGB), FOLDER.resolve("odd.png"), null);
    encode(FOLDER.resolve("odd.png"), "odd");
    png(drawn(41, 30, BufferedImage.TYPE_BYTE_GRAY), FOLDER.resolve("grey.png"), null);
    encode(FOLDER.resolve("grey.png"), "grey");

    BufferedImage alpha = drawn(41, 30, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 30; y++)
      for (int x = 0; x < 41; x++)
        alpha.setRGB(x, y, alpha.getRGB(x, y) & 0xFFFFFF | (x * 255 / 40) << 24);
    png(alpha, FOLDER.resolve("alpha.png"), null);
    encode(FOLDER.resolve("alpha.png"), "alpha");

    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    png(drawn, FOLDER.resolve("profile.png"), profile);
    encode(FOLDER.resolve("profile.png"), "profile");

    // A ramp of 1024 steps, in 16 bits.
    BufferedImage ramp =
        new BufferedImage(
            new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
                Transparency.OPAQUE, DataBuffer.TYPE_USHORT),
            Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 64, 16, 3, null),
            false, null);
    for (int i = 0; i < 1024; i++)
      for (int b = 0; b < 3; b++) ramp.getRaster().setSample(i % 64, i / 64, b, i << 6 | i >> 4);
    png(ramp, work.resolve("deep.png"), null);
    encode(work.resolve("deep.png"), "deep", "-b", "10");

    // This heif-enc keeps EXIF with its orientation and writes no irot: it takes the place of pixi.
    Path jpeg = work.resolve("turned.jpg");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam best = writer.getDefaultWriteParam();
    best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    best.setCompressionQuality(1);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(drawn, null, null), best);
    }
    byte[] exif = HexFormat.of().parseHex("457869660000" + "4d4d002a00000008" + "0001"
        + "0112000300000001" + "00060000" + "00000000");
    byte[] whole = bytes.toByteArray();
    ByteBuffer with = ByteBuffer.allocate(whole.length + exif.length + 4);
    with.put(whole, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.length + 2)).put(exif);
    Files.write(jpeg, with.put(whole, 2, whole.length - 2).array());
    encode(jpeg, "turned");
    for (String name : new String[] {"turned.heic", "turned.avif"}) {
      byte[] file = Files.readAllBytes(FOLDER.resolve(name));
      String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
      int exifAt = text.indexOf("\1\22\0\3\0\0\0\1\0\6");
      int pixiAt = text.indexOf("pixi");
      if (exifAt < 0 || pixiAt < 0) throw new IOException("no EXIF or no pixi in " + name);
      Arrays.fill(file, pixiAt, pixiAt + 12, (byte) 0);
      // Three quarters of a turn against the clock, as EXIF's 6 says.
      System.arraycopy("irot\3".getBytes(), 0, file, pixiAt, 5);
      Files.write(FOLDER.resolve(name), file);
    }
  }

  static BufferedImage drawn(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(30, 60, 200), width, height, new Color(240, 200, 40)));
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(220, 30, 30));
    pen.fillRect(2, 2, width / 3, height / 4);
    pen.setColor(new Color(20, 160, 60));
    pen.fillOval(width / 2, height / 2, width / 3, height / 3);
    return image;
  }

  static void png(BufferedImage image, Path to, byte[] profile) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    byte[] file = bytes.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(file, 0, 33);
    if (profile != null) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(new byte[] {'i', 'C', 'C', 'P', 'p', 0, 0});
      try (DeflaterOutputStream deflated = new DeflaterOutputStream(body)) {
        deflated.write(profile);
      }
      CRC32 sum = new CRC32();
      sum.update(body.toByteArray());
      DataOutputStream out = new DataOutputStream(all);
      out.writeInt(body.size() - 4);
      body.writeTo(out);
      out.writeInt((int) sum.getValue());
    }
    all.write(file, 33, file.length - 33);
    Files.write(to, all.toByteArray());
  }

  static void encode(Path from, String name, String... more) throws Exception {
    for (String ending : new String[] {".heic", ".avif"}) {
      java.util.List<String> command = new ArrayList<>(java.util.List.of("heif-enc", "-q", "97"));
      // The AV1 encoder of libheif 1.15 aborts at 10 bits unless it is 4:2:2; that picture is grey.
      command.addAll(java.util.List.of(more));
      command.addAll(java.util.List.of("-p", more.length > 0 ? "chroma=422" : "chroma=444"));
      command.addAll(java.util.List.of("-o", FOLDER.resolve(name + ending).toString(), from.toString()));
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) throw new IOException(name + ending);
    }
  }
}
