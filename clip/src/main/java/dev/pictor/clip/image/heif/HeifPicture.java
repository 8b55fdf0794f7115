package dev.pictor.clip.image.heif;

import dev.pictor.clip.image.heif.HeifMeta.Property;
import dev.pictor.clip.image.heif.HeifMeta.Reference;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// The primary picture of a HEIF file: which items it is made of.
///
/// Read are single coded pictures and grids of them, each with or without transparency that is one
/// or the other. Overlays and references to other derived pictures are not: items that refer to
/// each other in a circle end a decoder and the program with it.
///
/// @param colours the picture itself
/// @param alpha its transparency
/// @param premultiplied whether the colours have been multiplied with the transparency
record HeifPicture(Part colours, @Nullable Part alpha, boolean premultiplied) {
  /// A coded picture or a grid.
  ///
  /// @param tiles the coded pictures of a grid, row by row; else empty
  record Part(int item, List<Integer> tiles) {
    boolean isGrid() {
      return !tiles.isEmpty();
    }

    /// The coded pictures that it is made of, as often as they are used.
    List<Integer> coded() {
      return isGrid() ? tiles : List.of(item);
    }
  }

  static final String GRID = "grid";
  private static final Set<String> ALPHA =
      Set.of(
          "urn:mpeg:avc:2015:auxid:1",
          "urn:mpeg:hevc:2015:auxid:1",
          "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha");

  /// No name of an auxiliary picture that matters here is longer.
  private static final int MAX_NAME = 64;

  private static final int MAX_PROFILE_BYTES = 16 << 20;

  static HeifPicture of(HeifMeta meta) throws IIOException {
    Part colours = part(meta, meta.primary());
    Part alpha = null;
    boolean premultiplied = false;
    for (Reference reference : meta.references()) {
      if (alpha == null && isAlphaOf(meta, reference)) {
        alpha = part(meta, reference.from());
      }
      premultiplied |= reference.type().equals("prem") && reference.from() == meta.primary();
    }
    return new HeifPicture(colours, alpha, alpha != null && premultiplied);
  }

  /// The picture, and its transparency if it has any.
  List<Part> parts() {
    return alpha == null ? List.of(colours) : List.of(colours, alpha);
  }

  /// Every item once, the picture itself first.
  Set<Integer> items() {
    Set<Integer> items = new LinkedHashSet<>();
    parts().forEach(part -> items.add(part.item()));
    parts().forEach(part -> items.addAll(part.tiles()));
    return items;
  }

  HeifPicture withoutAlpha() {
    return new HeifPicture(colours, null, false);
  }

  /// The embedded ICC profile, which in a grid may be that of its first tile.
  byte @Nullable [] profile(HeifMeta meta) {
    byte[] own = profile(meta, colours.item());
    return own == null && colours.isGrid() ? profile(meta, colours.tiles().getFirst()) : own;
  }

  private static Part part(HeifMeta meta, int item) throws IIOException {
    String type = meta.type(item);
    if (HeifCodec.of(type) != null) {
      return new Part(item, List.of());
    }
    if (!type.equals(GRID)) {
      throw new IIOException(
          "its picture is of the kind '%s'; read are HEVC, AV1 and grids of them".formatted(type));
    }
    for (Reference reference : meta.references()) {
      if (reference.type().equals("dimg")
          && reference.from() == item
          && !reference.to().isEmpty()
          && reference.to().stream().allMatch(tile -> HeifCodec.of(meta.type(tile)) != null)) {
        return new Part(item, reference.to());
      }
    }
    throw new IIOException("its grid has no tiles");
  }

  private static boolean isAlphaOf(HeifMeta meta, Reference reference) {
    return reference.type().equals("auxl")
        && reference.to().equals(List.of(meta.primary()))
        && reference.from() != meta.primary()
        && meta.properties(reference.from()).stream().anyMatch(HeifPicture::isAlpha);
  }

  private static boolean isAlpha(Property property) {
    ByteBuffer body = property.body();
    if (!property.type().equals("auxC") || body.remaining() < 4) {
      return false;
    }
    StringBuilder name = new StringBuilder();
    for (int at = 4; at < body.limit() && at < MAX_NAME && body.get(at) != 0; at++) {
      name.append((char) body.get(at));
    }
    return ALPHA.contains(name.toString());
  }

  private static byte @Nullable [] profile(HeifMeta meta, int item) {
    for (Property property : meta.properties(item)) {
      ByteBuffer body = property.body();
      if (property.type().equals("colr")
          && body.remaining() > 4
          && body.remaining() <= MAX_PROFILE_BYTES
          && (property.isNamed("prof") || property.isNamed("rICC"))) {
        byte[] profile = new byte[body.remaining() - 4];
        body.get(4, profile);
        return profile;
      }
    }
    return null;
  }
}
