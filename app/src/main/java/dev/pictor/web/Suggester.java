package dev.pictor.web;

import dev.pictor.query.QueryWord;
import dev.pictor.web.view.Home.Album;
import dev.pictor.web.view.Suggestions;
import dev.pictor.web.view.Suggestions.Option;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds what may be meant by what was typed so far: whole queries that were asked or saved before,
/// words of the language, and what may stand behind them.
///
/// @param albums saved searches
/// @param recent queries, newest first
/// @param folders that `folder:` may name
record Suggester(List<Album> albums, List<String> recent, List<String> folders) {
  private static final int MOST = 10;
  private static final int MOST_ALBUMS = 3;
  private static final int MOST_RECENT = 4;

  /// The word that the caret stands behind.
  private static final Pattern WORD = Pattern.compile("(?:^|[\\s(])-?([\\p{IsAlphabetic}]*)$");

  /// `NAME:` and the beginning of a value.
  private static final Pattern VALUE =
      Pattern.compile("(?:^|[\\s(])-?(\\p{IsAlphabetic}{1,32}):(\"?)([^\"\\s]*|(?<=\")[^\"]*)$");

  /// A value that needs no quotes.
  private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}/._-]+");

  Suggestions suggest(Typed typed) {
    Matcher value = VALUE.matcher(typed.before());
    Optional<QueryWord> word = value.find() ? word(value.group(1)) : Optional.empty();
    List<Option> options =
        word.isPresent()
            ? values(typed, word.get(), value.group(2).length(), value.group(3))
            : Stream.of(saved(typed), asked(typed), words(typed)).flatMap(List::stream).toList();
    return new Suggestions(options.stream().limit(MOST).toList());
  }

  private static Optional<QueryWord> word(String name) {
    return QueryWord.all().stream().filter(word -> word.name().equalsIgnoreCase(name)).findAny();
  }

  private List<Option> saved(Typed typed) {
    return albums.stream()
        .filter(album -> has(album.name(), typed.text()) || has(album.query(), typed.text()))
        .limit(MOST_ALBUMS)
        .map(album -> new Option("saved", album.name(), album.query(), album.query(), true))
        .toList();
  }

  private List<Option> asked(Typed typed) {
    return recent.stream()
        .filter(query -> has(query, typed.text()) && !query.equals(typed.text().strip()))
        .filter(Remembered::canBeAsked)
        .limit(MOST_RECENT)
        .map(query -> new Option("recent", Texts.shortened(query), "", query, true))
        .toList();
  }

  private static boolean has(String text, String typed) {
    return text.toLowerCase(Locale.ROOT).contains(typed.strip().toLowerCase(Locale.ROOT));
  }

  /// All where nothing stands before the caret.
  private static List<Option> words(Typed typed) {
    Matcher matcher = WORD.matcher(typed.before());
    if (!matcher.find()) {
      return List.of();
    }
    String begun = matcher.group(1).toLowerCase(Locale.ROOT);
    if (begun.isEmpty() && !typed.text().isBlank()) {
      return List.of();
    }
    return QueryWord.all().stream()
        .filter(word -> word.name().startsWith(begun))
        .map(
            word ->
                new Option(
                    "filter",
                    word.name() + ":",
                    word.meaning(),
                    typed.replacing(begun.length(), word.name() + ":"),
                    false))
        .toList();
  }

  /// @param quotes how many stand before what was begun
  private List<Option> values(Typed typed, QueryWord word, int quotes, String begun) {
    List<String> all = word.name().equals("folder") ? folders : word.choices();
    String folded = begun.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(value -> has(value, begun))
        .sorted(Comparator.comparing(value -> !value.toLowerCase(Locale.ROOT).startsWith(folded)))
        .map(
            value -> {
              String needed = PLAIN.matcher(value).matches() ? value : Texts.quoted(value);
              String query = typed.replacing(begun.length() + quotes, needed);
              return new Option("value", value, "", query, false);
            })
        .toList();
  }
}
