package dev.pictor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Root;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;

/// Opens the stores of a test and closes them after it, last opened first.
public abstract class StoreFixture {
  protected static final ModelIdentity MODEL = Samples.model("model-a", 'a', 64);
  protected static final ModelIdentity OTHER_MODEL = Samples.model("model-b", 'b', 64);

  private static final Duration WITHIN_SECONDS = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /// A storage without collections; called first and once in a test.
  protected abstract Storage openStorage();

  /// Another one at the same place as the last [#openStorage], as another process would open it.
  protected abstract Storage openSameStorage();

  protected final <T extends AutoCloseable> T closing(T resource) {
    open.push(resource);
    return resource;
  }

  protected final Storage storage() {
    return closing(openStorage());
  }

  protected final Storage sameStorage() {
    return closing(openSameStorage());
  }

  /// To write, with the root of [Samples].
  protected final PictureStore write(Storage storage, String name, ModelIdentity model) {
    PictureStore store = closing(storage.openToWrite(name, model));
    store.putRoot(new Root(Samples.ROOT, "/srv/photos"));
    return store;
  }

  protected final PictureStore write() {
    return write(storage(), "default", MODEL);
  }

  protected final PictureStore read(Storage storage, String name) {
    return closing(storage.openToRead(name).orElseThrow());
  }

  protected static List<KnownFile> files(PictureStore store, String root) {
    List<KnownFile> files = new ArrayList<>();
    store.forEachFile(root, files::add);
    return files;
  }

  protected static List<KnownFile> files(PictureStore store) {
    return files(store, Samples.ROOT);
  }

  /// Puts them as pictures 0, 1, 2 ..., in batches.
  protected static void putAll(PictureStore store, List<Embedding> embeddings) {
    List<Change> batch = new ArrayList<>();
    for (int number = 0; number < embeddings.size(); number++) {
      batch.add(Samples.put(number, number + ".jpg", embeddings.get(number)));
      if (batch.size() == 200 || number == embeddings.size() - 1) {
        store.apply(batch);
        batch = new ArrayList<>();
      }
    }
  }

  /// What others write is seen within seconds.
  protected static void eventually(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + WITHIN_SECONDS.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("seen within %s", WITHIN_SECONDS).isLessThan(end);
      Thread.sleep(50);
    }
  }

  @AfterEach
  final void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
