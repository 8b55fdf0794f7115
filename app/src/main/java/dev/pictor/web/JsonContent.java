package dev.pictor.web;

import dev.pictor.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// The fields of a JSON object that was sent. Types are strict: a number is no text.
record JsonContent(JsonNode object) {
  /// Whether a request says that its content is JSON.
  static boolean isIn(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    return type.strip().toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?");
  }

  /// @throws ProblemException if it is none
  static void requireIn(ServerRequest request) {
    if (!isIn(request)) {
      throw new ProblemException(
          new Problem(
              415,
              "not-json",
              "This content is not taken here",
              "Send JSON: Content-Type: application/json."));
    }
  }

  /// @throws ProblemException if it is no JSON object
  static JsonContent of(byte[] content) {
    JsonNode node;
    try {
      node = Json.read(text(content), JsonNode.class);
    } catch (CharacterCodingException e) {
      throw bad("It is not UTF-8.");
    } catch (JacksonException e) {
      throw bad("It cannot be understood%s.".formatted(from(e.getLocation())));
    }
    if (node == null || !node.isObject()) {
      throw bad("It is no object: {...}.");
    }
    return new JsonContent(node);
  }

  /// What is deeper or longer than JSON may be has no place.
  private static String from(@Nullable TokenStreamLocation place) {
    return place == null
        ? ""
        : " from line %d, column %d on".formatted(place.getLineNr(), place.getColumnNr());
  }

  private static String text(byte[] content) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(new Problem(400, "bad-json", "This is no JSON", detail));
  }

  /// @throws ProblemException if it is not there, or no text
  String text(String field) {
    JsonNode value = object.get(field);
    if (value == null || !value.isString()) {
      throw unusable(field, "takes a text");
    }
    return value.stringValue();
  }

  /// @param most texts, and at least 1
  /// @param longest characters of one, which is not blank
  /// @throws ProblemException if it is something else
  List<String> texts(String field, int most, int longest) {
    JsonNode value = object.get(field);
    if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
      throw unusable(field, "takes a list of 1 to %d texts".formatted(most));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isString()
          || item.stringValue().isBlank()
          || item.stringValue().length() > longest) {
        throw unusable(
            field, "takes texts of 1 to %,d characters that are not blank".formatted(longest));
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  /// @param takes what is right
  static ProblemException unusable(String field, String takes) {
    return new ProblemException(
        new Problem(
            422, "bad-field", "This cannot be used", "The field “%s” %s.".formatted(field, takes)));
  }
}
