package dev.pictor.search;

import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.query.Order;
import dev.pictor.query.ParsedQuery;
import dev.pictor.query.QueryParser;
import dev.pictor.query.Term;
import dev.pictor.store.Filter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is searched for.
///
/// @param text as it was typed; null if it is a picture alone
/// @param parsed what that means
/// @param images pictures from outside the collection, by what their terms call them
/// @param uploads what uploaded pictures show, by what their terms call them
/// @param marks pictures that were found before and marked
public record Query(
    @Nullable String text,
    ParsedQuery parsed,
    Map<String, EncodedImage> images,
    Map<PictureId, Embedding> uploads,
    Marks marks) {
  public Query {
    images = Map.copyOf(images);
    uploads = Map.copyOf(uploads);
  }

  /// Pictures that show what these words say, whatever signs are in them.
  ///
  /// @throws BadQueryException if it is blank
  public static Query ofWords(String text) {
    requireNotBlank(text);
    return new Query(text, only(new Term.Words(text)), Map.of(), Map.of(), Marks.NONE);
  }

  /// Pictures like this one.
  ///
  /// @param name what to call it, its file name say
  public static Query ofImage(String name, EncodedImage image) {
    return new Query(
        null, only(new Term.ImageFile(name)), Map.of(name, image), Map.of(), Marks.NONE);
  }

  /// In the query language, where uploaded pictures may be named and files may not.
  ///
  /// @param roots of the collection
  /// @param uploads what an upload shows
  /// @throws dev.pictor.query.QuerySyntaxException where it cannot be understood
  /// @throws BadQueryException if it is blank, or an upload is not there
  public static Query parse(
      String text, List<Root> roots, Function<PictureId, Optional<Embedding>> uploads) {
    requireNotBlank(text);
    ParsedQuery parsed = QueryParser.parse(text, roots, QueryParser.Source.REQUEST);
    Map<PictureId, Embedding> found = new HashMap<>();
    for (Term term : parsed.terms()) {
      if (term.subject() instanceof Term.Uploaded(var id)) {
        found.put(
            id,
            uploads
                .apply(id)
                .orElseThrow(
                    () ->
                        new BadQueryException(
                            "The picture upload:%s is not kept any more: upload it again."
                                .formatted(id))));
      }
    }
    return new Query(text, parsed, Map.of(), found, Marks.NONE);
  }

  /// As above, where `image:PATH` names a file.
  ///
  /// @param folder that such paths are relative to
  /// @throws UnreadableImageException that names it, if a file is no picture
  public static Query parse(String text, List<Root> roots, Path folder) {
    requireNotBlank(text);
    ParsedQuery parsed = QueryParser.parse(text, roots, QueryParser.Source.TERMINAL);
    Map<String, EncodedImage> images = new HashMap<>();
    for (Term term : parsed.terms()) {
      if (term.subject() instanceof Term.ImageFile(var path)) {
        images.put(path, read(path, folder.resolve(path)));
      }
    }
    return new Query(text, parsed, images, Map.of(), Marks.NONE);
  }

  /// The same, refined by marks.
  ///
  /// @throws BadQueryException if nothing but a filter is asked for
  public Query with(Marks refined) {
    if (!refined.isEmpty() && parsed.terms().isEmpty()) {
      throw new BadQueryException(
          "Marks refine what words or a picture find: say what the pictures should show, too.");
    }
    return new Query(text, parsed, images, uploads, refined);
  }

  /// @throws UnreadableImageException that names it, if the file is no picture
  public static EncodedImage read(String name, Path file) {
    try {
      return EncodedImage.read(file);
    } catch (UnreadableImageException e) {
      throw unreadable(name, e);
    }
  }

  static UnreadableImageException unreadable(String name, UnreadableImageException e) {
    return new UnreadableImageException(
        "Cannot search with %s: %s".formatted(name, e.getMessage()), e);
  }

  /// @throws BadQueryException if it is
  public static void requireNotBlank(String text) {
    if (text.isBlank()) {
      throw new BadQueryException("The query is empty: say what the pictures should show.");
    }
  }

  Embedding upload(PictureId id) {
    return Objects.requireNonNull(uploads.get(id), "every upload was found when this was parsed");
  }

  private static ParsedQuery only(Term.Subject subject) {
    return new ParsedQuery(
        List.of(new Term(subject, 1)), Filter.all(), List.of(), Order.RELEVANCE, List.of());
  }
}
