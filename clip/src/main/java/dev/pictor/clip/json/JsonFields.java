package dev.pictor.clip.json;

import dev.pictor.clip.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of an object in a JSON file. What is missing or null has a default; what has another
/// type or is out of range is refused with the names of file and field and the value seen.
public final class JsonFields {
  private final Path file;
  private final JsonNode object;

  /// What stands before a field's name: empty, or the name of the part with a dot.
  private final String prefix;

  private JsonFields(Path file, JsonNode object, String prefix) {
    this.file = file;
    this.object = object;
    this.prefix = prefix;
  }

  /// @param maxBytes the largest file that is read
  /// @throws ModelException if it cannot be read or is no object
  public static JsonFields read(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ModelException(
            "Cannot read the model file %s: it has more than %,d bytes.".formatted(file, maxBytes));
      }
      return new JsonFields(file, StrictJson.object(bytes), "");
    } catch (BadJsonException e) {
      throw new ModelException(
          "Cannot read the model file %s: it %s.".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new ModelException("Cannot read the model file %s: %s".formatted(file, e), e);
    }
  }

  public Path file() {
    return file;
  }

  public JsonNode object() {
    return object;
  }

  /// The value of a field, or null where it is missing or null.
  public @Nullable JsonNode get(String field) {
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /// A field that is an object, or null where it is missing.
  public @Nullable JsonFields part(String field) {
    JsonNode value = get(field);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw refused(field, "an object is needed");
    }
    return new JsonFields(file, value, prefix + field + ".");
  }

  public int integer(String field, int standard, int least, int most) {
    JsonNode value = get(field);
    if (value == null) {
      return standard;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw refused(field, "a whole number from %,d to %,d is needed".formatted(least, most));
    }
    return value.intValue();
  }

  /// A number above 0.
  public double positive(String field, double standard) {
    JsonNode value = get(field);
    if (value == null) {
      return standard;
    }
    if (!isPositive(value)) {
      throw refused(field, "a number above 0 is needed");
    }
    return value.doubleValue();
  }

  private static boolean isPositive(JsonNode value) {
    return value.isNumber() && value.doubleValue() > 0 && Double.isFinite(value.doubleValue());
  }

  /// A field that is true or false.
  public boolean flag(String field, boolean standard) {
    JsonNode value = get(field);
    if (value == null) {
      return standard;
    }
    if (!value.isBoolean()) {
      throw refused(field, "true or false is needed");
    }
    return value.booleanValue();
  }

  public String text(String field, String standard) {
    JsonNode value = get(field);
    if (value == null) {
      return standard;
    }
    if (!value.isString()) {
      throw refused(field, "a text is needed");
    }
    return value.stringValue();
  }

  /// Three numbers.
  public List<Float> three(String field, List<Float> standard) {
    JsonNode value = get(field);
    if (value == null) {
      return standard;
    }
    List<Float> numbers = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode number : value.values()) {
        if (number.isNumber() && Float.isFinite((float) number.doubleValue())) {
          numbers.add((float) number.doubleValue());
        }
      }
    }
    if (numbers.size() != 3 || value.size() != 3) {
      throw refused(field, "three numbers are needed");
    }
    return List.copyOf(numbers);
  }

  /// @param reason why the value of the field cannot be used, and what can
  public ModelException refused(String field, String reason) {
    JsonNode value = object.get(field);
    return new ModelException(
        "Cannot read the model file %s: the field %s%s is %s; %s."
            .formatted(file, prefix, field, value == null ? "missing" : shown(value), reason));
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
