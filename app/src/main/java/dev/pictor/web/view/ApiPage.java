package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON API, for people.
///
/// @param paragraphs what to know first
/// @param groups of operations
/// @param schemas what JSON is made of
public record ApiPage(List<List<Piece>> paragraphs, List<Group> groups, List<Schema> schemas) {
  public ApiPage {
    paragraphs = List.copyOf(paragraphs);
    groups = List.copyOf(groups);
    schemas = List.copyOf(schemas);
  }

  /// A part of a text.
  ///
  /// @param code whether it is to be typed as it stands
  public record Piece(String text, boolean code) {}

  /// @param anchor where links lead
  public record Group(String name, String anchor, String description, List<Operation> operations) {
    public Group {
      operations = List.copyOf(operations);
    }
  }

  /// @param body what is sent; null if nothing is
  public record Operation(
      String anchor,
      String method,
      String path,
      String summary,
      List<Piece> description,
      List<Field> parameters,
      @Nullable Body body,
      List<Answer> answers) {
    public Operation {
      description = List.copyOf(description);
      parameters = List.copyOf(parameters);
      answers = List.copyOf(answers);
    }
  }

  /// A parameter, or a field of an object.
  ///
  /// @param where of a parameter: `path`, `query`, `header`; empty of a field
  public record Field(
      String name, String where, Type type, boolean required, List<Piece> description) {
    public Field {
      description = List.copyOf(description);
    }
  }

  /// @param text for people: `integer, 1 to 500`
  /// @param schema name of the one that it links to; null if there is none
  public record Type(String text, @Nullable String schema) {}

  public record Body(List<Piece> description, List<Content> contents) {
    public Body {
      description = List.copyOf(description);
      contents = List.copyOf(contents);
    }
  }

  public record Answer(String status, List<Piece> description, List<Content> contents) {
    public Answer {
      description = List.copyOf(description);
      contents = List.copyOf(contents);
    }
  }

  /// @param type of the content
  /// @param schema name of it; null where it is no JSON
  /// @param example null where there is none
  public record Content(String type, @Nullable String schema, @Nullable String example) {}

  public record Schema(String name, List<Piece> description, List<Field> fields) {
    public Schema {
      description = List.copyOf(description);
      fields = List.copyOf(fields);
    }
  }
}
