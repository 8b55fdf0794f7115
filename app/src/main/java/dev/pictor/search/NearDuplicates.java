package dev.pictor.search;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts hits together that hardly differ: bursts, and copies that were scaled or saved again.
///
/// @param alike two pictures with this cosine similarity or more hardly differ
record NearDuplicates(PictureStore store, double alike) {
  /// @param hits the first is the best
  record Group(List<Found> hits) {}

  /// Each hit joins the first group whose best it is like.
  ///
  /// @param found best first
  /// @param most so many groups; the hit that would begin one more ends it
  List<Group> of(List<Found> found, int most) {
    Map<PictureId, Embedding> embeddings = new HashMap<>();
    for (StoredPicture stored : store.findAll(found.stream().map(NearDuplicates::id).toList())) {
      embeddings.put(stored.picture().id(), stored.embedding());
    }
    List<List<Found>> groups = new ArrayList<>();
    for (Found each : found) {
      Embedding own = embeddings.get(id(each));
      List<Found> home = null;
      for (List<Found> group : groups) {
        Embedding best = embeddings.get(id(group.getFirst()));
        if (own != null && best != null && own.cosineSimilarity(best) >= alike) {
          home = group;
          break;
        }
      }
      if (home != null) {
        home.add(each);
      } else if (groups.size() < most) {
        groups.add(new ArrayList<>(List.of(each)));
      } else {
        break;
      }
    }
    return groups.stream().map(Group::new).toList();
  }

  private static PictureId id(Found found) {
    return found.candidate().picture().id();
  }
}
