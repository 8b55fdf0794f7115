package dev.pictor.json;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one mapper: records become objects with their fields in the order of declaration.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private Json() {}

  /// One line without a line break at its end.
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// @throws tools.jackson.core.JacksonException if it is no JSON, or not of this type
  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }
}
