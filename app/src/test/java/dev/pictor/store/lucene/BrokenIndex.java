package dev.pictor.store.lucene;

import dev.pictor.picture.FileStamp;
import dev.pictor.picture.PictureId;
import dev.pictor.store.Change;
import dev.pictor.store.KnownFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoredPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;

/// Damages a collection as no batch could.
///
/// @param collections the storage's folder
public record BrokenIndex(Path collections, String name) {
  public void removeThumbnail(PictureId id) {
    write(writer -> writer.deleteDocuments(Documents.thumbnail(id)));
  }

  public void setThumbnail(PictureId id, byte[] bytes) {
    Document document = new Document();
    document.add(new StringField(Documents.THUMBNAIL, id.value(), Field.Store.NO));
    document.add(new StringField("content", picture(id).picture().hash().hex(), Field.Store.NO));
    document.add(new StoredField("jpeg", bytes));
    write(writer -> writer.updateDocument(Documents.thumbnail(id), document));
  }

  public void removeVector(PictureId id) {
    Document document = withoutVector(picture(id));
    write(writer -> writer.updateDocument(Documents.picture(id), document));
  }

  public void scaleVector(PictureId id, float factor) {
    StoredPicture picture = picture(id);
    float[] values = picture.embedding().toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    Document document = withoutVector(picture);
    document.add(
        new KnnFloatVectorField(Documents.EMBEDDING, values, VectorSimilarityFunction.DOT_PRODUCT));
    write(writer -> writer.updateDocument(Documents.picture(id), document));
  }

  public void removeRecord(PictureId id) {
    write(writer -> writer.deleteDocuments(Documents.picture(id)));
  }

  public void removePlaces(PictureId id) {
    write(writer -> writer.deleteDocuments(Documents.showing(id)));
  }

  private static Document withoutVector(StoredPicture picture) {
    KnownFile.PictureFile file =
        new KnownFile.PictureFile(
            picture.places().getFirst(), new FileStamp(1, 1), picture.picture().hash());
    Document document =
        Documents.of(
                new Change.PutPicture(picture.picture(), file, picture.embedding(), new byte[] {1}))
            .getFirst();
    document.removeField(Documents.EMBEDDING);
    return document;
  }

  private StoredPicture picture(PictureId id) {
    try (Storage storage = LuceneStorage.open(collections);
        PictureStore store = storage.openToRead(name).orElseThrow()) {
      return store.find(id).orElseThrow();
    }
  }

  private void write(CollectionWriter.Writing writing) {
    IndexWriterConfig configuration =
        new IndexWriterConfig().setCodec(WideVectors.codec()).setCommitOnClose(false);
    try (FSDirectory directory = FSDirectory.open(collections.resolve(name));
        IndexWriter writer = new IndexWriter(directory, configuration)) {
      writing.to(writer);
      writer.setLiveCommitData(SegmentInfos.readLatestCommit(directory).getUserData().entrySet());
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
