package dev.pictor.store.postgres;

import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Collections in a PostgreSQL database, all in one schema; many programs may read and write at
/// once. Tables outside of the schema are not touched.
public final class PostgresStorage implements Storage {
  private static final Pattern VALID_SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /// How long a worker may be silent; tests have less patience.
  private static final Duration LEASE =
      Duration.ofMillis(Long.getLong("pictor.lease.millis", 30_000));

  private final Database database;
  private final VectorExtension extension;
  private final int exactLimit;
  private final Duration lease;

  private PostgresStorage(
      Database database, VectorExtension extension, int exactLimit, Duration lease) {
    this.database = database;
    this.extension = extension;
    this.exactLimit = exactLimit;
    this.lease = lease;
  }

  /// Connects, and makes or updates the schema and what is in it.
  ///
  /// @param databaseUrl `postgres://user:password@host:port/database?sslmode=require`, as managed
  ///     services print it
  /// @param schema 1 to 63 of a-z, 0-9 and `_`, first no digit
  /// @throws StoreException if the URL is wrong, the database cannot be reached, pgvector is
  ///     missing or too old, or a newer Pictor made the schema
  public static PostgresStorage open(String databaseUrl, String schema) {
    return open(databaseUrl, schema, PictureStore.EXACT_LIMIT);
  }

  /// As above, and every search in it compares all pictures, however many: for measuring.
  public static PostgresStorage openExact(String databaseUrl, String schema) {
    return open(databaseUrl, schema, Integer.MAX_VALUE);
  }

  /// @param exactLimit see [PictureStore#EXACT_LIMIT]; tests use the index with few pictures
  static PostgresStorage open(String databaseUrl, String schema, int exactLimit) {
    return open(databaseUrl, schema, exactLimit, LEASE);
  }

  /// @param lease how long a worker may be silent before others take over
  static PostgresStorage open(String databaseUrl, String schema, int exactLimit, Duration lease) {
    DatabaseUrl url = DatabaseUrl.parse(databaseUrl);
    if (!VALID_SCHEMA.matcher(schema).matches()) {
      throw new StoreException(
          "'%s' cannot be the schema: 1 to 63 of a-z, 0-9 and '_', first no digit."
              .formatted(schema));
    }
    VectorExtension extension = new SchemaSetup(url, schema).run();
    String searchPath = "\"%s\", %s".formatted(schema, extension.quotedSchema());
    return new PostgresStorage(new Database(url, searchPath), extension, exactLimit, lease);
  }

  @Override
  public String kind() {
    return "postgresql";
  }

  @Override
  public String location() {
    return database.url().location();
  }

  @Override
  public Optional<String> advice() {
    return extension.advice();
  }

  @Override
  public List<CollectionInfo> collections() {
    return database.read(Collections::all);
  }

  @Override
  public Optional<CollectionInfo> info(String name) {
    Storage.plainName(name);
    return database
        .read(connection -> Collections.find(connection, name))
        .map(Collections.Row::info);
  }

  @Override
  public Optional<PictureStore> openToRead(String name) {
    Storage.plainName(name);
    return database
        .read(connection -> Collections.find(connection, name))
        .map(collection -> store(collection, false));
  }

  @Override
  public PictureStore openToWrite(String name, ModelIdentity model) {
    Storage.plainName(name);
    return store(database.writeAndGet(connection -> findOrMake(connection, name, model)), true);
  }

  private static Collections.Row findOrMake(Connection connection, String name, ModelIdentity model)
      throws SQLException {
    Optional<Collections.Row> found = Collections.find(connection, name);
    if (found.isEmpty()) {
      Vectors vectors = new Vectors(model.dimension());
      if (!vectors.exists(connection)) {
        SchemaSetup.lock(connection);
        vectors.create(connection);
      }
      Collections.insert(connection, name, model);
      found = Collections.find(connection, name);
    }
    Collections.Row collection = found.orElseThrow();
    collection.info().model().requireSame(name, model);
    return collection;
  }

  private PictureStore store(Collections.Row collection, boolean isWritable) {
    return new PostgresPictureStore(database, extension, collection, isWritable, exactLimit, lease);
  }

  @Override
  public void exchangeWithSuccessor(String name) {
    String successor = Storage.successor(name);
    database.write(
        connection ->
            Collections.exchangeNames(
                connection,
                name,
                required(connection, name),
                successor,
                required(connection, successor)));
  }

  /// Waits for those who write it.
  private static long required(Connection connection, String name) throws SQLException {
    long id =
        Collections.find(connection, name)
            .orElseThrow(() -> new StoreException("There is no collection '%s'.".formatted(name)))
            .id();
    Collections.lock(connection, id);
    return id;
  }

  @Override
  public boolean drop(String name) {
    if (Storage.VALID_NAME.matcher(name).matches()) {
      dropOne(Storage.successor(name));
    }
    return dropOne(name);
  }

  private boolean dropOne(String name) {
    Storage.plainName(name);
    Optional<Collections.Row> dropped =
        database.writeAndGet(
            connection -> {
              Optional<Collections.Row> found = Collections.find(connection, name);
              if (found.isPresent()) {
                Collections.delete(connection, found.get().id());
              }
              return found;
            });
    dropped.ifPresent(
        collection -> {
          Vectors vectors = new Vectors(collection.info().model().dimension());
          VectorIndex index = new VectorIndex(vectors, collection.id());
          database.alone(index::drop);
        });
    return dropped.isPresent();
  }

  @Override
  public void close() {
    database.close();
  }
}
