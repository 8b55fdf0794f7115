package dev.pictor.history;

import dev.pictor.json.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The last 1,000 queries, a line of JSON each. Thread-safe, and so are several processes.
public final class RecentQueries {
  /// So many are kept.
  public static final int KEPT = 1_000;

  /// The file is cut when so many more have come, and not each time one comes.
  private static final int SLACK = 100;

  private static final Logger LOG = System.getLogger(RecentQueries.class.getName());

  /// What may be in a line.
  private record Line(@Nullable Instant at, @Nullable String collection, @Nullable String query) {}

  private final PrivateFile file;
  private final boolean on;

  RecentQueries(PrivateFile file, boolean on) {
    this.file = file;
    this.on = on;
  }

  /// Whether what comes is kept; what came before may still be there if not.
  public boolean isOn() {
    return on;
  }

  /// Keeps a query, unless this is off or it is the last one already. That it cannot be kept is no
  /// reason for a search to fail.
  public void add(String collection, String query) {
    if (!on) {
      return;
    }
    try {
      file.locked(() -> write(collection, query));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A query is not kept in " + file, e);
    }
  }

  private void write(String collection, String query) throws IOException {
    String text = file.read();
    // A search waits for this: the lines before the last are read when the file is cut only.
    String ended = text.stripTrailing();
    RecentQuery last = read(ended.substring(ended.lastIndexOf('\n') + 1)).orElse(null);
    if (last != null && last.query().equals(query) && last.collection().equals(collection)) {
      return;
    }
    RecentQuery recent =
        new RecentQuery(Instant.now().truncatedTo(ChronoUnit.MILLIS), collection, query);
    if (text.lines().count() < KEPT + SLACK) {
      // Behind a line that somebody did not come to write whole.
      String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
      file.append(separator + line(recent));
    } else {
      List<RecentQuery> oldestFirst = parse(text);
      oldestFirst.add(recent);
      file.replace(
          last(oldestFirst, KEPT).stream().map(RecentQueries::line).collect(Collectors.joining()));
    }
  }

  /// The last ones, newest first.
  ///
  /// @throws HistoryException if the file cannot be read; what is damaged in it is passed over
  public List<RecentQuery> newestFirst() {
    try {
      return last(parse(file.read()), KEPT).reversed();
    } catch (IOException e) {
      throw new HistoryException(
          "Cannot read the recent queries in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// The last ones of a collection, each once, newest first.
  public List<String> distinct(String collection) {
    return newestFirst().stream()
        .filter(recent -> recent.collection().equals(collection))
        .map(RecentQuery::query)
        .distinct()
        .toList();
  }

  /// Forgets all of them, of all collections.
  ///
  /// @throws HistoryException if that cannot be done
  public void clear() {
    try {
      file.locked(file::delete);
    } catch (IOException e) {
      throw new HistoryException("Cannot delete %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<RecentQuery> last(List<RecentQuery> queries, int count) {
    return queries.subList(Math.max(0, queries.size() - count), queries.size());
  }

  private static String line(RecentQuery recent) {
    return Json.line(recent) + "\n";
  }

  private static List<RecentQuery> parse(String text) {
    List<RecentQuery> queries = new ArrayList<>();
    text.lines().forEach(line -> read(line).ifPresent(queries::add));
    return queries;
  }

  private static Optional<RecentQuery> read(String text) {
    try {
      Line line = Json.read(text, Line.class);
      return line == null
              || line.at() == null
              || line.collection() == null
              || line.query() == null
              || line.query().isBlank()
          ? Optional.empty()
          : Optional.of(new RecentQuery(line.at(), line.collection(), line.query()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
