package dev.pictor.cli;

import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.nio.file.Path;
import java.util.Map;

class LuceneIndexingTest extends IndexingContract {
  @Override
  Map<String, String> store() {
    return Map.of();
  }

  @Override
  Storage open(Path home) {
    return LuceneStorage.open(home.resolve("lucene"));
  }

  @Override
  String storeName() {
    return "lucene";
  }

  @Override
  String storeReason() {
    return "DATABASE_URL is not set";
  }
}
