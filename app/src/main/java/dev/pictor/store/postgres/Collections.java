package dev.pictor.store.postgres;

import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table `collection`.
final class Collections {
  private static final String COLUMNS =
      "id, name, model, location, fingerprint, dimension, preprocessing, precision, created_at";

  private static final String SELECT_ALL =
      "SELECT " + COLUMNS + " FROM collection ORDER BY name COLLATE \"C\"";

  private static final String RENAME = "UPDATE collection SET name = ? WHERE id = ?";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM collection WHERE name = ?";

  private static final String INSERT =
      """
      INSERT INTO collection
        (name, model, location, fingerprint, dimension, preprocessing, precision)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """;

  private static final String SELECT_BY_ID = "SELECT FROM collection WHERE id = ?";

  private static final String LOCK = SELECT_BY_ID + " FOR NO KEY UPDATE";

  private Collections() {}

  /// A row.
  ///
  /// @param id never given again
  record Row(long id, CollectionInfo info) {}

  static List<CollectionInfo> all(Connection connection) throws SQLException {
    List<CollectionInfo> all = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_ALL);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (!rows.getString("name").endsWith(Storage.SUCCESSOR)) {
          all.add(row(rows).info());
        }
      }
    }
    return all;
  }

  static Optional<Row> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(row(rows)) : Optional.empty();
      }
    }
  }

  /// Leaves one that is there as it is.
  static void insert(Connection connection, String name, ModelIdentity model) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, name);
      insert.setString(2, model.name());
      insert.setString(3, model.location());
      insert.setString(4, model.fingerprint());
      insert.setInt(5, model.dimension());
      insert.setString(6, model.preprocessing());
      insert.setString(7, model.precision());
      insert.executeUpdate();
    }
  }

  /// Tells a collection that was removed, perhaps made anew with another id, from an empty one.
  ///
  /// @throws StoreException if it is not there
  static void requireThere(Connection connection, long id) throws SQLException {
    requireRow(connection, SELECT_BY_ID, id);
  }

  /// Makes other writers of the collection wait until the end of the transaction; readers go on.
  ///
  /// @throws StoreException if it is not there
  static void lock(Connection connection, long id) throws SQLException {
    requireRow(connection, LOCK, id);
  }

  private static void requireRow(Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new StoreException("The collection has been removed meanwhile. Open it again.");
        }
      }
    }
  }

  /// No two may have one name at any time, so one of them has none for a moment.
  static void exchangeNames(Connection connection, String name, long id, String other, long otherId)
      throws SQLException {
    rename(connection, id, "exchanged " + id);
    rename(connection, otherId, name);
    rename(connection, id, other);
  }

  private static void rename(Connection connection, long id, String name) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RENAME)) {
      update.setString(1, name);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /// With everything that refers to it.
  static void delete(Connection connection, long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM collection WHERE id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    ModelIdentity model =
        new ModelIdentity(
            row.getString("model"),
            row.getString("location"),
            row.getString("fingerprint"),
            row.getInt("dimension"),
            row.getString("preprocessing"),
            row.getString("precision"));
    return new Row(
        row.getLong("id"),
        new CollectionInfo(
            Storage.plainName(row.getString("name")),
            model,
            row.getObject("created_at", OffsetDateTime.class).toInstant()));
  }
}
