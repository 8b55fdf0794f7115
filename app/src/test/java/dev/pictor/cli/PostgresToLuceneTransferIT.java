package dev.pictor.cli;

import dev.pictor.store.postgres.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

class PostgresToLuceneTransferIT extends TransferContract {
  @AutoClose private final TestDatabase source = TestDatabase.open();

  @Override
  Map<String, String> from() {
    return source.environment();
  }

  @Override
  Map<String, String> to() {
    return Map.of();
  }
}
