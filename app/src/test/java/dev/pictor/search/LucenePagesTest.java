package dev.pictor.search;

import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import java.nio.file.Path;

final class LucenePagesTest extends PagesContract {
  @Override
  Storage open(Path folder) {
    return LuceneStorage.open(folder.resolve("lucene"));
  }
}
