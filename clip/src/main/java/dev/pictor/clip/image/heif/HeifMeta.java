package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// What the `meta` box of a HEIF file says (ISO 14496-12, 8.11 and ISO 23008-12, 9.3): items, their
/// properties, how they refer to each other, and where their bytes lie.
///
/// None of it takes more memory than the limits below allow.
final class HeifMeta {
  /// Items that an item refers to.
  record Reference(String type, int from, List<Integer> to) {}

  /// A property: the name and the content of its box.
  record Property(String type, ByteBuffer body) {
    /// Whether its content begins so.
    boolean isNamed(String name) {
      return body.remaining() >= 4 && HeifBoxes.text(body, 0).equals(name);
    }
  }

  /// Takes what it wants from the content of a box.
  private interface BoxReader<T> {
    T read(ByteBuffer box) throws IIOException;
  }

  /// As in libheif: more items, properties or references are hardly ever meant well.
  private static final int MAX_ENTRIES = 20_000;

  private static final int MAX_EXTENTS = 32;

  private final ByteBuffer file;
  private final Map<String, ByteBuffer> boxes = new HashMap<>();
  private final int primary;
  private final Map<Integer, String> types;
  private final List<Reference> references;
  private final List<Property> properties;
  private final Map<Integer, int[]> associations;

  private HeifMeta(ByteBuffer file, ByteBuffer meta) throws IIOException {
    this.file = file;
    for (HeifBoxes children = new HeifBoxes(meta); children.next(); ) {
      if (boxes.size() < MAX_ENTRIES) {
        boxes.putIfAbsent(children.type(), children.body());
      }
    }
    primary = read("pitm", box -> id(box, versionOf(box) > 0));
    types = read("iinf", HeifMeta::types);
    references = boxes.containsKey("iref") ? read("iref", HeifMeta::references) : List.of();
    properties = read("iprp", HeifMeta::properties);
    associations = read("iprp", HeifMeta::associations);
  }

  /// @throws IIOException if there is no such box, or it holds no picture
  static HeifMeta of(ByteBuffer file) throws IIOException {
    for (HeifBoxes top = new HeifBoxes(file); top.next(); ) {
      if (top.is("meta")) {
        // Behind its version and flags.
        return new HeifMeta(file, Damage.within("its 'meta' box", () -> top.body().position(4)));
      }
    }
    throw new IIOException("it has no picture in it");
  }

  int primary() {
    return primary;
  }

  /// The kind of an item; empty if there is no such item.
  String type(int item) {
    return types.getOrDefault(item, "");
  }

  /// The item of this kind with the lowest number; null if there is none.
  @Nullable Integer first(String type) {
    return types.entrySet().stream()
        .filter(entry -> entry.getValue().equals(type))
        .map(Map.Entry::getKey)
        .min(Integer::compare)
        .orElse(null);
  }

  List<Property> properties(int item) {
    return Arrays.stream(associations.getOrDefault(item, new int[0]))
        .filter(index -> index > 0 && index <= properties.size())
        .mapToObj(index -> properties.get(index - 1))
        .toList();
  }

  List<Reference> references() {
    return references;
  }

  /// The bytes of those of the items that have any.
  ///
  /// @throws IIOException if they are not all in the file, or more than it has
  Map<Integer, ByteBuffer> content(Set<Integer> items) throws IIOException {
    return content(items, file.limit());
  }

  /// As [#content(Set)].
  ///
  /// @param most bytes that they may have together
  /// @throws IIOException also if they have more
  Map<Integer, ByteBuffer> content(Set<Integer> items, int most) throws IIOException {
    return read("iloc", iloc -> content(iloc, items, most));
  }

  private Map<Integer, ByteBuffer> content(ByteBuffer iloc, Set<Integer> items, int most)
      throws IIOException {
    int version = versionOf(iloc);
    int sizes = iloc.getShort() & 0xFFFF;
    int count = version < 2 ? iloc.getShort() & 0xFFFF : iloc.getInt();
    int left = most;
    Map<Integer, ByteBuffer> contents = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int item = id(iloc, version >= 2);
      int method = version == 0 ? 0 : iloc.getShort() & 15;
      int elsewhere = iloc.getShort();
      long base = number(iloc, sizes >> 4 & 15);
      int extents = iloc.getShort() & 0xFFFF;
      if (extents > MAX_EXTENTS) {
        throw new IIOException("an item lies in %,d places".formatted(extents));
      }
      long[] places = new long[2 * extents];
      for (int e = 0; e < extents; e++) {
        if (version > 0) {
          number(iloc, sizes & 15);
        }
        places[2 * e] = Math.addExact(base, number(iloc, sizes >> 12 & 15));
        places[2 * e + 1] = number(iloc, sizes >> 8 & 15);
      }
      if (items.contains(item) && !contents.containsKey(item)) {
        if (elsewhere != 0 || method > 1) {
          throw new IIOException("its data lie in a way that is not read");
        }
        ByteBuffer content = joined(method == 0 ? file : box("idat"), places, left);
        left -= content.remaining();
        contents.put(item, content);
      }
    }
    return contents;
  }

  /// @param left how many bytes there may be
  private static ByteBuffer joined(ByteBuffer source, long[] places, int left) throws IIOException {
    long total = 0;
    for (int i = 0; i < places.length; i += 2) {
      if (places[i] < 0 || places[i + 1] < 0 || places[i] > source.limit() - places[i + 1]) {
        throw new IIOException("it breaks off");
      }
      total += places[i + 1];
    }
    if (total > left) {
      throw new IIOException("its items claim more bytes than they may have");
    }
    if (places.length == 2) {
      return source.slice((int) places[0], (int) places[1]);
    }
    byte[] joined = new byte[(int) total];
    int at = 0;
    for (int i = 0; i < places.length; i += 2) {
      source.get((int) places[i], joined, at, (int) places[i + 1]);
      at += (int) places[i + 1];
    }
    return ByteBuffer.wrap(joined);
  }

  private static Map<Integer, String> types(ByteBuffer iinf) throws IIOException {
    Map<Integer, String> types = new HashMap<>();
    iinf.position(versionOf(iinf) == 0 ? 6 : 8);
    for (HeifBoxes entries = new HeifBoxes(iinf); entries.next(); ) {
      ByteBuffer entry = entries.body();
      int version = versionOf(entry);
      if (entries.is("infe") && version >= 2) {
        int item = id(entry, version > 2);
        types.putIfAbsent(item, HeifBoxes.text(entry, entry.position() + 2));
        checkCount(types.size(), "items");
      }
    }
    return types;
  }

  private static List<Reference> references(ByteBuffer iref) throws IIOException {
    List<Reference> references = new ArrayList<>();
    boolean wide = versionOf(iref) > 0;
    int total = 0;
    for (HeifBoxes entries = new HeifBoxes(iref); entries.next(); ) {
      ByteBuffer entry = entries.body();
      int from = id(entry, wide);
      int count = entry.getShort() & 0xFFFF;
      total += 1 + count;
      checkCount(total, "references");
      List<Integer> to = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        to.add(id(entry, wide));
      }
      references.add(new Reference(entries.type(), from, List.copyOf(to)));
    }
    return references;
  }

  private static List<Property> properties(ByteBuffer iprp) throws IIOException {
    List<Property> properties = new ArrayList<>();
    for (HeifBoxes parts = new HeifBoxes(iprp); parts.next(); ) {
      if (parts.is("ipco")) {
        for (HeifBoxes all = new HeifBoxes(parts.body()); all.next(); ) {
          properties.add(new Property(all.type(), all.body()));
          checkCount(properties.size(), "properties");
        }
        break;
      }
    }
    return properties;
  }

  private static Map<Integer, int[]> associations(ByteBuffer iprp) throws IIOException {
    Map<Integer, int[]> associations = new HashMap<>();
    for (HeifBoxes parts = new HeifBoxes(iprp); parts.next(); ) {
      if (parts.is("ipma")) {
        add(parts.body(), associations);
      }
    }
    return associations;
  }

  private static void add(ByteBuffer ipma, Map<Integer, int[]> associations) throws IIOException {
    int flags = ipma.getInt();
    int count = ipma.getInt();
    for (int i = 0; i < count; i++) {
      int item = id(ipma, flags >>> 24 > 0);
      int[] indices = new int[ipma.get() & 0xFF];
      for (int j = 0; j < indices.length; j++) {
        indices[j] = (flags & 1) != 0 ? ipma.getShort() & 0x7FFF : ipma.get() & 0x7F;
      }
      associations.putIfAbsent(item, indices);
      checkCount(associations.size(), "items with properties");
    }
  }

  /// Reads a box that must be there.
  private <T> T read(String type, BoxReader<T> reader) throws IIOException {
    ByteBuffer box = box(type);
    return Damage.within("its '%s' box".formatted(type), () -> reader.read(box));
  }

  private ByteBuffer box(String type) throws IIOException {
    ByteBuffer body = boxes.get(type);
    if (body == null) {
      throw new IIOException("it has no box '%s'".formatted(type));
    }
    return body.duplicate();
  }

  private static void checkCount(int count, String what) throws IIOException {
    if (count > MAX_ENTRIES) {
      throw new IIOException("it has more than %,d %s".formatted(MAX_ENTRIES, what));
    }
  }

  /// Reads the version, and the flags behind it.
  private static int versionOf(ByteBuffer box) {
    return box.getInt() >>> 24;
  }

  private static int id(ByteBuffer bytes, boolean wide) {
    return wide ? bytes.getInt() : bytes.getShort() & 0xFFFF;
  }

  private static long number(ByteBuffer bytes, int size) throws IIOException {
    return switch (size) {
      case 0 -> 0;
      case 4 -> bytes.getInt() & 0xFFFFFFFFL;
      case 8 -> bytes.getLong();
      default -> throw new IIOException("numbers of %d bytes".formatted(size));
    };
  }
}
