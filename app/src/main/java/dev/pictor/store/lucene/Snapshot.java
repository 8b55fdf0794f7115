package dev.pictor.store.lucene;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.KnownFile;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoredPicture;
import dev.pictor.store.WholePicture;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// A collection as one commit left it.
///
/// @param collection from the commit's own data
record Snapshot(IndexSearcher searcher, CollectionRecord collection) {

  StoreCounts counts() throws IOException {
    return new StoreCounts(
        count(Documents.pictures()), count(Documents.files()), count(Documents.failures()));
  }

  private int count(Term term) throws IOException {
    return searcher.count(new TermQuery(term));
  }

  Optional<StoredPicture> picture(PictureId id) throws IOException {
    List<StoredPicture> found = new ArrayList<>(1);
    forEach(
        Documents.picture(id),
        (leaf, document, stored) -> {
          var picture = Documents.toPicture(stored.document(document));
          Shown shown = shown(picture.hash());
          found.add(
              new StoredPicture(
                  picture, shown.places(), shown.modifiedMillis(), embedding(leaf, document)));
        });
    return found.stream().findFirst();
  }

  /// In the order of ids, which is not that of the disk: what is told is then the same in every
  /// store.
  ///
  /// @throws StoreException at one of which a part is missing
  void forEachWhole(Consumer<WholePicture> consumer) throws IOException {
    SortedIds ids = new SortedIds(searcher.getIndexReader(), Documents.PICTURE);
    while (ids.id() instanceof String id) {
      if (!ids.take(id).isEmpty()) {
        consumer.accept(whole(new PictureId(id)));
      }
    }
  }

  private WholePicture whole(PictureId id) throws IOException {
    List<WholePicture> found = new ArrayList<>(1);
    byte[] thumbnail = thumbnail(id).orElseThrow(() -> WholePicture.notWhole(id, "thumbnail"));
    forEach(
        Documents.picture(id),
        (leaf, document, stored) -> {
          Picture picture = Documents.toPicture(stored.document(document));
          float[] values = vector(leaf, document);
          if (values == null) {
            throw WholePicture.notWhole(id, "embedding");
          }
          found.add(
              new WholePicture(
                  picture,
                  files(picture.hash()),
                  WholePicture.embedding(id, collection.info().model(), values),
                  thumbnail));
        });
    if (found.size() != 1) {
      throw WholePicture.notWhole(id, "record");
    }
    if (found.getFirst().files().isEmpty()) {
      throw WholePicture.notWhole(id, "place");
    }
    return found.getFirst();
  }

  private List<KnownFile.PictureFile> files(ContentHash hash) throws IOException {
    List<KnownFile.PictureFile> files = new ArrayList<>();
    forEachFile(
        Documents.showing(hash),
        file -> {
          if (file instanceof KnownFile.PictureFile shown) {
            files.add(shown);
          }
        });
    return files;
  }

  private Embedding embedding(LeafReader leaf, int document) throws IOException {
    float[] values = vector(leaf, document);
    if (values == null) {
      throw new StoreException(
          "A picture of collection '%s' has lost its embedding. 'pictor doctor --fix' makes it again."
              .formatted(collection.info().name()));
    }
    return Embedding.ofUnit(collection.info().model().fingerprint(), values);
  }

  /// Of the pictures with the lowest ids; damaged ones are passed over.
  List<Embedding> sample(int most) throws IOException {
    List<Embedding> sample = new ArrayList<>();
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    SortedIds ids = new SortedIds(searcher.getIndexReader(), Documents.PICTURE);
    for (String id = ids.id(); id != null && sample.size() < most; id = ids.id()) {
      for (int document : ids.take(id)) {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        float[] values = vector(leaf.reader(), document - leaf.docBase);
        if (values != null) {
          sample.add(Embedding.ofUnit(collection.info().model().fingerprint(), values));
        }
      }
    }
    return sample;
  }

  private static float @Nullable [] vector(LeafReader leaf, int document) throws IOException {
    FloatVectorValues vectors = leaf.getFloatVectorValues(Documents.EMBEDDING);
    KnnVectorValues.DocIndexIterator position = vectors == null ? null : vectors.iterator();
    return vectors == null || position == null || position.advance(document) != document
        ? null
        : vectors.vectorValue(position.index());
  }

  Optional<byte[]> thumbnail(PictureId id) throws IOException {
    List<byte[]> found = new ArrayList<>(1);
    forEach(
        Documents.thumbnail(id),
        (_, document, stored) -> found.add(Documents.toThumbnail(stored.document(document))));
    return found.stream().findFirst();
  }

  boolean holds(ContentHash hash) throws IOException {
    return has(Documents.content(hash));
  }

  boolean holds(PictureId id) throws IOException {
    return has(Documents.picture(id));
  }

  private boolean has(Term term) throws IOException {
    boolean[] found = new boolean[1];
    forEach(term, (_, _, _) -> found[0] = true);
    return found[0];
  }

  List<Place> places(ContentHash hash) throws IOException {
    return shown(hash).places();
  }

  Shown shown(ContentHash hash) throws IOException {
    List<KnownFile> files = new ArrayList<>();
    forEachFile(Documents.showing(hash), files::add);
    return new Shown(
        files.stream().map(KnownFile::place).sorted().toList(),
        files.stream().mapToLong(file -> file.stamp().modifiedMillis()).min().orElse(0));
  }

  /// Where a picture lies.
  ///
  /// @param places sorted
  /// @param modifiedMillis of the earliest file; 0 if there is none
  record Shown(List<Place> places, long modifiedMillis) {}

  /// Places that name a picture, whether it is there or not; in no order.
  List<Place> places(PictureId id) throws IOException {
    List<Place> places = new ArrayList<>();
    StoredFields stored = searcher.storedFields();
    for (ScoreDoc hit : searcher.search(Documents.showing(id), Integer.MAX_VALUE).scoreDocs) {
      places.add(Documents.toPlace(stored.document(hit.doc)));
    }
    return places;
  }

  Optional<KnownFile> file(Place place) throws IOException {
    List<KnownFile> found = new ArrayList<>(1);
    forEachFile(Documents.file(place), found::add);
    return found.stream().findFirst();
  }

  void forEachFile(Term term, Consumer<KnownFile> consumer) throws IOException {
    forEach(
        term,
        (_, document, stored) -> consumer.accept(Documents.toFile(stored.document(document))));
  }

  /// Most recent first.
  List<KnownFile.FailedFile> failures(int limit, @Nullable Instant until) throws IOException {
    List<KnownFile.FailedFile> failures = new ArrayList<>();
    if (limit > 0) {
      Sort recentFirst = new Sort(new SortField(Documents.FAILED_AT, SortField.Type.LONG, true));
      StoredFields stored = searcher.storedFields();
      for (ScoreDoc hit :
          searcher.search(Documents.failures(until), limit, recentFirst).scoreDocs) {
        if (Documents.toFile(stored.document(hit.doc)) instanceof KnownFile.FailedFile failed) {
          failures.add(failed);
        }
      }
    }
    return failures;
  }

  private void forEach(Term term, Visitor visitor) throws IOException {
    for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
      LeafReader leaf = context.reader();
      PostingsEnum documents = leaf.postings(term, PostingsEnum.NONE);
      if (documents == null) {
        continue;
      }
      Bits live = leaf.getLiveDocs();
      StoredFields stored = leaf.storedFields();
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(documents.docID())) {
          visitor.visit(leaf, documents.docID(), stored);
        }
      }
    }
  }

  private interface Visitor {
    void visit(LeafReader leaf, int document, StoredFields stored) throws IOException;
  }
}
