package dev.pictor.web;

import dev.pictor.web.view.ApiPage;
import dev.pictor.web.view.ApiPage.Answer;
import dev.pictor.web.view.ApiPage.Body;
import dev.pictor.web.view.ApiPage.Content;
import dev.pictor.web.view.ApiPage.Field;
import dev.pictor.web.view.ApiPage.Group;
import dev.pictor.web.view.ApiPage.Operation;
import dev.pictor.web.view.ApiPage.Piece;
import dev.pictor.web.view.ApiPage.Schema;
import dev.pictor.web.view.ApiPage.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the page shows of the document of the API.
record ApiView(JsonNode document) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  ApiPage page() {
    List<Group> groups = new ArrayList<>();
    for (JsonNode tag : document.get("tags")) {
      groups.add(group(tag));
    }
    List<Schema> schemas = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      schemas.add(schema(schema.getKey(), schema.getValue()));
    }
    return new ApiPage(
        document
            .at("/info/description")
            .stringValue()
            .lines()
            .filter(line -> !line.isEmpty())
            .map(ApiView::pieces)
            .toList(),
        groups,
        schemas);
  }

  private Group group(JsonNode tag) {
    String name = tag.get("name").stringValue();
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())
            && operation.getValue().at("/tags/0").stringValue().equals(name)) {
          operations.add(
              operation(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  path.getValue(),
                  operation.getValue()));
        }
      }
    }
    return new Group(
        name,
        "of-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'), // no operation is called so
        tag.get("description").stringValue(),
        operations);
  }

  private Operation operation(String method, String path, JsonNode item, JsonNode operation) {
    List<Field> parameters = new ArrayList<>();
    for (JsonNode from : List.of(operation.path("parameters"), item.path("parameters"))) {
      from.forEach(parameter -> parameters.add(parameter(resolved(parameter))));
    }
    List<Answer> answers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> answer : operation.get("responses").properties()) {
      JsonNode response = resolved(answer.getValue());
      answers.add(
          new Answer(
              answer.getKey().equals("default") ? "other" : answer.getKey(),
              description(response),
              contents(response)));
    }
    JsonNode body = operation.path("requestBody");
    return new Operation(
        operation.get("operationId").stringValue(),
        method,
        path,
        operation.get("summary").stringValue(),
        description(operation),
        parameters,
        body.isMissingNode() ? null : new Body(description(body), contents(body)),
        answers);
  }

  private Field parameter(JsonNode parameter) {
    return new Field(
        parameter.get("name").stringValue(),
        parameter.get("in").stringValue(),
        type(parameter.get("schema")),
        parameter.path("required").asBoolean(),
        description(parameter));
  }

  private List<Content> contents(JsonNode parent) {
    List<Content> contents = new ArrayList<>();
    for (Map.Entry<String, JsonNode> content : parent.path("content").properties()) {
      JsonNode schema = content.getValue().path("schema").path("$ref");
      JsonNode example = content.getValue().path("example");
      contents.add(
          new Content(
              content.getKey(),
              schema.isMissingNode() ? null : name(schema),
              example.isMissingNode() ? null : example.toPrettyString()));
    }
    return contents;
  }

  private Schema schema(String name, JsonNode schema) {
    List<String> required =
        schema.path("required").valueStream().map(JsonNode::stringValue).toList();
    return new Schema(name, description(schema), fields("", schema, required));
  }

  /// Fields of objects within are told with the path that leads there.
  private List<Field> fields(String prefix, JsonNode schema, List<String> required) {
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode value = property.getValue();
      String name = prefix + property.getKey();
      fields.add(
          new Field(
              name, "", type(value), required.contains(property.getKey()), description(value)));
      fields.addAll(fields(name + ".", value, List.of()));
    }
    return fields;
  }

  private Type type(JsonNode schema) {
    JsonNode reference = schema.path("$ref");
    if (!reference.isMissingNode()) {
      return new Type(name(reference), name(reference));
    }
    if (schema.has("items")) {
      Type item = type(schema.get("items"));
      return new Type("list of " + item.text(), item.schema());
    }
    return new Type(words(schema) + bounds(schema), null);
  }

  private static String words(JsonNode schema) {
    if (schema.has("enum") && schema.get("enum").size() <= MOST_VALUES) {
      return String.join(" or ", schema.get("enum").valueStream().map(JsonNode::asString).toList());
    }
    JsonNode type = schema.path("type");
    return type.isArray()
        ? String.join(" or ", type.valueStream().map(JsonNode::stringValue).toList())
        : type.asString("");
  }

  /// More are told elsewhere.
  private static final int MOST_VALUES = 8;

  private static String bounds(JsonNode schema) {
    StringBuilder bounds = new StringBuilder();
    if (schema.has("minimum") && schema.has("maximum")) {
      bounds.append(", %s to %s".formatted(schema.get("minimum"), schema.get("maximum")));
    }
    if (schema.has("default")) {
      bounds.append(" (%s)".formatted(schema.get("default").asString()));
    }
    return bounds.toString();
  }

  /// A reference has the description of what it leads to.
  private List<Piece> description(JsonNode node) {
    JsonNode description = resolved(node).path("description");
    return pieces(description.asString(""));
  }

  private JsonNode resolved(JsonNode node) {
    @Nullable JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.stringValue().substring(1));
  }

  private static String name(JsonNode reference) {
    return reference.stringValue().substring(reference.stringValue().lastIndexOf('/') + 1);
  }

  /// What stands between backticks is code.
  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    boolean code = false;
    for (String part : text.split("`", -1)) {
      if (!part.isEmpty()) {
        pieces.add(new Piece(part, code));
      }
      code = !code;
    }
    return pieces;
  }
}
