package dev.pictor.cli;

import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.nio.file.Path;
import java.util.Map;

class LuceneFewHandlesIT extends FewHandlesContract {
  @Override
  Map<String, String> store() {
    return Map.of("PICTOR_STORE", "lucene");
  }

  @Override
  Storage open(Path home) {
    return LuceneStorage.open(home.resolve("lucene"));
  }
}
