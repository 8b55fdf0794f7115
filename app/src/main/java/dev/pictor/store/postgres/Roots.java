package dev.pictor.store.postgres;

import dev.pictor.picture.Root;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The table `root`.
final class Roots {
  private static final String UPSERT =
      """
      INSERT INTO root (collection_id, name, directory) VALUES (?, ?, ?)
      ON CONFLICT (collection_id, name) DO UPDATE SET directory = excluded.directory
      """;

  private static final String SELECT = "SELECT name, directory FROM root WHERE collection_id = ?";

  private Roots() {}

  static void put(Connection connection, long collectionId, Root root) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setLong(1, collectionId);
      upsert.setString(2, root.name());
      upsert.setString(3, root.directory());
      upsert.executeUpdate();
    }
  }

  /// Sorted by name.
  static List<Root> all(Connection connection, long collectionId) throws SQLException {
    List<Root> roots = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, collectionId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          roots.add(new Root(rows.getString(1), rows.getString(2)));
        }
      }
    }
    roots.sort(Comparator.comparing(Root::name));
    return roots;
  }
}
