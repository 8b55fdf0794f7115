package dev.pictor.clip.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What is to become of a malformed or unusual file: a line of `adversarial/verdicts.txt`, which
/// says what the columns mean.
public record Verdict(
    Kind kind, Form form, String file, OptionalDouble difference, List<String> words) {

  public enum Kind {
    LOAD,
    REJECT,
    EITHER
  }

  public enum Form {
    ALONE,
    FOLDER,
    CONFIG
  }

  public static List<Verdict> all() {
    try {
      return Files.readAllLines(Fixtures.resource("adversarial/verdicts.txt")).stream()
          .filter(line -> !line.startsWith("#"))
          .map(Verdict::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verdict parse(String line) {
    String[] columns = line.split("\\|");
    if (columns.length != 5) {
      throw new IllegalArgumentException("not five columns: " + line);
    }
    String difference = columns[3].strip();
    String words = columns[4].strip();
    return new Verdict(
        Kind.valueOf(columns[0].strip().toUpperCase(Locale.ROOT)),
        Form.valueOf(columns[1].strip().toUpperCase(Locale.ROOT)),
        columns[2].strip(),
        difference.equals("-")
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(difference)),
        words.equals("-")
            ? List.of()
            : Arrays.stream(words.split("&")).map(String::strip).toList());
  }

  /// Makes what is to be opened.
  ///
  /// @param folder for it, still empty
  public Path prepare(Path found, Path folder) {
    Path config = Fixtures.resource("micro/hf_micro_config.json");
    Path weights = Fixtures.resource("micro/hf_micro_f32.safetensors");
    return switch (form) {
      case ALONE -> found;
      case CONFIG -> Folders.of(folder, found, weights, "model.safetensors");
      case FOLDER ->
          Folders.of(
              folder,
              config,
              found,
              file.endsWith(".bin") ? "pytorch_model.bin" : "model.safetensors");
    };
  }

  /// The file that a message about it has to name.
  public Path named(Path opened) {
    return switch (form) {
      case ALONE -> opened;
      case CONFIG -> opened.resolve("config.json");
      case FOLDER -> opened;
    };
  }

  @Override
  public String toString() {
    return file;
  }
}
