package dev.pictor.demo;

import dev.pictor.sketchbook.SceneRenderer;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws a picture of the demo and writes it as JPEG or PNG with [Exif].
final class PictureFile {
  private static final float QUALITY = 0.88f;
  private static final byte[] APP1_HEADER = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APP1 = 0xE1;
  private static final ImageTypeSpecifier RGB =
      ImageTypeSpecifier.createInterleaved(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          new int[] {0, 1, 2},
          DataBuffer.TYPE_BYTE,
          false,
          false);

  private PictureFile() {}

  /// The file: the same bytes each time.
  static byte[] of(DemoPicture picture) throws IOException {
    BufferedImage image =
        writable(SceneRenderer.render(picture.scene(), picture.width(), picture.height()));
    byte[] exif = Exif.of(picture);
    ImageWriter writer =
        ImageIO.getImageWritersByFormatName(picture.isPng() ? "png" : "jpeg").next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (!picture.isPng()) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
      }
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), parameters);
      if (picture.isPng()) {
        addToPng(metadata, exif);
      } else {
        addToJpeg(metadata, exif);
      }
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
      output.flush();
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }

  /// The writers take bytes in their own order faster than whole pixels.
  private static BufferedImage writable(BufferedImage drawn) {
    int width = drawn.getWidth();
    int height = drawn.getHeight();
    int[] pixels = (int[]) drawn.getRaster().getDataElements(0, 0, width, height, null);
    byte[] values = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      values[3 * i] = (byte) (pixels[i] >> 16);
      values[3 * i + 1] = (byte) (pixels[i] >> 8);
      values[3 * i + 2] = (byte) pixels[i];
    }
    BufferedImage image = RGB.createBufferedImage(width, height);
    image.getRaster().setDataElements(0, 0, width, height, values);
    return image;
  }

  private static void addToJpeg(IIOMetadata metadata, byte[] exif) throws IOException {
    byte[] segment = new byte[APP1_HEADER.length + exif.length];
    System.arraycopy(APP1_HEADER, 0, segment, 0, APP1_HEADER.length);
    System.arraycopy(exif, 0, segment, APP1_HEADER.length, exif.length);
    IIOMetadataNode app1 = new IIOMetadataNode("unknown");
    app1.setAttribute("MarkerTag", Integer.toString(APP1));
    app1.setUserObject(segment);
    IIOMetadataNode markers = new IIOMetadataNode("markerSequence");
    markers.appendChild(app1);
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_jpeg_image_1.0");
    root.appendChild(new IIOMetadataNode("JPEGvariety"));
    root.appendChild(markers);
    metadata.mergeTree("javax_imageio_jpeg_image_1.0", root);
  }

  private static void addToPng(IIOMetadata metadata, byte[] exif) throws IOException {
    IIOMetadataNode chunk = new IIOMetadataNode("UnknownChunk");
    chunk.setAttribute("type", "eXIf");
    chunk.setUserObject(exif);
    IIOMetadataNode chunks = new IIOMetadataNode("UnknownChunks");
    chunks.appendChild(chunk);
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
    root.appendChild(chunks);
    metadata.mergeTree("javax_imageio_png_1.0", root);
  }
}
