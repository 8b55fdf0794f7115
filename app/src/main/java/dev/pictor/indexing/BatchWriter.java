package dev.pictor.indexing;

import dev.pictor.picture.ContentHash;
import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.Change.PutFile;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Change.RemoveFile;
import dev.pictor.store.Change.RemoveOrphan;
import dev.pictor.store.PictureStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores outcomes, once a second or so: a commit costs more than a picture.
///
/// A file that changes may take the last place from the picture that it was, and the picture is
/// gone then, even if another file was found meanwhile to hold it (two files that swapped names,
/// say). Such a file must bring its picture along again: it ends in [#again()].
final class BatchWriter {
  private static final int MOST = 256;
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

  private final PictureStore store;
  private final Set<ContentHash> onTheWay;
  private final Tally tally;
  private final List<Outcome> batch = new ArrayList<>();
  private final List<Candidate> again = new ArrayList<>();

  /// Prefixes of the hashes of pictures that lost a place, see [Known#prefix].
  private final Set<Long> displaced = new HashSet<>();

  private long flushedAtNanos = System.nanoTime();

  /// @param onTheWay contents that are encoded and not stored yet; removed from here, thread-safe
  BatchWriter(PictureStore store, Set<ContentHash> onTheWay, Tally tally) {
    this.store = store;
    this.onTheWay = onTheWay;
    this.tally = tally;
  }

  void add(Outcome outcome) {
    boolean keep =
        switch (outcome.change()) {
          case PutPicture put -> {
            displace(outcome.candidate(), put.picture().hash());
            displaced.remove(Known.prefix(put.picture().hash()));
            yield true;
          }
          case PutFile put -> {
            boolean there = !displaced.contains(Known.prefix(put.file().hash()));
            if (there) {
              displace(outcome.candidate(), put.file().hash());
            }
            yield there;
          }
          case PutFailure _, RemoveFile _, RemoveOrphan _ -> {
            displace(outcome.candidate(), null);
            yield true;
          }
        };
    if (keep) {
      batch.add(outcome);
    } else {
      again.add(outcome.candidate().toEmbedAnyway());
    }
  }

  private void displace(Candidate candidate, @Nullable ContentHash hash) {
    Known known = candidate.known();
    if (known != null && known.isPicture() && (hash == null || !known.has(hash))) {
      displaced.add(known.hashPrefix());
    }
  }

  void flushIfDue() {
    if (batch.size() >= MOST || System.nanoTime() - flushedAtNanos >= PERIOD_NANOS) {
      flush();
    }
  }

  void flush() {
    flushedAtNanos = System.nanoTime();
    if (batch.isEmpty()) {
      return;
    }
    store.apply(batch.stream().map(Outcome::change).toList());
    for (Outcome outcome : batch) {
      if (outcome.change() instanceof PutPicture put) {
        onTheWay.remove(put.picture().hash());
      }
      tally.stored(outcome);
    }
    batch.clear();
  }

  /// What is to be read and embedded once more; empties it.
  List<Candidate> again() {
    List<Candidate> all = List.copyOf(again);
    again.clear();
    return all;
  }
}
