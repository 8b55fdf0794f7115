package dev.pictor.indexing;

import dev.pictor.indexing.ReadResult.NotRefreshed;
import dev.pictor.indexing.ReadResult.Vanished;
import dev.pictor.picture.ContentHash;
import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.Change.PutFile;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Change.RemoveFile;
import dev.pictor.store.Change.RemoveOrphan;
import dev.pictor.store.PictureStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Work that this process does alone.
///
/// A file that changes may take the last place from the picture that it was, and the picture is
/// gone then, even if another file was found meanwhile to hold it (two files that swapped names,
/// say). Such a file must bring its picture along again: it ends in [#again()].
final class OwnWork implements Work {
  private final PictureStore store;
  private final Tally tally;
  private final List<Candidate> again = new ArrayList<>();

  /// Prefixes of the hashes of pictures that lost a place, see [Known#prefix].
  private final Set<Long> displaced = new HashSet<>();

  OwnWork(PictureStore store, Tally tally) {
    this.store = store;
    this.tally = tally;
  }

  @Override
  public boolean takes(Outcome outcome) {
    boolean takes =
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
    if (!takes) {
      again.add(outcome.candidate().toEmbedAnyway());
    }
    return takes;
  }

  private void displace(Candidate candidate, @Nullable ContentHash hash) {
    Known known = candidate.known();
    if (known != null && known.isPicture() && (hash == null || !known.has(hash))) {
      displaced.add(known.hashPrefix());
    }
  }

  @Override
  public List<Outcome> store(List<Outcome> outcomes) {
    if (!outcomes.isEmpty()) {
      store.apply(outcomes.stream().map(Outcome::change).toList());
    }
    return outcomes;
  }

  @Override
  public void vanished(Vanished result) {
    tally.goneMeanwhile(result.candidate());
  }

  @Override
  public void notRefreshed(NotRefreshed result) {
    tally.notRefreshed(result.candidate(), result.reason());
  }

  @Override
  public void tick() {}

  /// What is to be read and embedded once more; empties it.
  List<Candidate> again() {
    List<Candidate> all = List.copyOf(again);
    again.clear();
    return all;
  }
}
