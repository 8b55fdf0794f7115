package dev.pictor.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of a form, from an address or a request's content
/// (`application/x-www-form-urlencoded`). The first of a name counts.
final class Fields {
  private final Map<String, String> values;

  private Fields(Map<String, String> values) {
    this.values = values;
  }

  /// @throws ProblemException if a `%` is not followed by two hex digits
  static Fields parse(String encoded) {
    Map<String, String> values = new HashMap<>();
    for (String field : encoded.split("&")) {
      int equals = field.indexOf('=');
      String name = equals < 0 ? field : field.substring(0, equals);
      values.putIfAbsent(decode(name), equals < 0 ? "" : decode(field.substring(equals + 1)));
    }
    return new Fields(values);
  }

  /// The value, empty where there is no such field.
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  boolean isTrue(String name) {
    return text(name).equals("true");
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.ofStatus(400));
    }
  }
}
