package dev.pictor.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of captions or queries: tab-separated values in UTF-8 without a heading, one line each.
/// Texts are taken as they are, nothing is quoted, blank lines are skipped.
///
/// @param lines in the order of the file, one or more
public record EvaluationFile(Path path, Form form, List<Line> lines) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LONGEST_SHOWN = 100;

  public EvaluationFile {
    lines = List.copyOf(lines);
  }

  /// One line.
  ///
  /// @param number from 1
  /// @param texts caption, query, or the right and the wrong caption; none blank
  /// @param picture as it is written: a path, relative to the file's folder or absolute
  /// @param category empty where there is none
  public record Line(int number, List<String> texts, String picture, String category) {
    public Line {
      texts = List.copyOf(texts);
    }

    String text() {
      return texts.getFirst();
    }
  }

  /// @throws EvaluationException naming file, line and what was seen, if it cannot be read or a
  ///     line is not of this form
  public static EvaluationFile read(Path path, Form form) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : decode(path, bytes(path)).split("\n", -1)) {
      number++;
      String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      if (!content.isBlank()) {
        lines.add(line(path, form, number, content));
      }
    }
    if (lines.isEmpty()) {
      throw new EvaluationException(
          "%s is empty: there is nothing to evaluate. A line is %s."
              .formatted(path, form.columns()));
    }
    return new EvaluationFile(path, form, lines);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new EvaluationException("There is no file %s.".formatted(path), e);
    } catch (IOException e) {
      throw new EvaluationException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static String decode(Path path, byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < input.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new EvaluationException(
          "%s, line %d: byte 0x%02x is not UTF-8 here. Save the file as UTF-8."
              .formatted(path, line, bytes[input.position()]),
          new CharacterCodingException());
    }
    String text = output.flip().toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static Line line(Path path, Form form, int number, String content) {
    List<String> columns = List.of(content.split("\t", -1));
    int texts = form.texts();
    if (columns.size() != texts + 1 && columns.size() != texts + 2) {
      throw malformed(
          path,
          form,
          number,
          content,
          columns.size() == 1 ? "no tab" : "%d columns".formatted(columns.size()));
    }
    for (String column : columns.subList(0, texts + 1)) {
      if (column.isBlank()) {
        throw malformed(path, form, number, content, "an empty column");
      }
    }
    return new Line(
        number,
        columns.subList(0, texts),
        columns.get(texts),
        columns.size() > texts + 1 ? columns.get(texts + 1).strip() : "");
  }

  private static EvaluationException malformed(
      Path path, Form form, int number, String content, String seen) {
    String shown =
        content.length() > LONGEST_SHOWN ? content.substring(0, LONGEST_SHOWN) + "..." : content;
    return new EvaluationException(
        "%s, line %d: %s in '%s'. A line is %s, and if you like TAB category."
            .formatted(path, number, seen, shown.replace("\t", "<TAB>"), form.columns()));
  }
}
