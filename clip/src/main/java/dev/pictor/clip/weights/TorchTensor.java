package dev.pictor.clip.weights;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A view into a storage of a [TorchArchive]: element `[i, j, ...]` is at
/// `offset + i * strides[0] + j * strides[1] + ...`. Constructed only when every element of it lies
/// inside the storage.
final class TorchTensor implements TensorSource {
  private static final int MAX_RANK = 8;
  private static final int CHUNK = 1 << 16;

  /// The part of the archive that holds values.
  ///
  /// @param key names the entry `data/<key>`
  /// @param elements how many there are
  record Storage(String key, ElementType type, long elements) {
    long bytes() {
      return elements * type.bytes();
    }
  }

  private final TorchArchive archive;
  private final String name;
  private final Storage storage;
  private final Shape shape;
  private final long offset;
  private final List<Long> strides;

  private TorchTensor(
      TorchArchive archive,
      String name,
      Storage storage,
      Shape shape,
      long offset,
      List<Long> strides) {
    this.archive = archive;
    this.name = name;
    this.storage = storage;
    this.shape = shape;
    this.offset = offset;
    this.strides = strides;
  }

  /// @param raw what `_rebuild_tensor_v2` was given: storage, offset, sizes, strides, and
  ///     flags that do not matter here
  /// @throws MalformedFileException if it does not describe a tensor inside its storage
  static TorchTensor of(TorchArchive archive, String name, Pickled.Tensor raw)
      throws MalformedFileException {
    try {
      List<Pickled> arguments = raw.arguments;
      if (arguments.size() < 4 || !(arguments.getFirst() instanceof Pickled.PersistentId id)) {
        throw new MalformedFileException("is not made of a storage, an offset, sizes and strides");
      }
      Storage storage = storage(id.id);
      archive.requireEntry(storage);
      long offset = number(arguments.get(1), "offset");
      List<Long> sizes = numbers(arguments.get(2), "sizes");
      List<Long> strides = numbers(arguments.get(3), "strides");
      requireInside(storage, offset, sizes, strides);
      Shape shape = new Shape(sizes.stream().map(Math::toIntExact).toList());
      return new TorchTensor(archive, name, storage, shape, offset, strides);
    } catch (MalformedFileException e) {
      throw new MalformedFileException("the tensor '%s' %s.".formatted(name, e.getMessage()));
    }
  }

  private static Storage storage(Pickled id) throws MalformedFileException {
    if (!(id instanceof Pickled.Tuple tuple)
        || tuple.items.size() < 5
        || !(tuple.items.get(0) instanceof Pickled.Text(String tag))
        || !tag.equals("storage")
        || !(tuple.items.get(1) instanceof Pickled.Global(var kind, String className))
        || kind != Pickled.Global.Kind.STORAGE
        || !(tuple.items.get(2) instanceof Pickled.Text(String key))) {
      throw new MalformedFileException("has no proper storage");
    }
    ElementType type = ElementType.ofTorchStorage(className);
    if (type == null) {
      throw new MalformedFileException(
          "is kept in a torch.%s, which is not supported".formatted(className));
    }
    long elements = number(tuple.items.get(4), "number of elements");
    if (elements > Long.MAX_VALUE / type.bytes()) {
      throw new MalformedFileException("claims %d elements".formatted(elements));
    }
    return new Storage(key, type, elements);
  }

  private static void requireInside(
      Storage storage, long offset, List<Long> sizes, List<Long> strides)
      throws MalformedFileException {
    if (sizes.size() != strides.size()) {
      throw new MalformedFileException(
          "has %d sizes and %d strides".formatted(sizes.size(), strides.size()));
    }
    String view = "sizes %s, strides %s, offset %d".formatted(sizes, strides, offset);
    try {
      long elements = 1;
      long last = offset;
      for (int i = 0; i < sizes.size(); i++) {
        elements = Math.multiplyExact(elements, sizes.get(i));
        last = Math.addExact(last, Math.multiplyExact(sizes.get(i) - 1, strides.get(i)));
      }
      // More elements than the storage has would be one value repeated: a way to claim much memory.
      if (elements > storage.elements || elements > 0 && last >= storage.elements) {
        throw new MalformedFileException(
            "reaches past its storage of %d elements: %s".formatted(storage.elements, view));
      }
      if (elements > Integer.MAX_VALUE) {
        throw new MalformedFileException("is too large: " + view);
      }
      for (long size : sizes) {
        Math.toIntExact(size);
      }
    } catch (ArithmeticException e) {
      throw new MalformedFileException("is too large for any file: " + view);
    }
  }

  private static List<Long> numbers(Pickled value, String what) throws MalformedFileException {
    if (!(value instanceof Pickled.Tuple tuple)) {
      throw new MalformedFileException("has %s that are no tuple".formatted(what));
    }
    if (tuple.items.size() > MAX_RANK) {
      throw new MalformedFileException("has more than %d %s".formatted(MAX_RANK, what));
    }
    List<Long> numbers = new ArrayList<>();
    for (Pickled item : tuple.items) {
      numbers.add(number(item, what));
    }
    return List.copyOf(numbers);
  }

  private static long number(Pickled value, String what) throws MalformedFileException {
    if (!(value instanceof Pickled.Int(long number))) {
      throw new MalformedFileException("has %s that are no whole numbers".formatted(what));
    }
    if (number < 0) {
      throw new MalformedFileException("has a negative number (%d) as %s".formatted(number, what));
    }
    return number;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ElementType type() {
    return storage.type;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void read(FloatSink sink) {
    MemorySegment data;
    try {
      data = archive.load(storage);
    } catch (IOException e) {
      throw Failures.unreadable(
          archive.path(), "the tensor '%s' cannot be read: ".formatted(name), e);
    }
    Rows rows = new Rows(data, sink);
    if (isContiguous()) {
      rows.copy(offset, shape.elements(), 1);
      rows.flush();
      return;
    }
    int innermost = shape.rank() - 1;
    long outer = 1;
    for (int i = 0; i < innermost; i++) {
      outer *= shape.size(i);
    }
    for (long row = 0; row < outer; row++) {
      rows.copy(rowStart(row, innermost), shape.size(innermost), strides.get(innermost));
    }
    rows.flush();
  }

  /// Where the innermost row number `row` begins.
  private long rowStart(long row, int innermost) {
    long start = offset;
    long rest = row;
    for (int i = innermost - 1; i >= 0; i--) {
      start += rest % shape.size(i) * strides.get(i);
      rest /= shape.size(i);
    }
    return start;
  }

  private boolean isContiguous() {
    long expected = 1;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      if (shape.size(i) != 1 && strides.get(i) != expected) {
        return false;
      }
      expected *= shape.size(i);
    }
    return true;
  }

  /// Collects rows into chunks for a sink.
  private final class Rows {
    private final MemorySegment data;
    private final FloatSink sink;
    private final float[] chunk;
    private int filled;

    Rows(MemorySegment data, FloatSink sink) {
      this.data = data;
      this.sink = sink;
      this.chunk = new float[(int) Math.min(CHUNK, shape.elements())];
    }

    void copy(long from, long count, long stride) {
      long done = 0;
      while (done < count) {
        int now = (int) Math.min(count - done, chunk.length - filled);
        storage.type.toFloats(data, from + done * stride, stride, chunk, filled, now);
        done += now;
        filled += now;
        if (filled == chunk.length) {
          flush();
        }
      }
    }

    void flush() {
      if (filled > 0) {
        sink.accept(chunk, filled);
        filled = 0;
      }
    }
  }
}
