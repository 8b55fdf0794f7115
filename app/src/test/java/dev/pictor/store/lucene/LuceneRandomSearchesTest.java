package dev.pictor.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.store.Change;
import dev.pictor.store.PictureStore;
import dev.pictor.store.RandomSearchesContract;
import dev.pictor.store.Samples;
import dev.pictor.store.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
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

  @Test
  void optimize_leavesOneSegmentUnlessLittleLiesOutsideOfIt() throws IOException {
    Storage storage = closing(openStorage(200));
    PictureStore store = write(storage, "default", MODEL);
    assertThat(segmentsAfter(store, 0, 60)).as("up to the limit all are compared").isEqualTo(3);
    assertThat(segmentsAfter(store, 180, 60)).isEqualTo(1);
    assertThat(segmentsAfter(store, 360, 10)).as("a thirteenth is new").isEqualTo(4);
    assertThat(segmentsAfter(store, 390, 20)).isEqualTo(1);
  }

  /// Puts three batches of so many pictures, and optimizes.
  private int segmentsAfter(PictureStore store, int from, int count) throws IOException {
    for (int batch = 0; batch < 3; batch++) {
      int first = from + batch * count;
      store.apply(
          IntStream.range(first, first + count)
              .mapToObj(n -> (Change) Samples.put(n, n + ".jpg", MODEL))
              .toList());
    }
    store.optimize();
    try (Directory directory = FSDirectory.open(folder.resolve("default"));
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }
}
