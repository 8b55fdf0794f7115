package dev.pictor.config;

import java.nio.file.Path;

/// Which store to use, and why.
public sealed interface StoreChoice {
  StoreKind kind();

  /// For people: `PICTOR_STORE in .env`, say.
  String reason();

  /// @param directory where the indexes lie
  record Lucene(Path directory, String reason) implements StoreChoice {
    @Override
    public StoreKind kind() {
      return StoreKind.LUCENE;
    }
  }

  record PostgreSql(Secret databaseUrl, String schema, String reason) implements StoreChoice {
    @Override
    public StoreKind kind() {
      return StoreKind.POSTGRESQL;
    }
  }
}
