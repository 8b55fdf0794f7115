package dev.pictor.transfer;

import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/// Writes rows, field by field as [ParquetSchema] has them.
final class ParquetRow {
  private final RecordConsumer consumer;

  ParquetRow(RecordConsumer consumer) {
    this.consumer = consumer;
  }

  void write(Row row, float[] vector, byte[] thumbnail) {
    GroupType type = ParquetSchema.TYPE;
    consumer.startMessage();
    text(type, "id", row.id());
    text(type, "hash", row.hash());
    text(type, "format", row.format());
    number(type, "sizeBytes", row.sizeBytes());
    integer(type, "width", row.width());
    integer(type, "height", row.height());
    number(
        type,
        "takenAt",
        row.takenAt() == null ? null : row.takenAt().toInstant(ZoneOffset.UTC).toEpochMilli());
    integer(type, "takenOffsetSeconds", row.takenOffsetSeconds());
    text(type, "camera", row.camera());
    text(type, "lens", row.lens());
    real(type, "exposureSeconds", row.exposureSeconds());
    real(type, "fNumber", row.fNumber());
    integer(type, "iso", row.iso());
    real(type, "focalLengthMm", row.focalLengthMm());
    real(type, "latitude", row.latitude());
    real(type, "longitude", row.longitude());
    integer(type, "orientation", row.orientation());
    text(type, "title", row.title());
    list(type, "keywords", row.keywords(), this::keyword);
    integer(type, "rating", row.rating());
    list(type, "files", row.files(), this::file);
    embedding(type, vector);
    field(type, "thumbnail", () -> consumer.addBinary(Binary.fromConstantByteArray(thumbnail)));
    consumer.endMessage();
  }

  private void keyword(String keyword) {
    consumer.startField("element", 0);
    consumer.addBinary(Binary.fromString(keyword));
    consumer.endField("element", 0);
  }

  private void file(FileRow file) {
    GroupType type = ParquetSchema.TYPE.getType("files", "list", "element").asGroupType();
    consumer.startField("element", 0);
    consumer.startGroup();
    text(type, "root", file.root());
    text(type, "path", file.path());
    number(type, "sizeBytes", file.sizeBytes());
    number(type, "modifiedMillis", file.modifiedMillis());
    consumer.endGroup();
    consumer.endField("element", 0);
  }

  private void embedding(GroupType type, float[] vector) {
    field(
        type,
        "embedding",
        () -> {
          consumer.startGroup();
          consumer.startField("list", 0);
          for (float value : vector) {
            consumer.startGroup();
            consumer.startField("element", 0);
            consumer.addFloat(value);
            consumer.endField("element", 0);
            consumer.endGroup();
          }
          consumer.endField("list", 0);
          consumer.endGroup();
        });
  }

  private <T> void list(
      GroupType type, String name, @Nullable List<T> values, Consumer<T> element) {
    field(
        type,
        name,
        () -> {
          consumer.startGroup();
          if (values != null && !values.isEmpty()) {
            consumer.startField("list", 0);
            for (T value : values) {
              consumer.startGroup();
              element.accept(value);
              consumer.endGroup();
            }
            consumer.endField("list", 0);
          }
          consumer.endGroup();
        });
  }

  private void text(GroupType type, String name, @Nullable String value) {
    if (value != null) {
      field(type, name, () -> consumer.addBinary(Binary.fromString(value)));
    }
  }

  private void number(GroupType type, String name, @Nullable Long value) {
    if (value != null) {
      field(type, name, () -> consumer.addLong(value));
    }
  }

  private void integer(GroupType type, String name, @Nullable Integer value) {
    if (value != null) {
      field(type, name, () -> consumer.addInteger(value));
    }
  }

  private void real(GroupType type, String name, @Nullable Double value) {
    if (value != null) {
      field(type, name, () -> consumer.addDouble(value));
    }
  }

  private void field(GroupType type, String name, Runnable content) {
    int index = type.getFieldIndex(name);
    consumer.startField(name, index);
    content.run();
    consumer.endField(name, index);
  }
}
