package dev.pictor.transfer;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/// The columns of an export in Parquet: the fields of [Row], and what belongs to a picture besides.
final class ParquetSchema {
  /// `takenAt` is what the camera's clock showed, wherever that was.
  static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message picture {
            required binary id (STRING);
            required binary hash (STRING);
            required binary format (STRING);
            required int64 sizeBytes;
            required int32 width;
            required int32 height;
            optional int64 takenAt (TIMESTAMP(MILLIS,false));
            optional int32 takenOffsetSeconds;
            optional binary camera (STRING);
            optional binary lens (STRING);
            optional double exposureSeconds;
            optional double fNumber;
            optional int32 iso;
            optional double focalLengthMm;
            optional double latitude;
            optional double longitude;
            optional int32 orientation;
            optional binary title (STRING);
            required group keywords (LIST) {
              repeated group list {
                required binary element (STRING);
              }
            }
            optional int32 rating;
            required group files (LIST) {
              repeated group list {
                required group element {
                  required binary root (STRING);
                  required binary path (STRING);
                  required int64 sizeBytes;
                  required int64 modifiedMillis;
                }
              }
            }
            required group embedding (LIST) {
              repeated group list {
                required float element;
              }
            }
            required binary thumbnail;
          }
          """);

  /// As the footer of a file has it.
  static final List<SchemaElement> ELEMENTS = elements();

  private ParquetSchema() {}

  private static List<SchemaElement> elements() {
    List<SchemaElement> elements = new ArrayList<>();
    SchemaElement root = new SchemaElement(TYPE.getName());
    root.setNum_children(TYPE.getFieldCount());
    elements.add(root);
    TYPE.getFields().forEach(field -> add(field, elements));
    return List.copyOf(elements);
  }

  private static void add(org.apache.parquet.schema.Type field, List<SchemaElement> elements) {
    SchemaElement element = new SchemaElement(field.getName());
    element.setRepetition_type(FieldRepetitionType.valueOf(field.getRepetition().name()));
    annotate(element, field);
    elements.add(element);
    if (field.isPrimitive()) {
      element.setType(type(field));
    } else {
      element.setNum_children(field.asGroupType().getFieldCount());
      field.asGroupType().getFields().forEach(child -> add(child, elements));
    }
  }

  /// @param field a primitive one
  static Type type(org.apache.parquet.schema.Type field) {
    return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> Type.BYTE_ARRAY;
      case INT32 -> Type.INT32;
      case INT64 -> Type.INT64;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("no column is of " + field);
    };
  }

  /// Older readers know converted types only; there is none for a time without a zone.
  private static void annotate(SchemaElement element, org.apache.parquet.schema.Type field) {
    switch (field.getLogicalTypeAnnotation()) {
      case StringLogicalTypeAnnotation _ -> {
        element.setLogicalType(LogicalType.STRING(new StringType()));
        element.setConverted_type(ConvertedType.UTF8);
      }
      case ListLogicalTypeAnnotation _ -> {
        element.setLogicalType(LogicalType.LIST(new ListType()));
        element.setConverted_type(ConvertedType.LIST);
      }
      case TimestampLogicalTypeAnnotation _ ->
          element.setLogicalType(
              LogicalType.TIMESTAMP(new TimestampType(false, TimeUnit.MILLIS(new MilliSeconds()))));
      case null -> {}
      default -> throw new IllegalStateException("no column is of " + field);
    }
  }
}
