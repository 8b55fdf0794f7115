package dev.pictor.store.postgres;

import dev.pictor.store.Host;
import dev.pictor.store.LastRun;
import dev.pictor.store.LastRun.State;
import dev.pictor.store.RunCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `run`. All times are the server's.
final class Runs {
  private static final String REMOVE_ALL = "DELETE FROM run WHERE collection_id = ?";

  private static final String INSERT =
      """
      INSERT INTO run (id, collection_id, scopes, host, process_id, lease_until)
      VALUES (?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 ms')
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String RENEW =
      "UPDATE run SET lease_until = clock_timestamp() + ? * interval '1 ms' WHERE id = ?";

  private static final String ADD =
      """
      UPDATE run SET read = read + ?, added = added + ?, failed = failed + ?,
        last_at = clock_timestamp()
      WHERE id = ?
      """;

  private static final String END =
      """
      UPDATE run SET read = ?, added = ?, failed = ?, unchanged = ?, is_interrupted = ?,
        has_ended = true, last_at = clock_timestamp()
      WHERE id = ?
      """;

  private static final String SELECT =
      """
      SELECT scopes, host, process_id, began_at, last_at, has_ended, is_interrupted,
             lease_until < clock_timestamp() AS is_silent, read, added, failed, unchanged
      FROM run WHERE collection_id = ?
      """;

  private Runs() {}

  /// To be called with the collection locked. Nobody else being at work, what is known of the run
  /// before is forgotten.
  static void begin(
      Connection connection, long collectionId, UUID id, String scopes, Duration lease)
      throws SQLException {
    if (parts(connection, collectionId).stream().noneMatch(it -> it.state() == State.UNDER_WAY)) {
      try (PreparedStatement delete = connection.prepareStatement(REMOVE_ALL)) {
        delete.setLong(1, collectionId);
        delete.executeUpdate();
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, id);
      insert.setLong(2, collectionId);
      insert.setString(3, scopes);
      insert.setString(4, Host.name());
      insert.setLong(5, ProcessHandle.current().pid());
      insert.setLong(6, lease.toMillis());
      insert.executeUpdate();
    }
  }

  /// @param lease from now; zero for one that does not live any more
  static void renew(Connection connection, UUID id, Duration lease) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RENEW)) {
      update.setLong(1, lease.toMillis());
      update.setObject(2, id);
      update.executeUpdate();
    }
  }

  static void add(Connection connection, UUID id, RunCounts counts) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADD)) {
      update.setLong(1, counts.read());
      update.setLong(2, counts.added());
      update.setLong(3, counts.failed());
      update.setObject(4, id);
      update.executeUpdate();
    }
  }

  static void end(Connection connection, UUID id, RunCounts counts, boolean isInterrupted)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(END)) {
      update.setLong(1, counts.read());
      update.setLong(2, counts.added());
      update.setLong(3, counts.failed());
      update.setLong(4, counts.unchanged());
      update.setBoolean(5, isInterrupted);
      update.setObject(6, id);
      update.executeUpdate();
    }
  }

  static Optional<LastRun> last(Connection connection, long collectionId) throws SQLException {
    List<RunPart> parts = parts(connection, collectionId);
    return parts.isEmpty() ? Optional.empty() : Optional.of(RunPart.together(parts));
  }

  private static List<RunPart> parts(Connection connection, long collectionId) throws SQLException {
    List<RunPart> parts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          parts.add(
              new RunPart(
                  row.getString("scopes"),
                  row.getObject("began_at", OffsetDateTime.class).toInstant(),
                  row.getObject("last_at", OffsetDateTime.class).toInstant(),
                  state(row),
                  new RunCounts(
                      row.getLong("read"),
                      row.getLong("added"),
                      row.getLong("failed"),
                      row.getLong("unchanged"))));
        }
      }
    }
    return parts;
  }

  private static State state(ResultSet row) throws SQLException {
    if (row.getBoolean("has_ended")) {
      return row.getBoolean("is_interrupted") ? State.INTERRUPTED : State.FINISHED;
    }
    boolean isDead =
        row.getBoolean("is_silent")
            || Host.hasEnded(row.getString("host"), row.getLong("process_id"));
    return isDead ? State.BROKEN_OFF : State.UNDER_WAY;
  }
}
