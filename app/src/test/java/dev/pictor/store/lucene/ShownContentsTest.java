package dev.pictor.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.picture.FileStamp;
import dev.pictor.store.KnownFile;
import dev.pictor.store.Samples;
import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class ShownContentsTest {
  /// Lucene keeps what is deleted until it merges, which it does soon for few documents.
  @Test
  void deletedFiles_countNoMore() throws IOException {
    IndexWriterConfig configuration =
        new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (var directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, configuration)) {
      writer.addDocument(Documents.of(file(1, "kept.jpg", 200)));
      writer.addDocument(Documents.of(file(1, "gone/1.jpg", 100)));
      writer.addDocument(Documents.of(file(2, "gone/2.jpg", 200)));
      writer.commit();
      writer.deleteDocuments(Documents.file(Samples.place("gone/1.jpg")));
      writer.deleteDocuments(Documents.file(Samples.place("gone/2.jpg")));
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        ShownContents shown = new ShownContents(new IndexSearcher(reader));

        assertThat(reader.numDeletedDocs()).isEqualTo(2);
        assertThat(shown.ofEarliest(150, 250))
            .isEqualTo(Set.of(new BytesRef(Samples.hash(1).hex())));
        assertThat(shown.of(Documents.filesBelow(Samples.ROOT, "gone"))).isEmpty();
      }
    }
  }

  private static KnownFile.PictureFile file(int number, String path, long modifiedMillis) {
    return new KnownFile.PictureFile(
        Samples.place(path), new FileStamp(1, modifiedMillis), Samples.hash(number));
  }
}
