package dev.pictor.store.postgres;

import dev.pictor.store.StoreException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.postgresql.util.PSQLException;

/// Turns what the driver reports into a message for people: which database, what is wrong, what to
/// do. States are those of the PostgreSQL manual, appendix A.
final class DatabaseErrors {
  private final DatabaseUrl url;

  DatabaseErrors(DatabaseUrl url) {
    this.url = url;
  }

  StoreException translate(SQLException error) {
    if (error instanceof SQLTransientConnectionException
        && !(error.getCause() instanceof SQLException)) {
      return new StoreException(
          "All connections to PostgreSQL at %s are busy; try again.".formatted(url.location()),
          error);
    }
    SQLException told = error.getCause() instanceof PSQLException cause ? cause : error;
    return new StoreException(message(state(told), reason(told)), error);
  }

  private String message(String state, String reason) {
    String location = url.location();
    return switch (state) {
      case "28000", "28P01" ->
          "PostgreSQL at %s refuses the login: %s. Check user, password and sslmode in DATABASE_URL."
              .formatted(location, reason);
      case "3D000" ->
          "PostgreSQL at %s:%d has no database '%s': create it (createdb %s) or correct DATABASE_URL."
              .formatted(url.host(), url.port(), url.database(), url.database());
      case "42501" ->
          "The user of DATABASE_URL lacks a right at %s: %s. Grant it, or use another user."
              .formatted(location, reason);
      case "53100" -> "The disk of PostgreSQL at %s is full: %s.".formatted(location, reason);
      case "53300" ->
          "PostgreSQL at %s takes no more connections: %s. Raise max_connections, or close others."
              .formatted(location, reason);
      case "25006" ->
          "PostgreSQL at %s only reads (a standby?): %s. Name the primary in DATABASE_URL."
              .formatted(location, reason);
      default ->
          isConnectionLost(state)
              ? "PostgreSQL at %s cannot be reached: %s. Check that it runs, and host and port in DATABASE_URL."
                  .formatted(location, reason)
              : "PostgreSQL at %s reports: %s (%s).".formatted(location, reason, state);
    };
  }

  /// Whether doing all of the transaction again may well succeed: it lost against another one, or
  /// its connection broke.
  static boolean mayPass(SQLException error) {
    String state = state(error);
    return state.equals("40001") || state.equals("40P01") || isConnectionLost(state);
  }

  static boolean isConnectionLost(String state) {
    return state.startsWith("08") || state.startsWith("57P");
  }

  static String state(SQLException error) {
    String state = error.getSQLState();
    return state == null ? "" : state;
  }

  /// One line without a full stop and without the user's name.
  private String reason(SQLException error) {
    String text = null;
    if (error instanceof PSQLException told && told.getServerErrorMessage() != null) {
      text = told.getServerErrorMessage().getMessage();
    }
    if (text == null) {
      text = String.valueOf(error.getMessage());
    }
    if (error.getCause() instanceof UnknownHostException) {
      text = "the host is unknown";
    } else if (error.getCause() instanceof IOException cause && cause.getMessage() != null) {
      // The driver's own advice is left out: ours follows.
      text = text.replaceAll("\\. .*|\\.$", "") + " (" + cause.getMessage() + ")";
    }
    if (url.user() != null) {
      text = text.replace("\"" + url.user() + "\"", "(of DATABASE_URL)");
    }
    return text.replaceAll("\\s+", " ").replaceAll("[. ]+$", "");
  }
}
