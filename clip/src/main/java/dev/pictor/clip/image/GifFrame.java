package dev.pictor.clip.image;

import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.Pixels.Indexed;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Element;

/// The first frame of a GIF on its logical screen, as Pillow shows it: what the frame does not
/// cover has the transparent index, or 0 where there is none.
final class GifFrame {
  private GifFrame() {}

  static Pixels read(ImageReader reader, byte[] content) throws IOException {
    Element tree = tree(reader.getImageMetadata(0));
    int left = attribute(tree, "ImageDescriptor", "imageLeftPosition", 0);
    int top = attribute(tree, "ImageDescriptor", "imageTopPosition", 0);
    int screenWidth = (content[6] & 0xFF) | (content[7] & 0xFF) << 8;
    int screenHeight = (content[8] & 0xFF) | (content[9] & 0xFF) << 8;
    int width = Math.max(screenWidth, left + reader.getWidth(0));
    int height = Math.max(screenHeight, top + reader.getHeight(0));
    FormatReader.checkSize(width, height);
    if (!(PixelExtractor.extract(reader.read(0), false) instanceof Indexed frame)) {
      throw new UnreadableImageException("broken GIF: it has no palette");
    }
    Indexed screen =
        frame.width() == width && frame.height() == height
            ? frame
            : onScreen(frame, left, top, width, height, background(tree));
    return PixelExtractor.isGreyRamp(screen) ? PixelExtractor.greyOf(screen) : screen;
  }

  private static Indexed onScreen(
      Indexed frame, int left, int top, int width, int height, int background) {
    byte[] indices = new byte[width * height];
    Arrays.fill(indices, (byte) background);
    for (int y = 0; y < frame.height(); y++) {
      System.arraycopy(
          frame.indices(), y * frame.width(), indices, (top + y) * width + left, frame.width());
    }
    return new Indexed(width, height, indices, frame.palette());
  }

  private static int background(Element tree) {
    boolean transparent =
        tree.getElementsByTagName("GraphicControlExtension").item(0) instanceof Element control
            && control.getAttribute("transparentColorFlag").equalsIgnoreCase("true");
    return transparent ? attribute(tree, "GraphicControlExtension", "transparentColorIndex", 0) : 0;
  }

  private static Element tree(IIOMetadata metadata) {
    return (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
  }

  private static int attribute(Element tree, String node, String name, int fallback) {
    return tree.getElementsByTagName(node).item(0) instanceof Element element
            && !element.getAttribute(name).isEmpty()
        ? Integer.parseInt(element.getAttribute(name))
        : fallback;
  }
}
