package dev.pictor.store.postgres;

import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Effort;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.RunCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Work shared through the tables `task` and `worker`.
///
/// The lease is the worker's, not the task's: renewing it is one row, however much is in hand.
/// Offering and settling lock the collection as every write does, claiming does not.
final class PostgresWorkQueue implements WorkQueue {
  private final Database database;
  private final long collectionId;
  private final ModelIdentity model;
  private final BatchWriter writer;
  private final Duration lease;
  private final @Nullable OpenRun run;
  private final UUID worker;
  private final Tasks tasks;
  private final Heartbeat heartbeat;

  private PostgresWorkQueue(
      Database database,
      long collectionId,
      ModelIdentity model,
      BatchWriter writer,
      List<Scope> scopes,
      Duration lease,
      @Nullable OpenRun run,
      UUID worker,
      Heartbeat heartbeat) {
    this.database = database;
    this.collectionId = collectionId;
    this.model = model;
    this.writer = writer;
    this.lease = lease;
    this.run = run;
    this.worker = worker;
    this.tasks = new Tasks(collectionId, worker, List.copyOf(scopes));
    this.heartbeat = heartbeat;
  }

  /// @param lease how long it may be silent before others take over
  /// @param run what is settled counts for it; null if none has begun
  static PostgresWorkQueue join(
      Database database,
      long collectionId,
      ModelIdentity model,
      BatchWriter writer,
      List<Scope> scopes,
      Duration lease,
      @Nullable OpenRun run) {
    UUID worker = UUID.randomUUID();
    database.write(connection -> begin(connection, collectionId, worker, lease));
    Heartbeat heartbeat =
        Heartbeat.start(
            database, lease, connection -> Workers.renew(connection, worker, collectionId, lease));
    return new PostgresWorkQueue(
        database, collectionId, model, writer, scopes, lease, run, worker, heartbeat);
  }

  /// What a run has left behind that was killed is of its day: files may have been excluded since.
  private static void begin(Connection connection, long collectionId, UUID worker, Duration lease)
      throws SQLException {
    Collections.lock(connection, collectionId);
    Workers.removeDead(connection, collectionId, worker);
    if (Workers.countOthers(connection, collectionId, worker) == 0) {
      Tasks.removeAll(connection, collectionId);
    }
    Workers.renew(connection, worker, collectionId, lease);
  }

  private void renew(Connection connection) throws SQLException {
    Workers.renew(connection, worker, collectionId, lease);
  }

  @Override
  public void offer(List<Offer> offers) {
    database.write(
        connection -> {
          Collections.lock(connection, collectionId);
          tasks.offer(connection, offers);
        });
  }

  @Override
  public List<Claim> claim(int most) {
    return database.writeAndGet(
        connection -> {
          Collections.requireThere(connection, collectionId);
          renew(connection);
          List<Claim> claims = tasks.claim(connection, most);
          return claims.isEmpty() && Workers.removeDead(connection, collectionId, worker)
              ? tasks.claim(connection, most)
              : claims;
        });
  }

  /// What is wrong with some of the results is known only when others have to wait; it is told
  /// then, and all is done again without these.
  @Override
  public Settlement settle(List<Result> results) {
    for (Result result : results) {
      if (result instanceof Result.Stored(_, PutPicture put)) {
        model.requireOwn(put.embedding());
      }
    }
    Set<Long> lost = new HashSet<>();
    Set<Long> withoutPicture = new HashSet<>();
    while (true) {
      try {
        return database.writeAndGet(
            connection -> {
              List<Result> rest =
                  results.stream()
                      .filter(it -> !lost.contains(it.claim().id()))
                      .filter(it -> !withoutPicture.contains(it.claim().id()))
                      .toList();
              Settlement settlement = settle(connection, rest);
              tasks.putBack(connection, withoutPicture, Effort.EMBED);
              return settlement;
            });
      } catch (NotAll e) {
        lost.addAll(e.lost);
        withoutPicture.addAll(e.withoutPicture);
      }
    }
  }

  private Settlement settle(Connection connection, List<Result> results) throws SQLException {
    List<Change> changes = new ArrayList<>();
    Set<Long> missing = new HashSet<>();
    for (Result result : results) {
      switch (result) {
        case Result.Stored stored -> changes.add(stored.change());
        case Result.Missing(Claim claim) -> missing.add(claim.id());
        case Result.Nothing _ -> {}
      }
    }
    Batch batch = Batch.of(changes);
    BatchWriter.stage(connection, batch);
    Collections.lock(connection, collectionId);
    Set<Long> finders = tasks.leaveToFinder(connection, missing);
    Set<Long> due =
        results.stream()
            .map(it -> it.claim().id())
            .filter(id -> !finders.contains(id))
            .collect(Collectors.toSet());
    Set<Long> settled = tasks.remove(connection, due);
    if (settled.size() < due.size()) {
      due.removeAll(settled);
      throw new NotAll(due, Set.of());
    }
    Set<Long> withoutPicture = withoutPicture(connection, batch, results);
    if (!withoutPicture.isEmpty()) {
      throw new NotAll(Set.of(), withoutPicture);
    }
    List<ContentHash> put = batch.hashes();
    Set<ContentHash> held =
        put.isEmpty() ? Set.of() : Pictures.contained(connection, collectionId, put);
    writer.merge(connection, batch);
    RunCounts counts = RunCounts.of(changes, held::contains);
    Workers.addDone(connection, worker, settled.size(), (int) counts.failed());
    if (run != null) {
      run.add(connection, new RunCounts(settled.size(), counts.added(), counts.failed(), 0));
    }
    return new Settlement(settled, held);
  }

  private Set<Long> withoutPicture(Connection connection, Batch batch, List<Result> results)
      throws SQLException {
    Set<Place> places =
        writer.missing(connection, batch).stream()
            .map(PictureFile::place)
            .collect(Collectors.toSet());
    return results.stream()
        .map(Result::claim)
        .filter(claim -> places.contains(claim.task().place()))
        .map(Claim::id)
        .collect(Collectors.toSet());
  }

  /// Some of the results cannot be stored. Takes the transaction back.
  private static final class NotAll extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Set<Long> lost;
    private final transient Set<Long> withoutPicture;

    /// @param lost what others have done meanwhile
    /// @param withoutPicture files of pictures that are gone meanwhile
    NotAll(Set<Long> lost, Set<Long> withoutPicture) {
      super(null, null, false, false);
      this.lost = lost;
      this.withoutPicture = withoutPicture;
    }
  }

  @Override
  public int others() {
    return database.read(connection -> Workers.countOthers(connection, collectionId, worker));
  }

  @Override
  public Left left() {
    return database.read(tasks::left);
  }

  @Override
  public void close() {
    if (!heartbeat.stop()) {
      // A beat that comes later would bring this worker back.
      return;
    }
    try {
      database.write(connection -> Workers.remove(connection, worker));
    } catch (StoreException e) {
      // The lease runs out.
      return;
    }
  }
}
