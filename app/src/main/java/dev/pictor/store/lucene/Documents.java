package dev.pictor.store.lucene;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// How a collection's records lie in its index: three kinds of documents, so that another place for
/// a picture never rewrites its embedding, and a search never reads a thumbnail.
///
/// | kind | found by | holds |
/// |---|---|---|
/// | picture | `picture` = id, `content` = hash, `format`, see [MetadataFields] | measures,
/// metadata, embedding, hash for ties |
/// | thumbnail | `thumbnail` = id, `content` = hash | the JPEG |
/// | file or failure | `file` = root and path, `root`, `shows` = hash | stamp; reason, time,
/// attempts |
final class Documents {
  static final String EMBEDDING = "embedding";

  /// Doc values of pictures: the bytes of the hash, in whose order ids sort.
  static final String HASH = "hash";

  /// Doc values of failures: nanoseconds since 1970.
  static final String FAILED_AT = "failed-at";

  /// Of files, indexed with doc values: milliseconds since 1970, as they are stored too.
  static final String MODIFIED = "modified";

  /// Of files: the hash of the picture there.
  static final String SHOWS = "shows";

  /// Of pictures, indexed: their ids.
  static final String PICTURE = "picture";

  /// Of thumbnails, indexed: the ids of their pictures.
  static final String THUMBNAIL = "thumbnail";

  private static final String KIND = "kind";
  private static final String FAILURE = "failure";
  private static final String FILE = "file";
  private static final String CONTENT = "content";
  private static final String FORMAT = "format";
  private static final String SIZE_BYTES = "size-bytes";
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";
  private static final String JPEG = "jpeg";
  private static final String ROOT = "root";
  private static final String PATH = "path";
  private static final String MODIFIED_MILLIS = "modified-millis";
  private static final String REASON = "reason";
  private static final String AT = "at";
  private static final String ATTEMPTS = "attempts";

  private Documents() {}

  static Term pictures() {
    return new Term(KIND, PICTURE);
  }

  static Term files() {
    return new Term(KIND, FILE);
  }

  static Term failures() {
    return new Term(KIND, FAILURE);
  }

  /// Those that were not tried after this time; null for all.
  static Query failures(@Nullable Instant until) {
    Query all = new TermQuery(failures());
    return until == null
        ? all
        : new BooleanQuery.Builder()
            .add(all, BooleanClause.Occur.FILTER)
            .add(
                NumericDocValuesField.newSlowRangeQuery(FAILED_AT, Long.MIN_VALUE, nanos(until)),
                BooleanClause.Occur.FILTER)
            .build();
  }

  private static long nanos(Instant time) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, time);
  }

  static Term ofFormat(String format) {
    return new Term(FORMAT, format);
  }

  static Term picture(PictureId id) {
    return new Term(PICTURE, id.value());
  }

  static Term thumbnail(PictureId id) {
    return new Term(THUMBNAIL, id.value());
  }

  /// The picture and its thumbnail.
  static Term content(ContentHash hash) {
    return new Term(CONTENT, hash.hex());
  }

  static Term showing(ContentHash hash) {
    return new Term(SHOWS, hash.hex());
  }

  /// Files that show the picture with this id, which its hash begins with.
  static Query showing(PictureId id) {
    return new PrefixQuery(new Term(SHOWS, id.value()));
  }

  /// The pictures with these hashes, and their thumbnails.
  static Query contents(Set<BytesRef> hashes) {
    return new TermInSetQuery(CONTENT, hashes);
  }

  /// Files and failures in a folder and all below it.
  static Query filesBelow(String root, String path) {
    return path.isEmpty()
        ? new TermQuery(below(root))
        : new PrefixQuery(new Term(FILE, fileKey(root, path + "/")));
  }

  static Term below(String root) {
    return new Term(ROOT, root);
  }

  static Term file(Place place) {
    return new Term(FILE, fileKey(place.root(), place.path()));
  }

  private static String fileKey(String root, String path) {
    return root.length() + ":" + root + path;
  }

  /// The picture and its thumbnail.
  static List<Document> of(Change.PutPicture put) {
    return List.of(picture(put.picture(), put.embedding()), thumbnail(put));
  }

  private static Document picture(Picture picture, Embedding embedding) {
    Document document = new Document();
    document.add(key(pictures()));
    document.add(key(picture(picture.id())));
    document.add(key(content(picture.hash())));
    document.add(new StoredField(HASH, picture.hash().hex()));
    document.add(new BinaryDocValuesField(HASH, new BytesRef(picture.hash().hex())));
    document.add(new StringField(FORMAT, picture.format(), Field.Store.YES));
    document.add(new StoredField(SIZE_BYTES, picture.sizeBytes()));
    document.add(new StoredField(WIDTH, picture.width()));
    document.add(new StoredField(HEIGHT, picture.height()));
    MetadataFields.add(document, picture);
    document.add(
        new KnnFloatVectorField(
            EMBEDDING, embedding.toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  private static Document thumbnail(Change.PutPicture put) {
    Document document = new Document();
    document.add(key(thumbnail(put.picture().id())));
    document.add(key(content(put.picture().hash())));
    document.add(new StoredField(JPEG, put.thumbnail()));
    return document;
  }

  static Document of(KnownFile file) {
    Document document = new Document();
    document.add(key(file(file.place())));
    document.add(new StringField(ROOT, file.place().root(), Field.Store.YES));
    document.add(new StoredField(PATH, file.place().path()));
    document.add(new StoredField(SIZE_BYTES, file.stamp().sizeBytes()));
    document.add(new StoredField(MODIFIED_MILLIS, file.stamp().modifiedMillis()));
    document.add(new LongField(MODIFIED, file.stamp().modifiedMillis(), Field.Store.NO));
    switch (file) {
      case KnownFile.PictureFile picture -> {
        document.add(key(files()));
        document.add(new StringField(SHOWS, picture.hash().hex(), Field.Store.YES));
      }
      case KnownFile.FailedFile failed -> {
        document.add(key(failures()));
        document.add(new StoredField(REASON, failed.reason()));
        document.add(new StoredField(AT, failed.at().toString()));
        document.add(new NumericDocValuesField(FAILED_AT, nanos(failed.at())));
        document.add(new StoredField(ATTEMPTS, failed.attempts()));
      }
    }
    return document;
  }

  private static Field key(Term term) {
    return new StringField(term.field(), term.text(), Field.Store.NO);
  }

  static Picture toPicture(Document document) {
    return new Picture(
        new ContentHash(text(document, HASH)),
        text(document, FORMAT),
        number(document, SIZE_BYTES).longValue(),
        number(document, WIDTH).intValue(),
        number(document, HEIGHT).intValue(),
        MetadataFields.read(document));
  }

  static byte[] toThumbnail(Document document) {
    BytesRef bytes = Objects.requireNonNull(document.getBinaryValue(JPEG), JPEG);
    return BytesRef.deepCopyOf(bytes).bytes;
  }

  static KnownFile toFile(Document document) {
    Place place = toPlace(document);
    FileStamp stamp =
        new FileStamp(
            number(document, SIZE_BYTES).longValue(),
            number(document, MODIFIED_MILLIS).longValue());
    String hash = document.get(SHOWS);
    return hash != null
        ? new KnownFile.PictureFile(place, stamp, new ContentHash(hash))
        : new KnownFile.FailedFile(
            place,
            stamp,
            text(document, REASON),
            Instant.parse(text(document, AT)),
            number(document, ATTEMPTS).intValue());
  }

  static Place toPlace(Document document) {
    return new Place(text(document, ROOT), text(document, PATH));
  }

  private static String text(Document document, String field) {
    return Objects.requireNonNull(document.get(field), field);
  }

  private static Number number(Document document, String field) {
    return Objects.requireNonNull(document.getField(field), field).numericValue();
  }
}
