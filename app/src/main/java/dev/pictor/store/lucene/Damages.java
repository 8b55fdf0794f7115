package dev.pictor.store.lucene;

import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.DamagedPicture;
import dev.pictor.store.ModelIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// What does not fit together among a collection's documents.
///
/// First every embedding and thumbnail is looked at, in the order in which they lie on the disk;
/// then the ids of pictures, thumbnails and files, which are sorted, are gone along side by side.
/// In between one bit is kept for each document.
final class Damages {
  private final ModelIdentity model;
  private final IndexReader reader;

  /// Documents of pictures and thumbnails that are not as they should be.
  private final FixedBitSet damaged;

  Damages(Snapshot snapshot) {
    this.model = snapshot.collection().info().model();
    this.reader = snapshot.searcher().getIndexReader();
    this.damaged = new FixedBitSet(Math.max(1, reader.maxDoc()));
  }

  void forEach(Consumer<DamagedPicture> consumer) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      check(leaf, Documents.PICTURE, new Vectors(leaf.reader()));
      check(leaf, Documents.THUMBNAIL, new Thumbnails(leaf.reader()));
    }
    SortedIds pictures = new SortedIds(reader, Documents.PICTURE);
    SortedIds thumbnails = new SortedIds(reader, Documents.THUMBNAIL);
    SortedIds files = new SortedIds(reader, Documents.SHOWS);
    while (true) {
      Optional<String> id =
          Stream.of(pictures.id(), thumbnails.id(), files.id())
              .filter(Objects::nonNull)
              .min(String::compareTo);
      if (id.isEmpty()) {
        return;
      }
      List<Integer> picture = pictures.take(id.get());
      List<Integer> thumbnail = thumbnails.take(id.get());
      List<Integer> places = files.take(id.get());
      boolean isDeleted = picture.isEmpty() && thumbnail.isEmpty() && places.isEmpty();
      boolean isWhole = isWhole(picture) && isWhole(thumbnail) && !places.isEmpty();
      if (!isDeleted && !isWhole) {
        consumer.accept(
            new DamagedPicture(
                new PictureId(id.get()),
                !picture.isEmpty(),
                places(places),
                fault(picture, Vectors::new),
                fault(thumbnail, Thumbnails::new)));
      }
    }
  }

  private void check(LeafReaderContext leaf, String field, Part part) throws IOException {
    BitSetIterator documents =
        new BitSetIterator(SortedIds.documents(leaf.reader(), field), leaf.reader().maxDoc());
    while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (part.fault(documents.docID()) != null) {
        damaged.set(leaf.docBase + documents.docID());
      }
    }
  }

  private boolean isWhole(List<Integer> documents) {
    return documents.size() == 1 && !damaged.get(documents.getFirst());
  }

  private @Nullable String fault(List<Integer> documents, Opening opening) throws IOException {
    if (documents.size() != 1) {
      return documents.isEmpty()
          ? DamagedPicture.MISSING
          : "kept %d times".formatted(documents.size());
    }
    int document = documents.getFirst();
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    return opening.of(leaf.reader()).fault(document - leaf.docBase);
  }

  private List<Place> places(List<Integer> documents) throws IOException {
    StoredFields stored = reader.storedFields();
    List<Place> places = new ArrayList<>();
    for (int document : documents) {
      places.add(Documents.toPlace(stored.document(document)));
    }
    return places.stream().sorted().toList();
  }

  private interface Opening {
    Part of(LeafReader leaf) throws IOException;
  }

  /// Of the documents of one segment; to be asked for in ascending order.
  private interface Part {
    @Nullable String fault(int document) throws IOException;
  }

  private final class Vectors implements Part {
    private final @Nullable FloatVectorValues values;
    private final @Nullable DocIndexIterator position;

    Vectors(LeafReader leaf) throws IOException {
      values = leaf.getFloatVectorValues(Documents.EMBEDDING);
      position = values == null ? null : values.iterator();
    }

    @Override
    public @Nullable String fault(int document) throws IOException {
      if (values == null || position == null) {
        return DamagedPicture.MISSING;
      }
      if (position.docID() < document) {
        position.advance(document);
      }
      if (position.docID() != document) {
        return DamagedPicture.MISSING;
      }
      float[] vector = values.vectorValue(position.index());
      double squares = 0;
      for (float value : vector) {
        squares += (double) value * value;
      }
      return DamagedPicture.vectorFault(model, vector.length, Math.sqrt(squares)).orElse(null);
    }
  }

  private static final class Thumbnails implements Part {
    private final StoredFields stored;

    Thumbnails(LeafReader leaf) throws IOException {
      stored = leaf.storedFields();
    }

    @Override
    public @Nullable String fault(int document) throws IOException {
      return DamagedPicture.thumbnailFault(Documents.toThumbnail(stored.document(document)))
          .orElse(null);
    }
  }
}
