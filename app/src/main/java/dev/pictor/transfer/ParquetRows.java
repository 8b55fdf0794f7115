package dev.pictor.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/// Puts rows together again from their columns, see [ParquetSchema]. Throws
/// [IllegalArgumentException] at what cannot be.
final class ParquetRows extends RecordMaterializer<ParquetRows> {
  private final Record record = new Record(ParquetSchema.TYPE);
  private final List<String> keywords = new ArrayList<>();
  private final List<FileRow> files = new ArrayList<>();
  private final float[] vector;
  private int values;

  /// @param dimension of the vectors
  ParquetRows(int dimension) {
    this.vector = new float[dimension];
    Record file = new Record(ParquetSchema.TYPE.getType("files", "list", "element").asGroupType());
    record.put("keywords", new Elements(new Value(value -> keywords.add(text(value)))));
    record.put(
        "files",
        new Elements(
            new Group(
                file,
                file::clear,
                () ->
                    files.add(
                        new FileRow(
                            file.text("root"),
                            file.text("path"),
                            file.get("sizeBytes", Long.class),
                            file.get("modifiedMillis", Long.class))))));
    record.put("embedding", new Elements(new Value(value -> add((Float) value))));
  }

  private void add(float value) {
    if (values == vector.length) {
      throw new IllegalArgumentException(
          "the vector has more than %,d values".formatted(vector.length));
    }
    vector[values++] = value;
  }

  private void clear() {
    record.clear();
    keywords.clear();
    files.clear();
    values = 0;
  }

  @Override
  public GroupConverter getRootConverter() {
    return new Group(record, this::clear, () -> {});
  }

  /// The last row that was read is in this one.
  @Override
  public ParquetRows getCurrentRecord() {
    return this;
  }

  Row row() {
    return new Row(
        record.text("id"),
        record.text("hash"),
        record.text("format"),
        record.get("sizeBytes", Long.class),
        record.get("width", Integer.class),
        record.get("height", Integer.class),
        time(record.get("takenAt", Long.class)),
        record.get("takenOffsetSeconds", Integer.class),
        record.text("camera"),
        record.text("lens"),
        record.get("exposureSeconds", Double.class),
        record.get("fNumber", Double.class),
        record.get("iso", Integer.class),
        record.get("focalLengthMm", Double.class),
        record.get("latitude", Double.class),
        record.get("longitude", Double.class),
        record.get("orientation", Integer.class),
        record.text("title"),
        List.copyOf(keywords),
        record.get("rating", Integer.class),
        List.copyOf(files),
        null,
        null);
  }

  private static @Nullable LocalDateTime time(@Nullable Long millis) {
    return millis == null
        ? null
        : LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1_000L),
            Math.floorMod(millis, 1_000) * 1_000_000,
            ZoneOffset.UTC);
  }

  float[] vector() {
    if (values != vector.length) {
      throw new IllegalArgumentException(
          "the vector has %,d values; the model makes %,d".formatted(values, vector.length));
    }
    return vector;
  }

  byte[] thumbnail() {
    return Texts.requireThere(record.get("thumbnail", byte[].class), "thumbnail");
  }

  private static String text(Object value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap((byte[]) value)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is not UTF-8", e);
    }
  }

  /// The fields of a group, as they were last read.
  private static final class Record {
    private final GroupType type;
    private final @Nullable Object[] values;
    private final Converter[] converters;

    Record(GroupType type) {
      this.type = type;
      this.values = new @Nullable Object[type.getFieldCount()];
      this.converters = new Converter[values.length];
      for (int field = 0; field < values.length; field++) {
        int index = field;
        converters[field] = new Value(value -> values[index] = value);
      }
    }

    void put(String name, Converter converter) {
      converters[type.getFieldIndex(name)] = converter;
    }

    void clear() {
      Arrays.fill(values, null);
    }

    <T> @Nullable T get(String name, Class<T> as) {
      return as.cast(values[type.getFieldIndex(name)]);
    }

    @Nullable String text(String name) {
      byte[] bytes = get(name, byte[].class);
      return bytes == null ? null : ParquetRows.text(bytes);
    }
  }

  /// Hears of a group's beginning and end.
  private static final class Group extends GroupConverter {
    private final Record record;
    private final Runnable atStart;
    private final Runnable atEnd;

    Group(Record record, Runnable atStart, Runnable atEnd) {
      this.record = record;
      this.atStart = atStart;
      this.atEnd = atEnd;
    }

    @Override
    public Converter getConverter(int field) {
      return record.converters[field];
    }

    @Override
    public void start() {
      atStart.run();
    }

    @Override
    public void end() {
      atEnd.run();
    }
  }

  /// A list, which is a group with a repeated group with the element.
  private static final class Elements extends GroupConverter {
    private final Converter inner;

    /// @param element of the list
    Elements(Converter element) {
      this.inner =
          new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
              return element;
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
          };
    }

    @Override
    public Converter getConverter(int field) {
      return inner;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  /// Takes a value of any type.
  private static final class Value extends PrimitiveConverter {
    private final Consumer<Object> taker;

    Value(Consumer<Object> taker) {
      this.taker = taker;
    }

    @Override
    public void addBinary(Binary value) {
      taker.accept(value.getBytes());
    }

    @Override
    public void addInt(int value) {
      taker.accept(value);
    }

    @Override
    public void addLong(long value) {
      taker.accept(value);
    }

    @Override
    public void addFloat(float value) {
      taker.accept(value);
    }

    @Override
    public void addDouble(double value) {
      taker.accept(value);
    }
  }
}
