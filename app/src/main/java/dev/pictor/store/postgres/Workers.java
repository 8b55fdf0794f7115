package dev.pictor.store.postgres;

import dev.pictor.store.Host;
import dev.pictor.store.Worker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The table `worker`. All times are the server's.
final class Workers {
  private static final String RENEW =
      """
      INSERT INTO worker (id, collection_id, host, process_id, seen_at, lease_until)
      VALUES (?, ?, ?, ?, clock_timestamp(), clock_timestamp() + ? * interval '1 ms')
      ON CONFLICT (id) DO UPDATE SET
        seen_at = excluded.seen_at, lease_until = excluded.lease_until
      """;

  private static final String REMOVE = "DELETE FROM worker WHERE id = ?";

  private static final String SELECT_OTHERS =
      """
      SELECT id, host, process_id, lease_until < clock_timestamp() AS is_silent
      FROM worker WHERE collection_id = ? AND id <> ?
      """;

  private static final String COUNT_OTHERS =
      """
      SELECT count(*) FROM worker
      WHERE collection_id = ? AND id <> ? AND lease_until >= clock_timestamp()
      """;

  private static final String ADD_DONE =
      "UPDATE worker SET done = done + ?, failed = failed + ? WHERE id = ?";

  private static final String SELECT =
      """
      SELECT host, process_id, started_at, seen_at, lease_until < clock_timestamp() AS is_silent,
             done, failed
      FROM worker WHERE collection_id = ?
      ORDER BY started_at, id
      """;

  private Workers() {}

  /// One that is not there begins.
  static void renew(Connection connection, UUID id, long collectionId, Duration lease)
      throws SQLException {
    try (PreparedStatement renew = connection.prepareStatement(RENEW)) {
      renew.setObject(1, id);
      renew.setLong(2, collectionId);
      renew.setString(3, Host.name());
      renew.setLong(4, ProcessHandle.current().pid());
      renew.setLong(5, lease.toMillis());
      renew.executeUpdate();
    }
  }

  /// Its tasks are free then.
  static void remove(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
      delete.setObject(1, id);
      delete.executeUpdate();
    }
  }

  /// Those whose lease has run out, and those of this machine whose process has ended; their tasks
  /// are free then.
  ///
  /// @param id of one that stays
  /// @return whether there were any
  static boolean removeDead(Connection connection, long collectionId, UUID id) throws SQLException {
    List<UUID> dead = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_OTHERS)) {
      select.setLong(1, collectionId);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (row.getBoolean("is_silent")
              || Host.hasEnded(row.getString("host"), row.getLong("process_id"))) {
            dead.add(row.getObject("id", UUID.class));
          }
        }
      }
    }
    for (UUID one : dead) {
      remove(connection, one);
    }
    return !dead.isEmpty();
  }

  static int countOthers(Connection connection, long collectionId, UUID id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT_OTHERS)) {
      select.setLong(1, collectionId);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  static void addDone(Connection connection, UUID id, int done, int failed) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADD_DONE)) {
      update.setInt(1, done);
      update.setInt(2, failed);
      update.setObject(3, id);
      update.executeUpdate();
    }
  }

  static List<Worker> all(Connection connection, long collectionId) throws SQLException {
    List<Worker> workers = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          workers.add(
              new Worker(
                  row.getString("host"),
                  row.getLong("process_id"),
                  instant(row, "started_at"),
                  instant(row, "seen_at"),
                  row.getBoolean("is_silent"),
                  row.getLong("done"),
                  row.getLong("failed")));
        }
      }
    }
    return workers;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
