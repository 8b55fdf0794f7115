package dev.pictor.store.lucene;

import dev.pictor.store.CollectionInfo;
import dev.pictor.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// Reads what is committed, never what a writer has in hand; takes no lock. Thread-safe.
final class CommittedIndex implements AutoCloseable {
  /// How old the commit may be that is read while others write.
  private static final long LONGEST_AGE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path path;
  private final SearcherManager searchers;
  private final CollectionInfo info;
  private final AtomicLong refreshedNanos = new AtomicLong(System.nanoTime());

  private CommittedIndex(Path path, SearcherManager searchers, CollectionInfo info) {
    this.path = path;
    this.searchers = searchers;
    this.info = info;
  }

  static CommittedIndex open(Path path, Directory directory) throws IOException {
    SearcherManager searchers = new SearcherManager(directory, null);
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return new CommittedIndex(path, searchers, record(path, searcher).info());
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException | RuntimeException e) {
      searchers.close();
      throw e;
    }
  }

  /// What the last commit says of itself, without opening the index; empty if there is none.
  static Optional<CollectionRecord> record(Path path) throws IOException {
    try {
      // Tells what is not there from what cannot be looked at.
      Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try (Directory directory = FSDirectory.open(path)) {
      if (!DirectoryReader.indexExists(directory)) {
        return Optional.empty();
      }
      Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
      return Optional.of(CollectionRecord.fromCommitData(data, path));
    }
  }

  private static CollectionRecord record(Path path, IndexSearcher searcher) throws IOException {
    DirectoryReader reader = (DirectoryReader) searcher.getIndexReader();
    return CollectionRecord.fromCommitData(reader.getIndexCommit().getUserData(), path);
  }

  CollectionInfo info() {
    return info;
  }

  /// Reads one commit, at most about a second old.
  <T> T read(Reading<T> reading) throws IOException {
    long last = refreshedNanos.get();
    long now = System.nanoTime();
    if (now - last >= LONGEST_AGE_NANOS && refreshedNanos.compareAndSet(last, now)) {
      try {
        refresh();
      } catch (IOException | RuntimeException e) {
        // What has failed once is not read as if it had not.
        refreshedNanos.set(last);
        throw e;
      }
    }
    IndexSearcher searcher = searchers.acquire();
    try {
      return reading.of(new Snapshot(searcher, record(path, searcher)));
    } finally {
      searchers.release(searcher);
    }
  }

  /// Turns to the newest commit.
  void refresh() throws IOException {
    // Lucene alone may take an index made anew in the same folder for the one it has open.
    Optional<CollectionRecord> newest = record(path);
    if (newest.isEmpty()) {
      throw new StoreException("The collection in %s was removed meanwhile.".formatted(path));
    }
    if (!newest.get().info().equals(info)) {
      throw new StoreException(
          "The collection in %s was removed and made anew meanwhile. Open it again."
              .formatted(path));
    }
    searchers.maybeRefreshBlocking();
  }

  @Override
  public void close() throws IOException {
    searchers.close();
  }

  interface Reading<T> {
    T of(Snapshot snapshot) throws IOException;
  }
}
