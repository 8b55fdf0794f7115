package dev.pictor.store.lucene;

import dev.pictor.picture.Picture;
import dev.pictor.store.Change;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.KnownFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// Writes a collection as programs did that knew no metadata: the fields as they were then.
final class FirstFormat {
  private FirstFormat() {}

  /// @param folder of the collection
  static void write(Path folder, CollectionInfo info, List<Change.PutPicture> pictures)
      throws IOException {
    IndexWriterConfig configuration =
        new IndexWriterConfig().setCodec(WideVectors.codec()).setCommitOnClose(false);
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, configuration)) {
      for (Change.PutPicture put : pictures) {
        writer.addDocument(picture(put));
        writer.addDocument(thumbnail(put));
        writer.addDocument(file(put.file()));
      }
      writer.setLiveCommitData(CollectionRecord.of(info).toCommitData().entrySet());
      writer.commit();
    }
  }

  private static Document picture(Change.PutPicture put) {
    Picture picture = put.picture();
    Document document = new Document();
    document.add(new StringField("kind", "picture", Field.Store.NO));
    document.add(new StringField("picture", picture.id().value(), Field.Store.NO));
    document.add(new StringField("content", picture.hash().hex(), Field.Store.NO));
    document.add(new StoredField("hash", picture.hash().hex()));
    document.add(new BinaryDocValuesField("hash", new BytesRef(picture.hash().hex())));
    document.add(new StringField("format", picture.format(), Field.Store.YES));
    document.add(new StoredField("size-bytes", picture.sizeBytes()));
    document.add(new StoredField("width", picture.width()));
    document.add(new StoredField("height", picture.height()));
    document.add(
        new KnnFloatVectorField(
            "embedding", put.embedding().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  private static Document thumbnail(Change.PutPicture put) {
    Document document = new Document();
    document.add(new StringField("thumbnail", put.picture().id().value(), Field.Store.NO));
    document.add(new StringField("content", put.picture().hash().hex(), Field.Store.NO));
    document.add(new StoredField("jpeg", put.thumbnail()));
    return document;
  }

  private static Document file(KnownFile.PictureFile file) {
    String root = file.place().root();
    Document document = new Document();
    document.add(
        new StringField("file", root.length() + ":" + root + file.place().path(), Field.Store.NO));
    document.add(new StringField("root", root, Field.Store.YES));
    document.add(new StoredField("path", file.place().path()));
    document.add(new StoredField("size-bytes", file.stamp().sizeBytes()));
    document.add(new StoredField("modified-millis", file.stamp().modifiedMillis()));
    document.add(new StringField("kind", "file", Field.Store.NO));
    document.add(new StringField("shows", file.hash().hex(), Field.Store.YES));
    return document;
  }
}
