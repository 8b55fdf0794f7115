package dev.pictor.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pictor.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A pool of connections and the transactions on them. Thread-safe.
///
/// What runs in a transaction may run again after a deadlock or a lost connection, so it must be
/// idempotent. The search path is set for each transaction and nothing is kept in sessions, so a
/// pooler in between does no harm.
final class Database implements AutoCloseable {
  private static final int ATTEMPTS = 4;
  private static final int POOL_SIZE = 8;
  private static final int BORROW_TIMEOUT_MILLIS = 5_000;
  private static final int ANSWER_TIMEOUT_SECONDS = 300;

  /// Kept, because a level holds only as long as its logger. What the pool warns of, we throw.
  private static final Logger POOL_LOG = Logger.getLogger("com.zaxxer.hikari");

  static {
    POOL_LOG.setLevel(Level.SEVERE);
  }

  private final DatabaseUrl url;
  private final DatabaseErrors errors;
  private final String searchPath;
  private final HikariDataSource pool;

  /// Work on a connection that has a result.
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /// Work on a connection that has none.
  @FunctionalInterface
  interface Task {
    void on(Connection connection) throws SQLException;

    default Work<Boolean> done() {
      return connection -> {
        on(connection);
        return true;
      };
    }
  }

  /// @param searchPath quoted names of schemas, separated by commas
  Database(DatabaseUrl url, String searchPath) {
    this.url = url;
    this.errors = new DatabaseErrors(url);
    this.searchPath = searchPath;
    HikariConfig config = new HikariConfig();
    config.setPoolName("pictor");
    config.setDataSource(url.dataSource(ANSWER_TIMEOUT_SECONDS));
    config.setAutoCommit(false);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(BORROW_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  DatabaseUrl url() {
    return url;
  }

  /// All statements see the same moment.
  <T> T read(Work<T> work) {
    return repeatedly("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
  }

  /// As [#read], but never repeated: for work that tells what it finds as it goes.
  void readOnce(Task task) {
    try {
      once("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", task.done());
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  /// Each statement sees what is committed when it begins, above all what was before a lock was
  /// given.
  <T> T writeAndGet(Work<T> work) {
    return repeatedly("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE", work);
  }

  /// As [#writeAndGet].
  void write(Task task) {
    writeAndGet(task.done());
  }

  /// On a connection of its own, each statement its own transaction, without a limit of time.
  void alone(Task task) {
    try (Connection connection = url.dataSource(0).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO " + searchPath);
      task.on(connection);
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  private <T> T repeatedly(String mode, Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(mode, work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !DatabaseErrors.mayPass(e)) {
          throw errors.translate(e);
        }
        prepareNextAttempt(e);
      }
    }
  }

  /// A server that went away took all connections with it; of two that lost against each other,
  /// one waits longer.
  private void prepareNextAttempt(SQLException error) {
    if (DatabaseErrors.isConnectionLost(DatabaseErrors.state(error))) {
      pool.getHikariPoolMXBean().softEvictConnections();
      return;
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(10, 100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw errors.translate(error);
    }
  }

  private <T> T once(String mode, Work<T> work) throws SQLException {
    try (Connection connection = borrow()) {
      try {
        try (Statement statement = connection.createStatement()) {
          statement.execute(mode + "; SET LOCAL search_path TO " + searchPath);
        }
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private Connection borrow() {
    if (pool.isClosed()) {
      throw new StoreException("The connection to %s is closed.".formatted(url.location()));
    }
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
