package dev.pictor.store.postgres;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Place;
import dev.pictor.store.Effort;
import dev.pictor.store.KnownFile;
import dev.pictor.store.WorkQueue.Claim;
import dev.pictor.store.WorkQueue.Left;
import dev.pictor.store.WorkQueue.Offer;
import dev.pictor.store.WorkQueue.Scope;
import dev.pictor.store.WorkQueue.Task;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The table `task`, as one worker sees it.
///
/// A task is free, or in the hand of the worker that it names. Whether that one still lives is
/// told by its row in `worker`.
///
/// @param worker whose view it is
record Tasks(long collectionId, UUID worker, List<Scope> scopes) {
  /// What is to be offered, but for what has been done since its finder looked: the file is known
  /// with this stamp (or with that of no file, as one that could not be read) and was not so
  /// before. A place whose picture is lost is always offered.
  private static final String OFFER =
      """
      INSERT INTO task (collection_id, place_id, root, path, size_bytes, modified_millis,
                        effort, obstacle, finder_id)
      SELECT ?, o.place_id, o.root, o.path, o.size_bytes, o.modified_millis,
             o.effort, o.obstacle, ?
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                  ?::bigint[], ?::bigint[], ?::integer[])
             WITH ORDINALITY
             AS o (place_id, root, path, size_bytes, modified_millis, effort, obstacle,
                   known_bytes, known_millis, attempts, number)
      LEFT JOIN file f ON f.collection_id = ? AND f.place_id = o.place_id
      LEFT JOIN picture p ON p.collection_id = f.collection_id AND p.id = f.picture_id
      LEFT JOIN task t ON t.collection_id = ? AND t.place_id = o.place_id
      WHERE (t.id IS NULL
             OR (t.size_bytes, t.modified_millis) <> (o.size_bytes, o.modified_millis))
        AND (f.place_id IS NULL
             OR f.picture_id IS NOT NULL AND p.id IS NULL
             OR NOT (
               (f.size_bytes, f.modified_millis) = (o.size_bytes, o.modified_millis)
                 AND (o.known_bytes, o.known_millis, o.attempts)
                   IS DISTINCT FROM (f.size_bytes, f.modified_millis, coalesce(f.attempts, 0))
               OR (f.size_bytes, f.modified_millis) = (0, 0) AND coalesce(f.attempts, 0) > o.attempts))
      ORDER BY o.number
      ON CONFLICT (collection_id, place_id) DO UPDATE SET
        id = excluded.id,
        size_bytes = excluded.size_bytes, modified_millis = excluded.modified_millis,
        effort = excluded.effort, obstacle = excluded.obstacle,
        finder_id = excluded.finder_id, is_finders = false, worker_id = NULL
      """;

  private static final String IN_SCOPE =
      """
      t.collection_id = ? AND EXISTS (
        SELECT FROM unnest(?::text[], ?::text[]) AS s (root, path)
        WHERE s.root = t.root
          AND (s.path = '' OR s.path = t.path OR starts_with(t.path, s.path || '/')))
      """;

  private static final String FINDER_LIVES =
      """
      EXISTS (SELECT FROM worker w
              WHERE w.id = t.finder_id AND w.lease_until >= clock_timestamp())
      """;

  private static final String CLAIM =
      """
      WITH free AS MATERIALIZED (
        SELECT t.id FROM task t
        WHERE %s AND t.worker_id IS NULL
          AND (NOT t.is_finders OR t.finder_id = ? OR NOT %s)
        ORDER BY t.id
        LIMIT ?
        FOR UPDATE SKIP LOCKED),
      claimed AS (
        UPDATE task t SET worker_id = ? FROM free WHERE t.id = free.id RETURNING t.*)
      SELECT c.id AS task_id, c.root AS task_root, c.path AS task_path,
             c.size_bytes AS task_bytes, c.modified_millis AS task_millis, c.effort, c.obstacle,
             f.root, f.path, f.size_bytes, f.modified_millis, f.picture_id, p.hash,
             f.failure, f.failed_at, f.attempts
      FROM claimed c
      LEFT JOIN file f ON f.collection_id = c.collection_id AND f.place_id = c.place_id
      LEFT JOIN picture p ON p.collection_id = f.collection_id AND p.id = f.picture_id
      ORDER BY c.id
      """
          .formatted(IN_SCOPE, FINDER_LIVES);

  private static final String REMOVE = "DELETE FROM task WHERE id = ANY (?) RETURNING id";

  private static final String LEAVE_TO_FINDER =
      """
      UPDATE task t SET worker_id = NULL, is_finders = true
      WHERE t.id = ANY (?) AND t.finder_id <> ? AND %s
      RETURNING t.id
      """
          .formatted(FINDER_LIVES);

  private static final String PUT_BACK =
      "UPDATE task SET worker_id = NULL, effort = ? WHERE id = ANY (?) AND worker_id = ?";

  private static final String LEFT =
      """
      SELECT count(*) AS everything,
             count(*) FILTER (WHERE t.worker_id IS DISTINCT FROM m.id) AS with_others,
             count(DISTINCT t.worker_id) FILTER (WHERE t.worker_id <> m.id) AS workers
      FROM task t, (SELECT CAST(? AS uuid) AS id) m
      WHERE %s
      """
          .formatted(IN_SCOPE);

  private static final String REMOVE_ALL = "DELETE FROM task WHERE collection_id = ?";

  private static final String COUNT = "SELECT count(*) FROM task WHERE collection_id = ?";

  /// To be called with the collection locked: what has been done until then is seen.
  void offer(Connection connection, List<Offer> offers) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(OFFER)) {
      insert.setLong(1, collectionId);
      insert.setObject(2, worker);
      Columns columns = new Columns(connection, insert, offers, 3);
      columns.add("uuid", offer -> Rows.placeId(offer.task().place()));
      columns.add("text", offer -> offer.task().place().root());
      columns.add("text", offer -> offer.task().place().path());
      columns.add("bigint", offer -> offer.task().stamp().sizeBytes());
      columns.add("bigint", offer -> offer.task().stamp().modifiedMillis());
      columns.add("text", offer -> offer.task().effort().name());
      columns.add("text", offer -> offer.task().obstacle());
      columns.add("bigint", offer -> offer.known() == null ? null : offer.known().sizeBytes());
      columns.add("bigint", offer -> offer.known() == null ? null : offer.known().modifiedMillis());
      columns.add("integer", Offer::attempts);
      insert.setLong(13, collectionId);
      insert.setLong(14, collectionId);
      insert.executeUpdate();
    }
  }

  /// Columns of offers as arrays, bound one behind the other.
  private static final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<Offer> offers;
    private int next;

    Columns(Connection connection, PreparedStatement statement, List<Offer> offers, int first) {
      this.connection = connection;
      this.statement = statement;
      this.offers = offers;
      this.next = first;
    }

    void add(String type, Function<Offer, @Nullable Object> value) throws SQLException {
      Object[] values = new Object[offers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value.apply(offers.get(i));
      }
      statement.setArray(next++, connection.createArrayOf(type, values));
    }
  }

  /// Those that are free, oldest first; two who do so at once get different ones.
  List<Claim> claim(Connection connection, int most) throws SQLException {
    List<Claim> claims = new ArrayList<>();
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      int next = bindScopes(connection, claim, 1);
      claim.setObject(next++, worker);
      claim.setInt(next++, most);
      claim.setObject(next, worker);
      try (ResultSet row = claim.executeQuery()) {
        while (row.next()) {
          claims.add(claim(row));
        }
      }
    }
    return claims;
  }

  private static Claim claim(ResultSet row) throws SQLException {
    Task task =
        new Task(
            new Place(row.getString("task_root"), row.getString("task_path")),
            new FileStamp(row.getLong("task_bytes"), row.getLong("task_millis")),
            Effort.valueOf(row.getString("effort")),
            row.getString("obstacle"));
    KnownFile known = row.getString("root") == null ? null : Files.file(row);
    return new Claim(row.getLong("task_id"), task, known);
  }

  /// @return those that were there
  Set<Long> remove(Connection connection, Collection<Long> ids) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
      delete.setArray(1, array(connection, ids));
      return ids(delete);
    }
  }

  /// Those that another worker found that lives.
  ///
  /// @return which these were
  Set<Long> leaveToFinder(Connection connection, Collection<Long> ids) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(LEAVE_TO_FINDER)) {
      update.setArray(1, array(connection, ids));
      update.setObject(2, worker);
      return ids(update);
    }
  }

  /// To be done once more, by whoever comes first.
  void putBack(Connection connection, Collection<Long> ids, Effort effort) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(PUT_BACK)) {
      update.setString(1, effort.name());
      update.setArray(2, array(connection, ids));
      update.setObject(3, worker);
      update.executeUpdate();
    }
  }

  Left left(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LEFT)) {
      select.setObject(1, worker);
      bindScopes(connection, select, 2);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Left(
            row.getLong("everything"), row.getLong("with_others"), row.getInt("workers"));
      }
    }
  }

  static void removeAll(Connection connection, long collectionId) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REMOVE_ALL)) {
      delete.setLong(1, collectionId);
      delete.executeUpdate();
    }
  }

  static long count(Connection connection, long collectionId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setLong(1, collectionId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// @return the place behind them
  private int bindScopes(Connection connection, PreparedStatement statement, int first)
      throws SQLException {
    statement.setLong(first, collectionId);
    statement.setArray(
        first + 1, connection.createArrayOf("text", scopes.stream().map(Scope::root).toArray()));
    statement.setArray(
        first + 2, connection.createArrayOf("text", scopes.stream().map(Scope::path).toArray()));
    return first + 3;
  }

  private static Array array(Connection connection, Collection<Long> ids) throws SQLException {
    return connection.createArrayOf("bigint", ids.toArray());
  }

  private static Set<Long> ids(PreparedStatement returning) throws SQLException {
    Set<Long> ids = new HashSet<>();
    try (ResultSet rows = returning.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }
}
