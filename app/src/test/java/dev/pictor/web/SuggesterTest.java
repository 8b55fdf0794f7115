package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.web.view.Home.Album;
import dev.pictor.web.view.Suggestions.Option;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggesterTest {
  private static final Suggester SUGGESTER =
      new Suggester(
          List.of(new Album("Winter", "dog + snow", "")),
          List.of("dog on a chair", "image:/etc/passwd dog", "cat"),
          List.of("Holiday", "New York"));

  private static List<Option> suggest(String before, String behind) {
    return SUGGESTER.suggest(new Typed(before, behind)).options();
  }

  @Test
  void queries_thatHoldWhatWasTypedComeFirst_andNoneThatNamesAFile() {
    assertThat(suggest("do", ""))
        .extracting(Option::query)
        .containsExactly("dog + snow", "dog on a chair");
    assertThat(suggest("do", "")).allMatch(Option::isComplete);
    assertThat(suggest("cat", "")).extracting(Option::query).doesNotContain("cat");
  }

  @Test
  void nothing_suggestsWhatWasAskedAndTheWordsOfTheLanguage() {
    assertThat(suggest("", ""))
        .hasSize(10)
        .extracting(Option::text)
        .startsWith("Winter", "dog on a chair", "cat", "folder:");
  }

  @ParameterizedTest
  @CsvSource({
    "cat ty, '', cat type:",
    "cat -ty, ' dog', cat -type: dog",
    "(ty, '', (type:",
    "cat type:, '', cat type:jpeg",
    "type:pn, ' dog', type:png dog",
    "-folder:hol, '', -folder:Holiday",
    "folder:yor, '', 'folder:\"New York\"'",
    "'folder:\"New Y', '', 'folder:\"New York\"'",
    "sort:n, '', sort:newest"
  })
  void wordsAndValues_replaceWhatWasBegun(String before, String behind, String query) {
    Option first = suggest(before, behind).getFirst();

    assertThat(first.query()).isEqualTo(query);
    assertThat(first.isComplete()).isFalse();
  }

  @Test
  void whatIsNoBeginning_suggestsNothing() {
    assertThat(suggest("zebra", "")).isEmpty();
    assertThat(suggest("a blank ", "")).isEmpty();
    assertThat(suggest("colour:r", "")).isEmpty();
    assertThat(suggest("type:webm", "")).isEmpty();
  }

  @Test
  void suggestions_areFewHoweverMuchIsKept() {
    List<String> many = IntStream.range(0, 1_000).mapToObj(number -> "dog " + number).toList();

    assertThat(new Suggester(List.of(), many, many).suggest(new Typed("dog", "")).options())
        .hasSizeLessThan(11);
    assertThat(new Suggester(List.of(), many, many).suggest(new Typed("folder:", "")).options())
        .hasSizeLessThan(11);
  }

  @Test
  void caret_isAtTheEndUnlessItIsTold() {
    assertThat(Typed.of(Fields.parse("q=ab+c&at=2"))).isEqualTo(new Typed("ab", " c"));
    assertThat(Typed.of(Fields.parse("q=ab&at=99"))).isEqualTo(new Typed("ab", ""));
    assertThat(Typed.of(Fields.parse("q=ab&at=x"))).isEqualTo(new Typed("ab", ""));
    assertThat(Typed.of(Fields.parse("q=" + "a".repeat(5_000))).before()).hasSize(1_000);
  }
}
