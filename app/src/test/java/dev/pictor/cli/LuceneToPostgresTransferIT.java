package dev.pictor.cli;

import dev.pictor.store.postgres.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

class LuceneToPostgresTransferIT extends TransferContract {
  @AutoClose private final TestDatabase target = TestDatabase.open();

  @Override
  Map<String, String> from() {
    return Map.of();
  }

  @Override
  Map<String, String> to() {
    return target.environment();
  }
}
