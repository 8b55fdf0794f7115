package dev.pictor.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.eval.EvaluationFile.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("captions.tsv");
  }

  private List<Line> read(Form form, String content) throws IOException {
    Files.writeString(file(), content);
    return EvaluationFile.read(file(), form).lines();
  }

  @Test
  void byteOrderMark_carriageReturns_blankLinesAndAMissingLastLineFeed_doNotMatter()
      throws IOException {
    assertThat(read(Form.CAPTIONS, "\uFEFFa cat\ta.jpg\r\n\r\n \t \nein Bär\tsub/ü b.jpg"))
        .containsExactly(
            new Line(1, List.of("a cat"), "a.jpg", ""),
            new Line(4, List.of("ein Bär"), "sub/ü b.jpg", ""));
  }

  @Test
  void texts_areTakenAsTheyAre() throws IOException {
    assertThat(read(Form.CAPTIONS, " \"A cat,\u2028 asleep.\" \ta.jpg\n"))
        .extracting(Line::text)
        .containsExactly(" \"A cat,\u2028 asleep.\" ");
  }

  @Test
  void lastColumn_isTheCategory() throws IOException {
    assertThat(read(Form.QUERIES, "cat\ta.jpg\tthings\ndog\tb.jpg\t\n"))
        .extracting(Line::category)
        .containsExactly("things", "");
    assertThat(read(Form.BINDING, "a red car\ta blue car\ta.jpg\tcolours"))
        .containsExactly(new Line(1, List.of("a red car", "a blue car"), "a.jpg", "colours"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CAPTIONS | a cat a.jpg          | no tab in 'a cat a.jpg'. A line is caption TAB picture path",
        "CAPTIONS | a;b;c;d              | 4 columns in 'a<TAB>b<TAB>c<TAB>d'",
        "CAPTIONS | ;a.jpg               | an empty column in '<TAB>a.jpg'",
        "QUERIES  | cat; ;x              | an empty column",
        "BINDING  | a cat;a.jpg          | 2 columns in 'a cat<TAB>a.jpg'. A line is right caption"
      })
  void malformedLine_isNamedWithItsNumberAndWhatWasSeen(Form form, String line, String message) {
    String good = form == Form.BINDING ? "right\twrong\ta.jpg" : "fine\ta.jpg";

    assertThatThrownBy(() -> read(form, good + "\n\n" + line.replace(';', '\t') + "\n"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("captions.tsv, line 3: ")
        .hasMessageContaining(message);
  }

  @Test
  void bytesThatAreNoUtf8_areNamedWithTheirLine() throws IOException {
    Files.write(file(), "a\ta.jpg\ncaf\u00e9\tb.jpg".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> EvaluationFile.read(file(), Form.CAPTIONS))
        .hasMessageContaining("captions.tsv, line 2: byte 0xe9 is not UTF-8");
  }

  @Test
  void fileThatEndsWithinACharacter_isNotUtf8() throws IOException {
    Files.write(file(), new byte[] {'a', '\t', 'b', (byte) 0xc3});

    assertThatThrownBy(() -> EvaluationFile.read(file(), Form.CAPTIONS))
        .hasMessageContaining("line 1: byte 0xc3 is not UTF-8");
  }

  @Test
  void emptyAndMissingFiles_areToldAsSuch() throws IOException {
    assertThatThrownBy(() -> read(Form.CAPTIONS, "\n\n")).hasMessageContaining("is empty");
    Files.delete(file());
    assertThatThrownBy(() -> EvaluationFile.read(file(), Form.CAPTIONS))
        .hasMessage("There is no file " + file() + ".");
    assertThatThrownBy(() -> EvaluationFile.read(folder, Form.CAPTIONS))
        .hasMessageContaining("Cannot read " + folder);
  }
}
