package dev.pictor.history;

import dev.pictor.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The searches with a name, a JSON array. Thread-safe, and so are several processes.
public final class SavedSearches {
  private static final int LONGEST_NAME = 100;

  private final PrivateFile file;

  SavedSearches(PrivateFile file) {
    this.file = file;
  }

  /// Those of a collection, by name.
  ///
  /// @throws HistoryException if the file cannot be read
  public List<SavedSearch> of(String collection) {
    return all().stream().filter(saved -> saved.collection().equals(collection)).toList();
  }

  /// Those of all collections, by collection and name.
  ///
  /// @throws HistoryException if the file cannot be read
  public List<SavedSearch> all() {
    try {
      return parse(file.read());
    } catch (IOException e) {
      throw new HistoryException(
          "Cannot read the saved searches in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// @throws HistoryException if there is none of this name
  public SavedSearch require(String collection, String name) {
    return find(of(collection), name).orElseThrow(() -> unknown(collection, name));
  }

  /// @param query that can be understood
  /// @throws HistoryException if there is one of this name, or it is no name
  public void add(String collection, String name, String query) {
    requireName(name);
    change(searches -> with(searches, new SavedSearch(collection, name, query)));
  }

  /// @throws HistoryException if there is none of the first name, one of the other, or that is no
  ///     name
  public void rename(String collection, String name, String other) {
    requireName(other);
    change(
        searches -> {
          SavedSearch saved =
              searches.stream()
                  .filter(each -> isNamed(each, collection, name))
                  .findAny()
                  .orElseThrow(() -> unknown(collection, name));
          List<SavedSearch> others = new ArrayList<>(searches);
          others.remove(saved);
          return with(others, new SavedSearch(collection, other, saved.query()));
        });
  }

  private static List<SavedSearch> with(List<SavedSearch> searches, SavedSearch added) {
    if (searches.stream().anyMatch(saved -> isNamed(saved, added.collection(), added.name()))) {
      throw new HistoryException(
          "There is a saved search '%s' in collection '%s' already: choose another name, or remove it first ('pictor saved rm')."
              .formatted(added.name(), added.collection()));
    }
    List<SavedSearch> more = new ArrayList<>(searches);
    more.add(added);
    more.sort(Comparator.comparing(SavedSearch::collection).thenComparing(SavedSearch::name));
    return more;
  }

  /// @throws HistoryException if there is none of this name
  public void remove(String collection, String name) {
    change(
        searches -> {
          List<SavedSearch> fewer = new ArrayList<>(searches);
          if (!fewer.removeIf(saved -> isNamed(saved, collection, name))) {
            throw unknown(collection, name);
          }
          return fewer;
        });
  }

  private void change(UnaryOperator<List<SavedSearch>> edit) {
    try {
      file.locked(
          () -> {
            List<String> lines = edit.apply(parse(file.read())).stream().map(Json::line).toList();
            file.replace("[\n" + String.join(",\n", lines) + "\n]\n");
          });
    } catch (IOException e) {
      throw new HistoryException(
          "Cannot write the saved searches in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// What cannot be read whole is not written over: somebody made these by hand.
  private List<SavedSearch> parse(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    try {
      SavedSearch[] searches = Json.read(text, SavedSearch[].class);
      if (searches == null || Stream.of(searches).anyMatch(SavedSearches::isDamaged)) {
        throw damaged(null);
      }
      return List.of(searches);
    } catch (JacksonException e) {
      throw damaged(e);
    }
  }

  @SuppressWarnings("NullAway") // JSON may lack anything
  private static boolean isDamaged(SavedSearch saved) {
    return saved == null
        || saved.collection() == null
        || saved.name() == null
        || saved.query() == null;
  }

  private HistoryException damaged(@Nullable JacksonException cause) {
    String message =
        "The saved searches in %s are damaged: repair the file, or move it away to begin anew."
            .formatted(file);
    return cause == null ? new HistoryException(message) : new HistoryException(message, cause);
  }

  private static HistoryException unknown(String collection, String name) {
    return new HistoryException(
        "There is no saved search '%s' in collection '%s'; 'pictor saved' lists them."
            .formatted(name, collection));
  }

  private static Optional<SavedSearch> find(List<SavedSearch> searches, String name) {
    return searches.stream().filter(saved -> saved.name().equals(name)).findAny();
  }

  private static boolean isNamed(SavedSearch saved, String collection, String name) {
    return saved.collection().equals(collection) && saved.name().equals(name);
  }

  private static void requireName(String name) {
    if (name.isBlank()
        || !name.equals(name.strip())
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new HistoryException(
          "'%s' is no name for a search: it takes 1 to %d characters on one line, without blanks around."
              .formatted(name, LONGEST_NAME));
    }
  }
}
