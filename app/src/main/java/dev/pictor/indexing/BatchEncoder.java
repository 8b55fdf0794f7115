package dev.pictor.indexing;

import dev.pictor.clip.Embedding;
import dev.pictor.indexing.Outcome.Kind;
import dev.pictor.indexing.PictureEncoder.Preprocessed;
import dev.pictor.indexing.ReadResult.Decoded;
import dev.pictor.indexing.ReadResult.NotRefreshed;
import dev.pictor.indexing.ReadResult.Refreshed;
import dev.pictor.indexing.ReadResult.SameContent;
import dev.pictor.indexing.ReadResult.Unreadable;
import dev.pictor.indexing.ReadResult.Vanished;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.store.Change.PutFailure;
import dev.pictor.store.Change.PutFile;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.PictureStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Embeds what was decoded, each content once however many files have it.
final class BatchEncoder {
  private final PictureEncoder encoder;
  private final PictureStore store;
  private final Set<ContentHash> onTheWay;

  /// @param onTheWay contents that are encoded and not stored yet; added to here, thread-safe
  BatchEncoder(PictureEncoder encoder, PictureStore store, Set<ContentHash> onTheWay) {
    this.encoder = encoder;
    this.store = store;
    this.onTheWay = onTheWay;
  }

  /// @return in the order of the results
  List<Outcome> encode(List<ReadResult> results) {
    Map<ContentHash, Decoded> fresh = fresh(results);
    Map<ContentHash, Embedding> embeddings = embed(fresh);
    List<Outcome> outcomes = new ArrayList<>();
    for (ReadResult result : results) {
      switch (result) {
        case Decoded decoded -> {
          ContentHash hash = decoded.picture().hash();
          Embedding embedding = embeddings.get(hash);
          outcomes.add(
              embedding != null && fresh.get(hash) == decoded
                  ? picture(decoded, embedding)
                  : sameContent(decoded.candidate(), hash));
        }
        case SameContent same -> outcomes.add(sameContent(same.candidate(), same.hash()));
        case Refreshed refreshed -> outcomes.add(refreshed(refreshed));
        case Unreadable unreadable -> outcomes.add(failure(unreadable));
        case Vanished _, NotRefreshed _ -> {}
      }
    }
    return outcomes;
  }

  private Map<ContentHash, Decoded> fresh(List<ReadResult> results) {
    Map<ContentHash, Decoded> fresh = new LinkedHashMap<>();
    Set<ContentHash> inQuestion = new HashSet<>();
    for (ReadResult result : results) {
      if (result instanceof Decoded decoded) {
        ContentHash hash = decoded.picture().hash();
        if (decoded.candidate().embedAnyway() || !onTheWay.contains(hash)) {
          fresh.putIfAbsent(hash, decoded);
        }
        if (!decoded.candidate().embedAnyway()) {
          inQuestion.add(hash);
        }
      }
    }
    if (!inQuestion.isEmpty()) {
      // What another file brought since this one was read.
      for (ContentHash hash : store.contained(inQuestion)) {
        fresh.computeIfPresent(
            hash, (same, decoded) -> decoded.candidate().embedAnyway() ? decoded : null);
      }
    }
    return fresh;
  }

  private Map<ContentHash, Embedding> embed(Map<ContentHash, Decoded> fresh) {
    Map<ContentHash, Embedding> embeddings = new LinkedHashMap<>();
    if (!fresh.isEmpty()) {
      List<Embedding> encoded =
          encoder.encode(
              fresh.values().stream()
                  .map(it -> new Preprocessed(it.candidate().place(), it.pixels()))
                  .toList());
      int index = 0;
      for (ContentHash hash : fresh.keySet()) {
        embeddings.put(hash, encoded.get(index++));
        onTheWay.add(hash);
      }
    }
    return embeddings;
  }

  private static Outcome picture(Decoded decoded, Embedding embedding) {
    Candidate candidate = decoded.candidate();
    return new Outcome(
        candidate,
        new PutPicture(
            decoded.picture(),
            file(candidate, decoded.picture().hash()),
            embedding,
            decoded.thumbnail()),
        candidate.known() != null && candidate.known().isPicture() ? Kind.UPDATED : Kind.ADDED,
        decoded.warning());
  }

  /// With the embedding that it has.
  private Outcome refreshed(Refreshed refreshed) {
    Candidate candidate = refreshed.candidate();
    Picture picture = refreshed.picture();
    return store
        .find(picture.id())
        .map(
            stored ->
                new Outcome(
                    candidate,
                    new PutPicture(
                        picture,
                        file(candidate, picture.hash()),
                        stored.embedding(),
                        refreshed.thumbnail()),
                    Kind.REFRESHED))
        // It has lost its last place meanwhile, which the writer knows too.
        .orElseGet(() -> sameContent(candidate, picture.hash()));
  }

  private static Outcome sameContent(Candidate candidate, ContentHash hash) {
    boolean touched = candidate.known() != null && candidate.known().has(hash);
    return new Outcome(
        candidate, new PutFile(file(candidate, hash)), touched ? Kind.TOUCHED : Kind.COPY);
  }

  private static Outcome failure(Unreadable unreadable) {
    Candidate candidate = unreadable.candidate();
    Place place = candidate.place();
    FileStamp stamp = unreadable.stamp();
    int attempts = candidate.attempts() + 1;
    return new Outcome(
        candidate,
        new PutFailure(
            new FailedFile(place, stamp, oneLine(unreadable.reason()), Instant.now(), attempts)),
        Kind.FAILED);
  }

  private static String oneLine(String reason) {
    return reason.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static PictureFile file(Candidate candidate, ContentHash hash) {
    return new PictureFile(candidate.place(), candidate.stamp(), hash);
  }
}
