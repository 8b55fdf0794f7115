package dev.pictor.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pictor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The document of the API as its tests read it: strictly, so that a field that it does not name is
/// a fault.
final class ApiDocument {
  private static final String BASE = "https://pictor.invalid/openapi.json";
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  final JsonNode root;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new HashMap<>();

  /// @param item what all operations of its path have
  record Operation(String id, String method, String path, JsonNode json, JsonNode item) {
    boolean isOpen() {
      return json.has("security") && json.get("security").isEmpty();
    }
  }

  /// An answer as it came.
  ///
  /// @param headers by their names in lower case
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String type() {
      return headers.getOrDefault("content-type", "");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private ApiDocument(JsonNode root) {
    this.root = root;
    JsonNode strict = root.deepCopy();
    close(strict);
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(BASE, strict.toString())));
  }

  static ApiDocument read() {
    try (InputStream input = ApiRoutes.class.getResourceAsStream("openapi.json")) {
      return new ApiDocument(
          Json.read(new String(input.readAllBytes(), StandardCharsets.UTF_8), JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes objects take the fields that are named, and no others.
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object && object.has("properties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (var path : root.get("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().get(method);
        if (operation != null) {
          operations.add(
              new Operation(
                  operation.get("operationId").stringValue(),
                  method.toUpperCase(Locale.ROOT),
                  path.getKey(),
                  operation,
                  path.getValue()));
        }
      }
    }
    return operations;
  }

  Operation operation(String id) {
    return operations().stream().filter(one -> one.id().equals(id)).findAny().orElseThrow();
  }

  /// What a reference leads to.
  JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : root.at(reference.stringValue().substring(1));
  }

  List<JsonNode> parameters(Operation operation) {
    List<JsonNode> parameters = new ArrayList<>();
    for (JsonNode from :
        List.of(operation.json().path("parameters"), operation.item().path("parameters"))) {
      from.forEach(parameter -> parameters.add(resolved(parameter)));
    }
    return parameters;
  }

  TreeSet<String> statuses(Operation operation) {
    return operation
        .json()
        .get("responses")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Codes of problems.
  List<String> codes() {
    return root.at("/components/schemas/Problem/properties/code/enum")
        .valueStream()
        .map(JsonNode::stringValue)
        .toList();
  }

  /// What is wrong with a value; empty if nothing is.
  List<String> faults(String pointer, JsonNode value) {
    return schemas
        .computeIfAbsent(
            pointer, p -> registry.getSchema(SchemaLocation.of(BASE + "#" + fragment(p))))
        .validate(value.toString(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /// What is wrong with an answer; empty if it is as the document says.
  List<String> faults(Operation operation, Answer answer, boolean head) {
    String status = Integer.toString(answer.status());
    JsonNode responses = operation.json().get("responses");
    String key = responses.has(status) ? status : "default";
    String pointer =
        "/paths/%s/%s/responses/%s"
            .formatted(escaped(operation.path()), operation.method().toLowerCase(Locale.ROOT), key);
    JsonNode reference = responses.get(key).get("$ref");
    String at = reference == null ? pointer : reference.stringValue().substring(1);
    JsonNode response = root.at(at);
    List<String> faults = new ArrayList<>();
    if (key.equals("default") && answer.status() < 400) {
      faults.add("the document knows no status " + status);
    }
    for (var header : response.path("headers").properties()) {
      String value = answer.headers().get(header.getKey().toLowerCase(Locale.ROOT));
      JsonNode schema = resolved(header.getValue()).get("schema");
      if (value == null) {
        faults.add("no header " + header.getKey());
      } else if (schema.has("pattern") && !value.matches(schema.get("pattern").stringValue())) {
        faults.add("header %s is %s".formatted(header.getKey(), value));
      }
    }
    faults.addAll(contentFaults(at, response, answer, head));
    return faults;
  }

  private List<String> contentFaults(String at, JsonNode response, Answer answer, boolean head) {
    JsonNode content = response.get("content");
    if (content == null) {
      return answer.body().length == 0 ? List.of() : List.of("content where none is documented");
    }
    String type = answer.type().replaceFirst(";.*", "").strip();
    if (!content.has(type)) {
      return List.of("content of type '%s'".formatted(answer.type()));
    }
    if (head) {
      return answer.body().length == 0 ? List.of() : List.of("content for HEAD");
    }
    if (!type.endsWith("json")) {
      return answer.body().length > 0 ? List.of() : List.of("no content");
    }
    JsonNode body = Json.read(answer.text(), JsonNode.class);
    List<String> faults =
        new ArrayList<>(faults("%s/content/%s/schema".formatted(at, escaped(type)), body));
    if (type.equals("application/problem+json") && body.path("status").asInt() != answer.status()) {
      faults.add("a problem of status " + body.path("status"));
    }
    return faults;
  }

  /// A pointer as addresses carry it.
  private static String fragment(String pointer) {
    return pointer.replace("{", "%7B").replace("}", "%7D");
  }

  /// A name as a part of a pointer.
  static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /// @return null where the operation takes no JSON
  @Nullable JsonNode bodyExample(Operation operation) {
    JsonNode example = operation.json().at("/requestBody/content/application~1json/example");
    return example.isMissingNode() ? null : example;
  }
}
