package dev.pictor.store.lucene;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.PictureId;
import dev.pictor.store.Filter;
import dev.pictor.store.Similarities;
import dev.pictor.store.Taken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/// Goes over all pictures of a snapshot that pass a filter.
record MatchingPictures(Snapshot snapshot, Filter filter) {
  private static final int ID_LENGTH = 32;

  long count() throws IOException {
    return snapshot.searcher().count(FilterQueries.of(filter, snapshot.searcher()));
  }

  void forEachSimilarity(List<Embedding> queries, Consumer<Similarities> consumer)
      throws IOException {
    float[][] vectors = queries.stream().map(Embedding::toArray).toArray(float[][]::new);
    forEach(
        leaf -> {
          FloatVectorValues values = leaf.getFloatVectorValues(Documents.EMBEDDING);
          if (values == null) {
            return (_, _) -> {};
          }
          KnnVectorValues.DocIndexIterator position = values.iterator();
          return (document, hash) -> {
            if (position.advance(document) != document) {
              return;
            }
            float[] own = values.vectorValue(position.index());
            float[] cosines = new float[vectors.length];
            for (int i = 0; i < cosines.length; i++) {
              cosines[i] = Math.clamp(VectorUtil.dotProduct(vectors[i], own), -1f, 1f);
            }
            consumer.accept(new Similarities(id(hash), cosines));
          };
        });
  }

  void forEachTaken(Consumer<Taken> consumer) throws IOException {
    Map<BytesRef, Long> byFile = new ShownContents(snapshot.searcher()).earliest();
    forEach(
        leaf -> {
          SortedNumericDocValues times = leaf.getSortedNumericDocValues(MetadataFields.TAKEN_AT);
          return (document, hash) ->
              consumer.accept(
                  times != null && times.advanceExact(document)
                      ? new Taken(id(hash), times.nextValue())
                      : Taken.ofFile(id(hash), byFile.getOrDefault(hash, Taken.UNKNOWN)));
        });
  }

  private static PictureId id(BytesRef hash) {
    return new PictureId(hash.utf8ToString().substring(0, ID_LENGTH));
  }

  private void forEach(Opening opening) throws IOException {
    IndexSearcher searcher = snapshot.searcher();
    Query matching = searcher.rewrite(FilterQueries.of(filter, searcher));
    Weight weight = searcher.createWeight(matching, ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(context);
      if (scorer == null) {
        continue;
      }
      LeafReader leaf = context.reader();
      // Deleted documents are still in the iterator.
      Bits live = leaf.getLiveDocs();
      BinaryDocValues hashes = leaf.getBinaryDocValues(Documents.HASH);
      Visitor visitor = opening.open(leaf);
      DocIdSetIterator documents = scorer.iterator();
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        int document = documents.docID();
        if ((live == null || live.get(document)) && hashes.advanceExact(document)) {
          visitor.visit(document, hashes.binaryValue());
        }
      }
    }
  }

  private interface Opening {
    Visitor open(LeafReader leaf) throws IOException;
  }

  /// Documents come in ascending order.
  private interface Visitor {
    void visit(int document, BytesRef hash) throws IOException;
  }
}
