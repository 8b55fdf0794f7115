package dev.pictor.store.postgres;

import dev.pictor.store.RunCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.WorkQueue.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// This process's part of a run of indexing, from its beginning to its end.
///
/// It has a lease of its own: a worker gives up its tasks before the run is over, and not every run
/// has a worker.
final class OpenRun {
  private final Database database;
  private final UUID id;
  private final Heartbeat heartbeat;

  private OpenRun(Database database, UUID id, Heartbeat heartbeat) {
    this.database = database;
    this.id = id;
    this.heartbeat = heartbeat;
  }

  static OpenRun begin(Database database, long collectionId, List<Scope> scopes, Duration lease) {
    UUID id = UUID.randomUUID();
    database.write(
        connection -> {
          Collections.lock(connection, collectionId);
          Runs.begin(connection, collectionId, id, text(scopes), lease);
        });
    return new OpenRun(
        database,
        id,
        Heartbeat.start(database, lease, connection -> Runs.renew(connection, id, lease)));
  }

  private static String text(List<Scope> scopes) {
    return scopes.stream()
        .map(scope -> scope.root() + ":" + scope.path())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /// In the transaction that stores it. One that runs twice may count it twice; the end sets that
  /// right.
  void add(Connection connection, RunCounts counts) throws SQLException {
    Runs.add(connection, id, counts);
  }

  void end(RunCounts counts, boolean isInterrupted) {
    heartbeat.stop();
    database.write(connection -> Runs.end(connection, id, counts, isInterrupted));
  }

  /// Never fails: what cannot be told now is told by the lease, when it has run out.
  void breakOff() {
    if (!heartbeat.stop()) {
      return;
    }
    try {
      database.write(connection -> Runs.renew(connection, id, Duration.ZERO));
    } catch (StoreException e) {
      return;
    }
  }
}
