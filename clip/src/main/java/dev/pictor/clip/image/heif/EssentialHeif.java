package dev.pictor.clip.image.heif;

import dev.pictor.clip.image.heif.HeifMeta.Property;
import dev.pictor.clip.image.heif.HeifPicture.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// A HEIC or AVIF of which only the items and properties that make its primary picture are left,
/// and that declares the sizes which its streams have.
///
/// @param file what a decoder is given
/// @param codecs of the pictures in it
/// @param premultiplied whether colours have been multiplied with the transparency
/// @param longestSide of the pictures in it, before they are turned and cropped
/// @param profile the embedded ICC profile
record EssentialHeif(
    byte[] file,
    Set<HeifCodec> codecs,
    boolean premultiplied,
    int longestSide,
    byte @Nullable [] profile) {

  /// @throws IIOException if it is broken, or of a kind that is not read
  /// @throws dev.pictor.clip.UnreadableImageException if it is too large
  static EssentialHeif of(byte[] content) throws IIOException {
    HeifMeta meta = HeifMeta.of(ByteBuffer.wrap(content));
    HeifPicture picture = HeifPicture.of(meta);
    return new Maker(meta, picture, meta.content(picture.items()), content.length).make();
  }

  private static final class Maker {
    /// What turns and crops a picture, in the order that the file says. Tiles are neither.
    private static final Set<String> TRANSFORMS = Set.of("irot", "imir", "clap");

    private final HeifMeta meta;
    private final Map<Integer, ByteBuffer> contents;
    private final HeifSizes sizes;
    private final HeifPicture picture;
    private final Map<Integer, CodedSize> shown = new HashMap<>();
    private final Set<HeifCodec> codecs = new HashSet<>();
    private int longestSide;

    Maker(HeifMeta meta, HeifPicture whole, Map<Integer, ByteBuffer> contents, int fileBytes)
        throws IIOException {
      this.meta = meta;
      this.contents = contents;
      sizes = new HeifSizes(meta, contents, fileBytes);
      CodedSize size = sizes.of(whole.colours());
      Part alpha = whole.alpha();
      // A decoder would read transparency of another size beyond its end.
      picture = alpha == null || sizes.of(alpha).isShownAs(size) ? whole : whole.withoutAlpha();
      for (Part part : picture.parts()) {
        for (int item : part.coded()) {
          codecs.add(sizes.codec(item));
          shown.put(item, sizes.coded(item));
        }
        shown.put(part.item(), size);
      }
      for (CodedSize any : shown.values()) {
        longestSide = Math.max(longestSide, Math.max(any.width(), any.height()));
      }
    }

    EssentialHeif make() throws IIOException {
      return new EssentialHeif(
          file(), Set.copyOf(codecs), picture.premultiplied(), longestSide, picture.profile(meta));
    }

    private byte[] file() throws IIOException {
      HeifWriter writer = new HeifWriter(codecs.contains(HeifCodec.AV1) ? "avif" : "heic");
      Map<Integer, Integer> numbers = new HashMap<>();
      for (int item : picture.items()) {
        numbers.put(item, numbers.size() + 1);
        writer.add(meta.type(item), bytes(contents.get(item)), properties(item));
      }
      for (Part part : picture.parts()) {
        int number = numbers.getOrDefault(part.item(), 0);
        if (part.isGrid()) {
          List<Integer> tiles = new ArrayList<>();
          part.tiles().forEach(tile -> tiles.add(numbers.get(tile)));
          writer.refer("dimg", number, tiles);
        }
        if (part != picture.colours()) {
          writer.refer("auxl", number, List.of(1));
        }
      }
      return writer.toBytes();
    }

    private List<byte[]> properties(int item) throws IIOException {
      boolean tile = picture.parts().stream().noneMatch(part -> part.item() == item);
      List<byte[]> kept = new ArrayList<>();
      kept.add(extents(shown.getOrDefault(item, sizes.of(picture.colours()))));
      if (!meta.type(item).equals(HeifPicture.GRID)) {
        kept.add(box(sizes.configuration(item)));
      }
      Set<String> seen = new HashSet<>();
      for (Property property : meta.properties(item)) {
        boolean wanted =
            switch (property.type()) {
              case "pixi", "auxC" -> true;
              case "colr" -> property.isNamed("nclx");
              default -> !tile && TRANSFORMS.contains(property.type());
            };
        if (wanted && seen.add(property.type())) {
          kept.add(box(property));
        }
      }
      return kept;
    }

    private static byte[] extents(CodedSize size) {
      ByteBuffer body =
          ByteBuffer.allocate(12).putInt(0).putInt(size.width()).putInt(size.height());
      return HeifWriter.box("ispe", body.array());
    }

    private static byte[] box(Property property) {
      return HeifWriter.box(property.type(), bytes(property.body()));
    }

    private static byte[] bytes(@Nullable ByteBuffer content) {
      byte[] bytes = new byte[content == null ? 0 : content.remaining()];
      if (content != null) {
        content.get(content.position(), bytes);
      }
      return bytes;
    }
  }
}
