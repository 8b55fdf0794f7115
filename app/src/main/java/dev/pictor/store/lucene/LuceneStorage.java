package dev.pictor.store.lucene;

import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.store.UnreadableCollection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/// Collections as Lucene indexes, one folder each.
public final class LuceneStorage implements Storage {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// Lucene advises to start Java with an incubating module: nothing that a user could do. Kept,
  /// because the logging library forgets the level of a logger that nobody holds.
  private static final Logger ADVICE =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    ADVICE.setLevel(Level.SEVERE);
  }

  /// Cannot be a collection's name.
  private static final String DROPPED = ".dropped-";

  /// An empty file behind a collection's name: the two folders, its own and its successor's, have
  /// each the other's meaning. To make or remove it is the one step that exchanges them.
  private static final String EXCHANGED = ".exchanged";

  private final Path directory;
  private final Patience patience;
  private final int exactLimit;

  private LuceneStorage(Path directory, Patience patience, int exactLimit) {
    this.directory = directory.toAbsolutePath().normalize();
    this.patience = patience;
    this.exactLimit = exactLimit;
  }

  /// @param directory made when the first collection is; waits up to 10 s for another writer
  public static LuceneStorage open(Path directory) {
    return open(directory, LONGEST_WAIT);
  }

  /// @param waiting is told who writes the collection that is waited for, as a line for people
  public static LuceneStorage open(Path directory, Consumer<String> waiting) {
    return new LuceneStorage(
        directory, new Patience(LONGEST_WAIT, waiting), PictureStore.EXACT_LIMIT);
  }

  /// @param patience how long to wait for another process that writes the same collection
  public static LuceneStorage open(Path directory, Duration patience) {
    return open(directory, patience, PictureStore.EXACT_LIMIT);
  }

  /// As above, and every search compares all pictures, however many: for measuring.
  public static LuceneStorage openExact(Path directory) {
    return open(directory, LONGEST_WAIT, Integer.MAX_VALUE);
  }

  /// @param exactLimit up to so many matching pictures all are compared
  static LuceneStorage open(Path directory, Duration patience, int exactLimit) {
    return new LuceneStorage(directory, new Patience(patience, _ -> {}), exactLimit);
  }

  @Override
  public String kind() {
    return "lucene";
  }

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public OptionalLong freeBytes() {
    Path there = directory;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return OptionalLong.of(Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public List<CollectionInfo> collections() {
    List<CollectionInfo> collections = new ArrayList<>();
    forEachFolder(name -> opened(name).ifPresent(collections::add), _ -> {});
    return collections;
  }

  @Override
  public List<UnreadableCollection> unreadable() {
    List<UnreadableCollection> unreadable = new ArrayList<>();
    forEachFolder(this::opened, unreadable::add);
    return unreadable;
  }

  @Override
  public Optional<CollectionInfo> info(String name) {
    return record(path(name)).map(CollectionRecord::info);
  }

  /// Reads more of it, so that damage is seen.
  private Optional<CollectionInfo> opened(String name) {
    try (PictureStore store = openToRead(name).orElse(null)) {
      return Optional.ofNullable(store).map(PictureStore::info);
    }
  }

  /// @param reader is given the name of each collection; may throw [StoreException]
  private void forEachFolder(Consumer<String> reader, Consumer<UnreadableCollection> unreadable) {
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory)) {
      for (Path folder : folders) {
        String name = nameOf(folder).replace(SUCCESSOR, "");
        if (VALID_NAME.matcher(name).matches() && Files.exists(path(name))) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw LuceneErrors.explain(directory, e);
    }
    for (String name : names) {
      try {
        reader.accept(name);
      } catch (StoreException e) {
        unreadable.accept(new UnreadableCollection(name, String.valueOf(e.getMessage())));
      }
    }
  }

  private static String nameOf(Path folder) {
    return folder.getName(folder.getNameCount() - 1).toString();
  }

  private static Optional<CollectionRecord> record(Path path) {
    try {
      return CommittedIndex.record(path);
    } catch (IOException e) {
      throw LuceneErrors.explain(path, e);
    }
  }

  private Path path(String name) {
    String plain = Storage.plainName(name);
    boolean first = plain.equals(name);
    return directory.resolve(first == isExchanged(plain) ? plain + SUCCESSOR : plain);
  }

  private boolean isExchanged(String plainName) {
    return Files.exists(directory.resolve(plainName + EXCHANGED));
  }

  @Override
  public Optional<PictureStore> openToRead(String name) {
    Path path = path(name);
    if (record(path).isEmpty()) {
      return Optional.empty();
    }
    try {
      Directory lucene = FSDirectory.open(path);
      try {
        CommittedIndex index = CommittedIndex.open(path, lucene);
        return Optional.of(new LucenePictureStore(path, lucene, index, exactLimit, null));
      } catch (IOException | RuntimeException e) {
        lucene.close();
        throw e;
      }
    } catch (IOException e) {
      throw LuceneErrors.explain(path, e);
    }
  }

  @Override
  public PictureStore openToWrite(String name, ModelIdentity model) {
    Path path = path(name);
    // Before waiting for another writer; looked at again when nobody else can change it.
    record(path).ifPresent(record -> record.info().model().requireSame(name, model));
    if (model.dimension() > WideVectors.MAX_DIMENSION) {
      throw new StoreException(
          "Model %s has dimension %d; this store takes up to %d."
              .formatted(model.name(), model.dimension(), WideVectors.MAX_DIMENSION));
    }
    try {
      Files.createDirectories(path);
      Directory lucene = FSDirectory.open(path);
      try {
        return openToWrite(name, model, path, lucene);
      } catch (IOException | RuntimeException e) {
        lucene.close();
        throw e;
      }
    } catch (IOException e) {
      throw LuceneErrors.explain(path, e);
    }
  }

  /// @param lucene the folder at `path`; the store owns it when this returns
  PictureStore openToWrite(String name, ModelIdentity model, Path path, Directory lucene)
      throws IOException {
    CollectionWriter writer = CollectionWriter.open(path, lucene, patience);
    try {
      Optional<CollectionRecord> known = CommittedIndex.record(path);
      if (known.isPresent()) {
        known.get().info().model().requireSame(name, model);
      } else {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CollectionInfo info = new CollectionInfo(Storage.plainName(name), model, now);
        writer.commit(CollectionRecord.of(info), _ -> {});
        // The folder itself, which Lucene leaves to us.
        IOUtils.fsync(directory, true);
      }
      CommittedIndex index = CommittedIndex.open(path, lucene);
      return new LucenePictureStore(path, lucene, index, exactLimit, writer);
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public void exchangeWithSuccessor(String name) {
    String successor = Storage.successor(name);
    for (Path path : List.of(path(name), path(successor))) {
      if (record(path).isEmpty()) {
        throw new StoreException("There is no collection in %s.".formatted(path));
      }
    }
    Path mark = directory.resolve(name + EXCHANGED);
    try (Directory lucene = FSDirectory.open(path(name));
        Lock _ =
            CollectionLock.await(
                path(name), patience, () -> lucene.obtainLock(IndexWriter.WRITE_LOCK_NAME))) {
      if (!Files.deleteIfExists(mark)) {
        Files.createFile(mark);
      }
      IOUtils.fsync(directory, true);
    } catch (IOException e) {
      throw LuceneErrors.explain(mark, e);
    }
  }

  @Override
  public boolean drop(String name) {
    if (!VALID_NAME.matcher(name).matches()) {
      return dropOne(name);
    }
    dropOne(Storage.successor(name));
    boolean dropped = dropOne(name);
    try {
      Files.deleteIfExists(directory.resolve(name + EXCHANGED));
    } catch (IOException e) {
      throw LuceneErrors.explain(directory, e);
    }
    return dropped;
  }

  private boolean dropOne(String name) {
    Path path = path(name);
    if (!Files.isDirectory(path)) {
      return false;
    }
    Path dropped = directory.resolve(DROPPED + UUID.randomUUID());
    try (Directory lucene = FSDirectory.open(path);
        Lock _ =
            CollectionLock.await(
                path, patience, () -> lucene.obtainLock(IndexWriter.WRITE_LOCK_NAME))) {
      // Gone at once for everyone; a kill meanwhile leaves rubbish, not half a collection.
      boolean found = DirectoryReader.indexExists(lucene);
      Files.move(path, dropped, StandardCopyOption.ATOMIC_MOVE);
      removeDropped();
      return found;
    } catch (IOException e) {
      throw LuceneErrors.explain(path, e);
    }
  }

  /// What earlier drops left behind, too.
  private void removeDropped() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, DROPPED + "*")) {
      for (Path folder : folders) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }
    }
  }

  /// Holds nothing itself.
  @Override
  public void close() {}
}
