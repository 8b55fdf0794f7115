package dev.pictor.store.lucene;

import dev.pictor.store.PictureStore;
import dev.pictor.store.RandomSearchesContract;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/// Random searches, answered by Lucene.
final class LuceneRandomSearchesTest extends RandomSearchesContract {
  @TempDir private Path folder;

  @Override
  protected Storage openStorage(int exactLimit) {
    return LuceneStorage.open(folder, Duration.ZERO, exactLimit);
  }

  @Override
  protected Storage openSameExact() {
    return LuceneStorage.openExact(folder);
  }

  @Override
  protected Storage openSameStorage() {
    return openStorage(PictureStore.EXACT_LIMIT);
  }
}
