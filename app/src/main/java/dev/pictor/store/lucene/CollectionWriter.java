package dev.pictor.store.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;

/// The one writer of a collection; holds its lock from opening to closing. Not thread-safe.
final class CollectionWriter implements AutoCloseable {
  private final Path path;
  private final Directory directory;
  private final Patience patience;
  private IndexWriter writer;

  private CollectionWriter(Path path, Directory directory, Patience patience, IndexWriter writer) {
    this.path = path;
    this.directory = directory;
    this.patience = patience;
    this.writer = writer;
  }

  /// @param patience how long to wait for another writer
  static CollectionWriter open(Path path, Directory directory, Patience patience)
      throws IOException {
    return new CollectionWriter(path, directory, patience, take(path, directory, patience));
  }

  private static IndexWriter take(Path path, Directory directory, Patience patience)
      throws IOException {
    IndexWriter writer =
        CollectionLock.await(path, patience, () -> new IndexWriter(directory, configuration()));
    try {
      WriterHolder.thisProcess().write(path);
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static IndexWriterConfig configuration() {
    return new IndexWriterConfig()
        .setCodec(WideVectors.codec())
        .setMergeScheduler(new Merges())
        .setCommitOnClose(false);
  }

  /// Durable when it returns; the index is as it was when it throws.
  ///
  /// @param collection what the collection is after this commit
  void commit(CollectionRecord collection, Writing writing) throws IOException {
    if (!writer.isOpen()) {
      // An earlier commit failed, which closes Lucene's writer: the disk was full, say.
      writer = take(path, directory, patience);
    }
    try {
      writing.to(writer);
      writer.setLiveCommitData(collection.toCommitData().entrySet());
      writer.commit();
    } catch (IOException | RuntimeException | Error e) {
      Throwable tragedy = writer.getTragicException();
      rollBack(e);
      if (e instanceof IllegalStateException && tragedy instanceof IOException met) {
        // What a merge met says more than that the writer was closed for it.
        met.addSuppressed(e);
        throw met;
      }
      throw e;
    }
  }

  /// Gives up the lock, too: Lucene's writer is closed.
  private void rollBack(Throwable cause) {
    try {
      WriterHolder.remove(path);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    try {
      writer.rollback();
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (writer.isOpen()) {
      WriterHolder.remove(path);
      writer.close();
    }
  }

  /// A merge that fails closes Lucene's writer, so whoever waits for it or commits next is told.
  /// Lucene's own would print a stack besides.
  private static final class Merges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {}
  }

  interface Writing {
    void to(IndexWriter writer) throws IOException;
  }
}
