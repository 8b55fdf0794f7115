package dev.pictor.clip.text;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The ids of the original code (openai/CLIP with ftfy 6.3.1, regex 2022.10.31, Python 3.11),
/// exactly, in every category, mojibake included.
class ReferenceTokensTest {
  private static final String SAMPLE = "tokens-sample.jsonl";

  private final ClipTokenizer tokenizer = ClipTokenizer.openAi(77);

  /// The whole reference, where it is at hand.
  @Test
  void encode_agreesWithTheOriginalOnTheWholeReference() throws IOException {
    Path tokens =
        Path.of(System.getProperty("pictor.basedir", "."))
            .resolve("../shared/reference/tokenizer/tokens.jsonl");
    assumeTrue(Files.exists(tokens), "the reference is not beside the repository: " + tokens);
    try (Stream<String> lines = Files.lines(tokens)) {
      List<ReferenceLine> reference = ReferenceLine.parseAll(lines).toList();
      assertThat(reference).hasSize(5_000);
      assertThat(differingByCategory(reference)).isEmpty();
    }
  }

  /// Up to 16 lines of each of its categories, half of them such that text repair changes, and
  /// more of mojibake; chosen by a fixed seed (20261124).
  @Test
  void encode_agreesWithTheOriginalOnTheSample() {
    List<ReferenceLine> sample = sample();
    assertThat(sample).hasSize(330);
    assertThat(sample.stream().map(ReferenceLine::category).distinct()).hasSize(20);
    assertThat(differingByCategory(sample)).isEmpty();
  }

  private Map<String, Long> differingByCategory(List<ReferenceLine> lines) {
    return lines.stream()
        .filter(line -> !line.agreesWith(tokenizer))
        .collect(groupingBy(ReferenceLine::category, TreeMap::new, counting()));
  }

  private static List<ReferenceLine> sample() {
    var in = Objects.requireNonNull(ReferenceTokensTest.class.getResourceAsStream(SAMPLE));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return ReferenceLine.parseAll(reader.lines()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
