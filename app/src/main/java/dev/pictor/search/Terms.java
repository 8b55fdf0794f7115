package dev.pictor.search;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.picture.PictureId;
import dev.pictor.query.Term;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoredPicture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the terms of a query are for a model and a collection.
record Terms(PictureStore store, Clip clip, Query query) {
  /// @param scales of that collection
  /// @throws UnreadableImageException if a term is a picture that cannot be decoded
  /// @throws BadQueryException if one names a picture that is not in the collection
  Mixture mixture(Scales scales) {
    List<Mixture.Part> parts = new ArrayList<>();
    for (Term term : query.parsed().terms()) {
      parts.add(part(term, scales));
    }
    return new Mixture(parts, examples(scales));
  }

  /// Marked pictures that are still there.
  private Examples examples(Scales scales) {
    Marks marks = query.marks();
    if (marks.isEmpty()) {
      return Examples.NONE;
    }
    List<Embedding> good = new ArrayList<>();
    List<Embedding> bad = new ArrayList<>();
    for (StoredPicture stored : store.findAll(marks.all())) {
      (marks.good().contains(stored.picture().id()) ? good : bad).add(stored.embedding());
    }
    return new Examples(good, bad, scales.pictures());
  }

  private Mixture.Part part(Term term, Scales scales) {
    return switch (term.subject()) {
      case Term.Words(var text) ->
          new Mixture.Part(
              text, clip.encodeText(prompt(text).text()), term.weight(), scales.texts());
      case Term.Indexed(var id) ->
          new Mixture.Part("id:" + id, indexed(id), term.weight(), scales.pictures());
      case Term.Uploaded(var id) ->
          new Mixture.Part("upload:" + id, query.upload(id), term.weight(), scales.pictures());
      case Term.ImageFile(var name) ->
          new Mixture.Part(
              name, encode(name, query.images().get(name)), term.weight(), scales.pictures());
    };
  }

  boolean haveWords() {
    return query.parsed().terms().stream().anyMatch(term -> term.subject() instanceof Term.Words);
  }

  /// Pictures of the collection: they are no hits themselves.
  Set<PictureId> named() {
    Set<PictureId> named = new HashSet<>();
    for (Term term : query.parsed().terms()) {
      if (term.subject() instanceof Term.Indexed(var id)) {
        named.add(id);
      }
    }
    return named;
  }

  /// What may have been meant otherwise, or was left out.
  List<String> hints() {
    List<String> hints = new ArrayList<>(query.parsed().hints());
    for (Term term : query.parsed().terms()) {
      if (term.subject() instanceof Term.Words(var text)) {
        String hint = prompt(text).hint(clip.tokenizer().contextLength());
        if (hint != null) {
          hints.add(hint);
        }
      }
    }
    return hints;
  }

  private Prompt prompt(String text) {
    return Prompt.of(text, clip::fits);
  }

  private Embedding indexed(PictureId id) {
    return store
        .find(id)
        .orElseThrow(
            () ->
                new BadQueryException(
                    "Collection '%s' has no picture id:%s.".formatted(store.info().name(), id)))
        .embedding();
  }

  private Embedding encode(String name, @Nullable EncodedImage image) {
    if (image == null) {
      throw new IllegalArgumentException("No picture was given for " + name);
    }
    try {
      return clip.encodeImage(image);
    } catch (UnreadableImageException e) {
      throw Query.unreadable(name, e);
    }
  }
}
