package dev.pictor.store.lucene;

import dev.pictor.store.PictureStoreContract;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/// The contract, kept by Lucene.
final class LuceneStoreTest extends PictureStoreContract {
  @TempDir private Path folder;

  @Override
  protected Storage openStorage() {
    return openSameStorage();
  }

  @Override
  protected Storage openSameStorage() {
    return LuceneStorage.open(folder.resolve("collections"), Duration.ofMillis(300));
  }
}
