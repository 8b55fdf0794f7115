package dev.pictor.cli;

import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.nio.file.Path;
import java.util.Map;

class LuceneIndexEvalTest extends IndexEvalContract {
  @Override
  Map<String, String> store() {
    return Map.of();
  }

  @Override
  Storage open(Path home) {
    return LuceneStorage.open(home.resolve("lucene"));
  }
}
